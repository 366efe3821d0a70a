package dev.gatehouse.rego.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Parser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Modules are replaced by what is left of their entry points. */
class OptimizerTest {

  private static final String POLICY = """
      # METADATA
      # title: kept
      package a.b

      # METADATA
      # entrypoint: true
      allow if { is_ok; input.x }

      is_ok if 1 < 2

      # METADATA
      # description: stays
      other := input.y
      """;

  private static List<Source> optimized(String... entrypoints) throws Exception {
    var modules = List.of(Parser.parseModule(new Source("p.rego", POLICY, RegoVersion.V1)));
    var options = new OptimizerOptions(
        true, "partial", List.of(""), RegoVersion.V1, CompileOptions.DEFAULT);
    return Optimizer.optimize(
        modules, ObjectValue.EMPTY, Entrypoints.of(List.of(entrypoints), modules), options);
  }

  @Test
  void putsWhatIsLeftInTheRulesPlace() throws Exception {
    var modules = optimized();
    assertThat(modules).extracting(Source::name).containsExactly("optimized/a/b.rego", "p.rego");
    assertThat(modules.getFirst().text())
        .isEqualTo("package a.b\n\nallow := __result__ if {\n\tinput.x\n\t__result__ = true\n}\n");
    assertThat(modules.getLast().text())
        .contains("# title: kept", "# description: stays", "other := input.y")
        .doesNotContain("allow", "entrypoint");
  }

  @Test
  void refusesAnEntryPointThatIsNeverDefined() {
    assertThatThrownBy(() -> optimized("a/b/missing"))
        .isInstanceOf(BundleException.class)
        .hasMessage("undefined entrypoint data.a.b.missing");
  }

  @Test
  void refusesAPackageAlone() {
    assertThatThrownBy(() -> optimized("a"))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("invalid entrypoint data.a: ");
  }
}
