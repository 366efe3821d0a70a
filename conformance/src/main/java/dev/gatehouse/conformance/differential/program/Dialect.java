package dev.gatehouse.conformance.differential.program;

/** How a module is written. */
enum Dialect {

  V1("v1", "", true), V0("v0", "", false), V0_FUTURE("v0", "import future.keywords",
      true), V0_REGO_V1("v0", "import rego.v1", true);

  /** The version that the parser is asked for. */
  final String version;

  /** What the module imports for its words, empty for nothing. */
  final String words;

  /** Whether {@code if}, {@code in}, {@code contains} and {@code every} are words. */
  final boolean modern;

  Dialect(String version, String words, boolean modern) {
    this.version = version;
    this.words = words;
    this.modern = modern;
  }
}
