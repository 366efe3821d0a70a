package dev.gatehouse.cli.rego;

/** Text that is indented as {@code opa} does: each piece that is written, and each line in it. */
final class Indented {

  private final StringBuilder out;
  private final String indentation;

  Indented(StringBuilder out, int spaces) {
    this.out = out;
    this.indentation = " ".repeat(spaces);
  }

  /** The same text with more spaces. */
  Indented deeper(int spaces) {
    return new Indented(out, indentation.length() + spaces);
  }

  Indented write(String piece) {
    var isStart = true;
    for (var i = 0; i < piece.length(); i++) {
      if (isStart) {
        out.append(indentation);
      }
      out.append(piece.charAt(i));
      isStart = piece.charAt(i) == '\n';
    }
    return this;
  }
}
