package dev.gatehouse.cli.rego;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.builtin.Builtins;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The names that can go on from what somebody has begun to type. */
final class ReplCompletion {

  private final TreeSet<String> names = new TreeSet<>(Builtins.standard().names());

  /**
   * @param modules whose rules have names
   * @param packageName the package whose rules need no path
   */
  ReplCompletion(Collection<Module> modules, String packageName) {
    names.addAll(List.of("data", "input", "import", "package", "some", "every", "not", "if",
        "contains", "else", "default", "with"));
    for (var module : modules) {
      var path = module.path().toString();
      names.add(path);
      for (var rule : module.rules()) {
        var name = name(rule.head().ref().head());
        names.add(path + "." + name);
        if (path.equals("data." + packageName)) {
          names.add(name);
        }
      }
    }
  }

  private static String name(Term head) {
    return switch (head) {
      case Term.Var(var location, var name) -> name;
      case Term.Scalar(var location, StringValue text) -> text.value();
      default -> head.toString();
    };
  }

  /** The names that the last word of a line can become, one a line. */
  String of(String line) {
    var start = line.length();
    while (start > 0 && isPart(line.charAt(start - 1))) {
      start--;
    }
    var word = line.substring(start);
    var text = new StringBuilder();
    names.stream().filter(n -> n.startsWith(word)).forEach(n -> text.append(n).append('\n'));
    return text.toString();
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }
}
