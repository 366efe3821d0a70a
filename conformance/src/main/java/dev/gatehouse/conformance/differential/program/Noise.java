package dev.gatehouse.conformance.differential.program;

import dev.gatehouse.conformance.differential.Tokens;

/**
 * Adds comments, blank lines, spaces and line breaks where a module may have them. There are no
 * comments within brackets: OPA loses text around some of them.
 */
public final class Noise {

  private final Dice dice;

  public Noise(Dice dice) {
    this.dice = dice;
  }

  public String in(String text) {
    var noisy = new StringBuilder();
    for (var token : Tokens.of(text)) {
      switch (token) {
        case "\n" -> noisy.append(lineEnd());
        case "{", "[", "(" -> noisy.append(token).append(dice.percent(8) ? within() : "");
        case "}", "]", ")" ->
          noisy.append(dice.percent(3) ? within() : "").append(token);
        case "," -> noisy.append(token).append(dice.percent(8) ? within() : "");
        case " " -> noisy.append(dice.percent(5) ? "  " : " ");
        default -> noisy.append(token);
      }
    }
    return noisy.toString();
  }

  private String lineEnd() {
    var end = dice.percent(8) ? dice.of(" # trailing", "# é", "\t#", " #: x") : "";
    return switch (dice.below(20)) {
      case 0 -> end + "\n\n\n";
      case 1 -> end + "\n# own line\n";
      case 2 -> end + "\n\t  # indented\n\n# two\n";
      case 3 -> end + "\r\n";
      default -> end + "\n";
    };
  }

  private String within() {
    return dice.of("\n", " ", "\n\n", "\n\t");
  }
}
