package dev.gatehouse.rego.builtin.http;

import com.google.re2j.Pattern;
import java.util.Locale;

/** What the type of a body says. */
final class MediaType {

  private static final String TOKEN = "[!#-'*+.0-9A-Z^-z|~-]+";
  private static final Pattern WELL_FORMED = Pattern.compile(
      "\\s*" + TOKEN + "/" + TOKEN + "(\\s*;\\s*" + TOKEN + "\\s*=\\s*(" + TOKEN
          + "|\"([^\"\\\\]|\\\\.)*\"))*\\s*;?\\s*");

  private MediaType() {}

  static boolean isJson(String type) {
    if (!WELL_FORMED.matches(type)) {
      return false;
    }
    var end = type.indexOf(';');
    var plain = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return plain.equals("application/json")
        || plain.startsWith("application/") && plain.endsWith("+json");
  }

  static boolean isYaml(String type) {
    return type.contains("application/yaml") || type.contains("application/x-yaml");
  }
}
