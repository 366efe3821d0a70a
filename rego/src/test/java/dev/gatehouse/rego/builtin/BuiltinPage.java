package dev.gatehouse.rego.builtin;

import dev.gatehouse.rego.types.ParameterNames;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of the built-in functions, made from their rows. */
final class BuiltinPage {

  private static final String HEAD = """
      # Built-in functions of Rego

      Made from the table of the functions: `mvn -pl rego -am test -Dtest=BuiltinPageTest -Dgolden.update=true \
      -Dsurefire.failIfNoSpecifiedTests=false`.

      Each function has one row in the code, which the type checker, the evaluator, the lists of
      capabilities and this page read. They are those of OPA 1.20.2, with its results and errors;
      where they are not, and what bounds them, is in [Differences](differences.md#from-opa). Every
      function counts its work and the size of its result against the limits of the evaluation.

      *Each time* says that the same arguments may give another result in another evaluation,
      *deprecated* that Rego v1 refuses it, *relation* that it gives several results, and *network*
      that it reaches hosts, which is off unless allowed.
      """;

  private final Builtins builtins = Builtins.standard();
  private final String differences;

  /** @param differences the page that tells where functions are not as in OPA */
  BuiltinPage(String differences) {
    this.differences = differences;
  }

  String markdown() {
    var page = new StringBuilder(HEAD);
    for (var family : Family.values()) {
      var rows = family.names().stream()
          .filter(name -> !name.startsWith("internal."))
          .sorted()
          .map(this::row)
          .collect(Collectors.joining());
      page.append("\n## ").append(title(family)).append("\n\n")
          .append("| function | result | what it gives | |\n|---|---|---|---|\n")
          .append(rows);
    }
    return page.toString();
  }

  private static String title(Family family) {
    var name = family.name().toLowerCase(Locale.ROOT);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private String row(String name) {
    var builtin = builtins.find(name);
    if (builtin == null) {
      throw new IllegalStateException("no such function: " + name);
    }
    return "| `%s%s`%s | `%s` | %s | %s |%n".formatted(
        name, arguments(builtin),
        builtin.infix().isEmpty() ? "" : " or `" + operator(builtin) + "`",
        escaped(String.valueOf(builtin.type().result())), escaped(builtin.doc()), notes(builtin))
        .replace("`null`", "");
  }

  private static String operator(Builtin builtin) {
    return escaped(builtin.infix());
  }

  private static String arguments(Builtin builtin) {
    var names = new ArrayList<String>();
    var types = builtin.type().args();
    for (var i = 0; i < types.size(); i++) {
      var name = ParameterNames.name(builtin.name(), i);
      names.add(name.isEmpty() ? types.get(i).toString() : name + ": " + types.get(i));
    }
    var variadic = builtin.type().variadic();
    if (variadic != null) {
      names.add(variadic + "...");
    }
    return "(" + escaped(String.join(", ", names)) + ")";
  }

  private String notes(Builtin builtin) {
    var notes = new ArrayList<String>();
    for (var flag : Builtin.Flag.values()) {
      if (builtin.flags().contains(flag)) {
        notes.add(flag == Builtin.Flag.NONDETERMINISTIC
            ? "each time"
            : flag.name().toLowerCase(Locale.ROOT));
      }
    }
    if (differences.contains("`" + builtin.name() + "`")) {
      notes.add("[differs](differences.md#from-opa)");
    }
    return String.join(", ", notes);
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }
}
