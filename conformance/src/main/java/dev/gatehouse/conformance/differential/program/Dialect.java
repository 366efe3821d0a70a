package dev.gatehouse.conformance.differential.program;

/** How a module is written. */
enum Dialect {

  V1("v1", "", true, false), V1_LOGICAL("v1", "import future.keywords", true,
      true), V0("v0", "", false, false), V0_FUTURE("v0", "import future.keywords", true,
          true), V0_SOME_FUTURE("v0",
              "import future.keywords.every\nimport future.keywords.if\nimport future.keywords.contains",
              true, false), V0_REGO_V1("v0", "import rego.v1", true, false);

  /** The version that the parser is asked for. */
  final String version;

  /** What the module imports for its words, empty for nothing. */
  final String words;

  /** Whether {@code if}, {@code in}, {@code contains} and {@code every} are words. */
  final boolean modern;

  /** Whether {@code and}, {@code or} and bodies of {@code not} are words. */
  final boolean logical;

  Dialect(String version, String words, boolean modern, boolean logical) {
    this.version = version;
    this.words = words;
    this.modern = modern;
    this.logical = logical;
  }
}
