package dev.gatehouse.json;

/** Whose YAML text is written: layout, quotes and numbers differ between the libraries of Go. */
public enum YamlStyle {
  /** sigs.k8s.io/yaml, as kubectl prints: two spaces, sequences not indented, lines folded at 80. */
  KUBERNETES(2, 80, false, false),
  /** go-yaml v2 on decoded JSON, whose numbers are doubles: {@code 1000000} becomes {@code 1e+06}. */
  GO_YAML_2(2, 80, false, true),
  /** go-yaml v3 on decoded JSON: four spaces, sequences indented, lines never folded. */
  GO_YAML_3(4, Integer.MAX_VALUE, true, true);

  private final int indent;
  private final int width;
  private final boolean regular;
  private final boolean doubles;

  YamlStyle(int indent, int width, boolean regular, boolean doubles) {
    this.indent = indent;
    this.width = width;
    this.regular = regular;
    this.doubles = doubles;
  }

  int indent() {
    return indent;
  }

  /** The column after which a space becomes a line break. */
  int width() {
    return width;
  }

  /** Whether this is version 3 of go-yaml, which indents sequences and knows fewer booleans. */
  boolean isThird() {
    return regular;
  }

  boolean hasDoubles() {
    return doubles;
  }
}
