package dev.gatehouse.conformance.differential.program;

import dev.gatehouse.conformance.differential.Program;
import dev.gatehouse.conformance.differential.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Changes some places of a program to something of the same kind, so that often it is sound still. */
public final class Bender {

  private static final Set<String> WORDS = Set.of("package", "import", "default", "else", "if",
      "contains", "in", "some", "every", "with", "as", "not", "rego", "v1", "future", "keywords");

  private static final List<List<String>> ALIKE = List.of(
      List.of("==", "!=", "<", ">", "<=", ">="), List.of("+", "-", "*", "/", "%", "&", "|"),
      List.of("true", "false", "null", "input", "data", "set()", "{}", "[]"),
      List.of(":=", "=", "=="), List.of(";", "\n", " and ", " or "), List.of("[", ".", "{"));

  private final Dice dice;

  public Bender(Dice dice) {
    this.dice = dice;
  }

  public Program bent(Program program) {
    var modules = new ArrayList<>(program.modules());
    for (var i = dice.between(1, 3); i > 0 && !modules.isEmpty(); i--) {
      var at = dice.below(modules.size());
      var module = modules.get(at);
      modules.set(at, new Program.ModuleText(module.name(), bent(module.text()), module.version()));
    }
    return program.withModules(modules);
  }

  private String bent(String text) {
    return switch (dice.below(10)) {
      case 0 -> withLineMoved(text);
      case 1 -> withWordsBefore(text);
      default -> withOther(Tokens.of(text));
    };
  }

  private String withLineMoved(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    var line = lines.get(dice.below(lines.size()));
    if (dice.percent(50)) {
      lines.remove(line);
    }
    lines.add(dice.below(lines.size() + 1), line);
    return String.join("\n", lines) + "\n";
  }

  /** A line with {@code not} or {@code some} in front, or a replacement behind. */
  private String withWordsBefore(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    var at = dice.below(lines.size());
    var line = lines.get(at);
    lines.set(at, switch (dice.below(4)) {
      case 0 -> "not " + line;
      case 1 -> "some x; " + line;
      case 2 -> line + " with input as " + dice.of("{}", "{\"a\": 1}", "data", "[1, 2]");
      default -> line + " with data." + dice.of("a", "b", "test", "p") + " as " + dice.of("{}", "1",
          "input");
    });
    return String.join("\n", lines) + "\n";
  }

  private String withOther(List<String> tokens) {
    for (var tries = 0; tries < 30; tries++) {
      var at = dice.below(tokens.size());
      var choices = alike(tokens, at);
      if (!choices.isEmpty()) {
        tokens.set(at, dice.pick(choices));
        break;
      }
    }
    return String.join("", tokens);
  }

  /** What may stand in the place of a token; empty if it should stay. */
  private List<String> alike(List<String> tokens, int at) {
    var token = tokens.get(at);
    if (WORDS.contains(token)) {
      return List.of();
    }
    for (var group : ALIKE) {
      if (group.contains(token)) {
        return group;
      }
    }
    var first = token.charAt(0);
    if (Character.isDigit(first)) {
      return Vocabulary.SMALL;
    }
    if (first == '"') {
      return dice.percent(50)
          ? tokens.stream().filter(other -> other.startsWith("\"")).toList()
          : List.of(Literals.quote(dice.pick(Vocabulary.TEXTS)), dice.pick(Vocabulary.SMALL));
    }
    return Character.isLetter(first)
        ? tokens.stream()
            .filter(other -> Character.isLetter(other.charAt(0)) && !WORDS.contains(other))
            .toList()
        : List.of();
  }
}
