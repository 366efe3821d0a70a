package dev.gatehouse.rego.builtin;

/** Refuses expressions whose compilation would need much stack or memory. */
final class RegexBounds {

  private static final int LONGEST = 100_000;
  private static final int DEEPEST = 1000;

  private RegexBounds() {}

  /** @throws BuiltinException if the expression is too long or its groups are too deep */
  static void check(String expression) {
    if (expression.length() > LONGEST) {
      throw BuiltinException.failure("error parsing regexp: expression too large");
    }
    var depth = 0;
    for (var i = 0; i < expression.length(); i++) {
      switch (expression.charAt(i)) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> depth--;
        default -> {}
      }
      if (depth > DEEPEST) {
        throw BuiltinException.failure("error parsing regexp: expression nests too deeply");
      }
    }
  }
}
