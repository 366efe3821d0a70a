package dev.gatehouse.conformance.differential.program;

import dev.gatehouse.conformance.differential.Program;
import dev.gatehouse.conformance.differential.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Changes one or two places of a program, so that mostly it is faulty. */
public final class Breaker {

  private static final List<String> WORDS = List.of("not", "some", "every", "in", "if", "contains",
      "with", "as", "default", "else", "import", "package", "null", "true", "input", "data", "x",
      "_", "count", "1", "\"s\"", "{", "}", "(", ")", "[", "]", ",", ";", ":", ":=", "=", "==",
      "+", "-", ".", "nosuch", "walk", "p", "f", "set()", "{}", "[]", "#", "`", "\\", "$", "é",
      "http.send", "data.g", "data.lib", "0x1", "1e", "01");

  private final Dice dice;

  public Breaker(Dice dice) {
    this.dice = dice;
  }

  public Program broken(Program program) {
    var modules = new ArrayList<>(program.modules());
    for (var i = dice.percent(80) ? 1 : 2; i > 0 && !modules.isEmpty(); i--) {
      var at = dice.below(modules.size());
      var module = modules.get(at);
      modules.set(at, new Program.ModuleText(module.name(), broken(module.text()),
          module.version()));
    }
    return program.withModules(modules);
  }

  private String broken(String text) {
    var tokens = Tokens.of(text);
    if (tokens.size() < 4) {
      return text;
    }
    var at = dice.below(tokens.size());
    while (tokens.get(at).isBlank() && dice.percent(90)) {
      at = dice.below(tokens.size());
    }
    switch (dice.below(8)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, dice.pick(WORDS));
      case 3 -> tokens.add(at, dice.pick(WORDS) + " ");
      case 4 -> tokens.set(at, word(tokens));
      case 5 -> java.util.Collections.swap(tokens, at, dice.below(tokens.size()));
      case 6 -> {
        return withoutLine(text);
      }
      default -> renameOne(tokens, at);
    }
    return String.join("", tokens);
  }

  /** Some name of the text. */
  private String word(List<String> tokens) {
    var words = tokens.stream().filter(token -> Character.isLetter(token.charAt(0))).toList();
    return words.isEmpty() ? "x" : dice.pick(words);
  }

  private void renameOne(List<String> tokens, int at) {
    var token = tokens.get(at);
    tokens.set(at, Character.isLetter(token.charAt(0)) ? token + "z" : word(tokens));
  }

  private String withoutLine(String text) {
    var lines = new ArrayList<>(text.lines().toList());
    lines.remove(dice.below(lines.size()));
    return String.join("\n", lines) + "\n";
  }
}
