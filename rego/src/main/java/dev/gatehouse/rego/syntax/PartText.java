package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.StringValue;
import java.util.regex.Pattern;

/** The text that OPA prints for a string as a part of a reference. */
public final class PartText {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private PartText() {}

  /** {@code .name}, or the string in brackets, where quotes within it stand as they are. */
  public static String of(String part) {
    if (NAME.matcher(part).matches() && !isKeyword(part)) {
      return "." + part;
    }
    return part.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))
        ? "[" + StringValue.of(part) + "]"
        : "[\"" + part + "\"]";
  }

  /** Whether the name is a keyword of Rego v1 without any import. */
  public static boolean isKeyword(String name) {
    return Kind.KEYWORDS.containsKey(name) || Kind.V1_KEYWORDS.containsKey(name);
  }
}
