package dev.gatehouse.cli.rego;

import java.util.List;

/** The parse errors that only a whole statement or module shows; OPA gives no line with them. */
final class ModuleFaults {

  private static final List<String> STARTS = List.of(
      "package expected",
      "empty module",
      "unexpected package",
      "`if` keyword",
      "`contains` keyword",
      "expected exactly one statement",
      "cannot be used for rule name",
      "annotation scope",
      "yaml:",
      "rule must have value assignment and/or body declaration");

  private ModuleFaults() {}

  static boolean isOne(String message) {
    return message.contains("cannot be used for rule name")
        || STARTS.stream().anyMatch(message::startsWith);
  }
}
