package dev.gatehouse.rego.builtin.schema;

import com.google.re2j.Pattern;
import dev.gatehouse.rego.builtin.go.IpText;
import dev.gatehouse.rego.builtin.go.TimeParse;
import dev.gatehouse.rego.builtin.go.Url;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The formats of strings. */
final class Formats {

  private static final int LONGEST_HOST = 255;
  private static final Pattern HOST = Pattern.compile(
      "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
          + "(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
  private static final Pattern TEMPLATE = Pattern.compile("([^{]*(\\{[^}]*\\})?)*");
  private static final Pattern UUID = Pattern.compile(
      "[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}");
  private static final String STEPS = "(/([^~/]|~0|~1)*)*";
  private static final Pattern POINTER = Pattern.compile(STEPS);
  private static final Pattern RELATIVE_POINTER = Pattern.compile(
      "(0|[1-9][0-9]*)(#|" + STEPS + ")");
  /** Longer addresses are none: they would take long to match. */
  private static final int LONGEST = 10_000;
  private static final String ATOM = "[\\pL\\pN!#$%&'*+/=?^_`{|}~-]+";
  private static final String QUOTED = "\"([^\"\\\\\\r\\n]|\\\\.)*\"";
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String ADDRESS = "(" + ATOM + "(\\." + ATOM + ")*|" + QUOTED + ")@(" + ATOM
      + "(\\." + ATOM + ")*|\\[" + BYTE + "(\\." + BYTE + "){3}\\])";
  private static final Pattern MAIL = Pattern.compile("\\s*(" + ADDRESS
      + "(\\s*\\([^()\\\\]*\\))?|((" + ATOM + "|" + QUOTED + "|\\.|[ \\t])+)?<" + ADDRESS
      + ">)\\s*");
  private static final String DATE = "2006-01-02";
  private static final String TIME = "15:04:05";
  private static final String ZONED_TIME = "15:04:05Z07:00";

  private Formats() {}

  /** Whether a string has the format; null for a format that nobody knows, which every string has. */
  static @Nullable Predicate<String> of(
      String name, Function<String, @Nullable Pattern> patterns) {
    return switch (name) {
      case "date" -> time(DATE);
      case "time" -> time(ZONED_TIME, TIME);
      case "date-time" -> time(TIME, ZONED_TIME, DATE, "2006-01-02T15:04:05Z07:00");
      case "hostname" ->
        text -> text.length() <= LONGEST_HOST && HOST.matcher(text).matches();
      case "email", "idn-email" ->
        text -> text.length() <= LONGEST && MAIL.matcher(text).matches();
      case "ipv4" -> text -> text.indexOf('.') >= 0 && IpText.parse(text) != null;
      case "ipv6" -> text -> text.indexOf(':') >= 0 && IpText.parse(text) != null;
      case "uri", "iri" -> text -> address(text, url -> !url.scheme().isEmpty());
      case "uri-reference", "iri-reference" -> text -> address(text, url -> true);
      case "uri-template" ->
        text -> text.length() <= LONGEST
            && address(text, url -> TEMPLATE.matcher(url.path()).matches());
      case "uuid" -> text -> UUID.matcher(text).matches();
      case "regex" -> text -> text.isEmpty() || patterns.apply(text) != null;
      case "json-pointer" -> text -> POINTER.matcher(text).matches();
      case "relative-json-pointer" -> text -> RELATIVE_POINTER.matcher(text).matches();
      default -> null;
    };
  }

  private static Predicate<String> time(String... layouts) {
    return text -> List.of(layouts).stream().anyMatch(layout -> isTime(layout, text));
  }

  private static boolean isTime(String layout, String text) {
    try {
      TimeParse.parse(layout, text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean address(String text, Predicate<Url> accepted) {
    try {
      return text.indexOf('\\') < 0 && accepted.test(Url.parse(text));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
