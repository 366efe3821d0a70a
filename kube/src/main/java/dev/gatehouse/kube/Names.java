package dev.gatehouse.kube;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The syntax of Kubernetes names and labels, with the API server's complaints. */
public final class Names {

  private static final String LABEL_KEY = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String DNS_SUBDOMAIN = DNS_LABEL + "(\\." + DNS_LABEL + ")*";
  private static final int LABEL_LENGTH = 63;
  private static final int SUBDOMAIN_LENGTH = 253;

  private Names() {}

  /** What is wrong with a label's key; empty if nothing is. */
  public static List<String> checkLabelKey(String key) {
    var issues = new ArrayList<String>();
    var parts = key.split("/", -1);
    if (parts.length > 2) {
      return List.of("a valid label key " + labelKeySyntax()
          + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    if (parts.length == 2) {
      if (parts[0].isEmpty()) {
        issues.add("prefix part must be non-empty");
      } else {
        checkSubdomain(parts[0]).forEach(issue -> issues.add("prefix part " + issue));
      }
    }
    var name = parts[parts.length - 1];
    if (name.isEmpty()) {
      issues.add("name part must be non-empty");
    } else if (bytes(name) > LABEL_LENGTH) {
      issues.add("name part " + tooLong(LABEL_LENGTH));
    }
    if (!isLabelName(name)) {
      issues.add("name part " + labelKeySyntax());
    }
    return issues;
  }

  /** What is wrong with a label's value; empty if nothing is. */
  public static List<String> checkLabelValue(String value) {
    var issues = new ArrayList<String>();
    if (bytes(value) > LABEL_LENGTH) {
      issues.add(tooLong(LABEL_LENGTH));
    }
    if (!value.isEmpty() && !isLabelName(value)) {
      issues.add(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
              + " or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
              + " 'my_value',  or '12345', regex used for validation is '(" + LABEL_KEY + ")?')");
    }
    return issues;
  }

  /** What is wrong with a DNS-1123 subdomain, the syntax of most objects' names; empty if nothing is. */
  public static List<String> checkSubdomain(String name) {
    var issues = new ArrayList<String>();
    if (bytes(name) > SUBDOMAIN_LENGTH) {
      issues.add(tooLong(SUBDOMAIN_LENGTH));
    }
    if (!isSubdomain(name)) {
      issues
          .add("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
              + " '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
              + " regex used for validation is '" + DNS_SUBDOMAIN + "')");
    }
    return issues;
  }

  /** Whether a text is a DNS-1123 label: lower case letters, digits and inner dashes. */
  public static boolean isDnsLabel(String text) {
    if (text.isEmpty() || text.startsWith("-") || text.endsWith("-")) {
      return false;
    }
    return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
  }

  private static boolean isSubdomain(String name) {
    for (var label : name.split("\\.", -1)) {
      if (!isDnsLabel(label)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabelName(String name) {
    return !name.isEmpty()
        && isAlphanumeric(name.charAt(0))
        && isAlphanumeric(name.charAt(name.length() - 1))
        && name.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.');
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static String labelKeySyntax() {
    return "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
        + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
        + " validation is '" + LABEL_KEY + "')";
  }

  private static String tooLong(int limit) {
    return "must be no more than " + limit + " bytes";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
