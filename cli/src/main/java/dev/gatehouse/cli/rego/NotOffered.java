package dev.gatehouse.cli.rego;

import java.util.List;
import picocli.CommandLine.Option;

/** Options of {@code opa eval} that are known but refused, and some that change nothing here. */
final class NotOffered {

  @Option(names = {"-t",
      "--target"}, paramLabel = "TARGET", defaultValue = "rego", description = "what runs the policy: rego is the only one")
  private Target target = Target.REGO;

  /** What {@code opa} can run policies with. */
  enum Target {
    REGO, WASM;

    /** Why the command cannot do what is asked, empty if it can. */
    String refusal() {
      return this == REGO ? "" : "target wasm is not offered, only rego";
    }
  }

  @Option(names = {"-O",
      "--optimize"}, paramLabel = "LEVEL", description = "changes nothing: plans are always optimized")
  void optimize(int level) {}

  @Option(names = {"-e",
      "--entrypoint"}, paramLabel = "PATH", description = "changes nothing: see --optimize")
  void entrypoints(List<String> given) {}

  @Option(names = {"--optimize-store-for-read-speed",
      "--read-ast-values-from-store"}, hidden = true)
  void changesNothing(boolean given) {}

  @Option(names = "--pretty-limit", hidden = true)
  void prettyLimit(int given) {}

  /** Why the command cannot do what is asked, empty if it can. */
  String refusal() {
    return target.refusal();
  }
}
