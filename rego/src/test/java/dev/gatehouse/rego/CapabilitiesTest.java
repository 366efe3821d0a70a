package dev.gatehouse.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.Builtins;
import dev.gatehouse.rego.builtin.NetworkAccess;
import dev.gatehouse.rego.search.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Policies may use what capabilities list, and nothing else. */
class CapabilitiesTest {

  private static final String DECLARED = """
      {"builtins": [
        {"name": "foo", "decl": {"type": "function", "args": [{"type": "number"}],
          "result": {"type": "string"}}},
        {"name": "assign", "decl": {"type": "function", "args": [{"type": "any"}, {"type": "any"}],
          "result": {"type": "boolean"}}},
        {"name": "eq", "decl": {"type": "function", "args": [{"type": "any"}, {"type": "any"}],
          "result": {"type": "boolean"}}}],
       "features": ["rego_v1"]}""";

  @Test
  void listsTheFunctionsOfTheLibraryWithTheirTypesAndFlags() {
    var history = CapabilitiesHistory.load();
    var current = CapabilitiesReader.read(history.current(RegoVersion.V1)).functions()
        .orElseThrow();
    var latest = CapabilitiesReader.read(history.find(history.versions().getLast()).orElseThrow());
    var builtins = Builtins.standard();
    assertThat(current.keySet()).isEqualTo(builtins.names());
    assertThat(latest.functions()).contains(current);
    for (var function : current.entrySet()) {
      var row = builtins.find(function.getKey());
      assertThat(row).isNotNull();
      if (row != null) {
        var flags = new HashSet<>(row.flags());
        flags.remove(Builtin.Flag.NETWORK);
        assertThat(function.getValue().flags()).as(row.name()).isEqualTo(flags);
        assertThat(function.getValue().type()).as(row.name()).hasToString(row.type().toString());
      }
    }
  }

  @Test
  void knowsEveryVersionThatHadCapabilities() {
    var history = CapabilitiesHistory.load();
    assertThat(history.versions()).hasSize(149).startsWith("v0.17.0").endsWith("v1.20.2");
    assertThat(history.find("v9.9.9")).isEmpty();
    assertThat(history.find("current")).isEmpty();
    for (var version : history.versions()) {
      var capabilities = CapabilitiesReader.read(history.find(version).orElseThrow());
      assertThat(capabilities.allows("count")).as(version).isTrue();
      assertThat(capabilities.has(Capabilities.REGO_V1)).as(version)
          .isEqualTo(version.startsWith("v1."));
    }
  }

  @Test
  void refusesWhatIsNotListed() throws TextException {
    assertThat(issues("package a\n\np := count([1])\n"))
        .containsExactly("a.rego:3:6: rego_type_error: undefined function count");
    assertThat(issues("package a\n\np := $\"x\"\n"))
        .first().asString().contains("template strings are not supported");
    assertThat(issues("package a\n\np := input.if\n"))
        .first().asString().startsWith("a.rego:3:12: rego_parse_error: unexpected if keyword");
  }

  private static List<String> issues(String module) throws TextException {
    try {
      Policy.compile(List.of(new Source("a.rego", module, RegoVersion.V1)), declared());
      return List.of();
    } catch (PolicyException e) {
      return e.issues().stream().map(Issue::toString).toList();
    }
  }

  private static CompileOptions declared() throws TextException {
    return CompileOptions.DEFAULT.withCapabilities(CapabilitiesReader.read(Json.parse(DECLARED)));
  }

  @ParameterizedTest
  @EnumSource
  void endsAtTheCallOfAFunctionThatIsDeclaredButDoesNotExist(Backend backend)
      throws TextException, PolicyException {
    var policy = Policy.compile(List.of(), declared().withBackend(backend));
    var input = Input.of(ObjectValue.EMPTY, ObjectValue.EMPTY);
    var query = policy.prepare("x := foo(1)");
    assertThatThrownBy(() -> query.solutions(input))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("eval_internal_error: unsupported built-in: foo");
    var observed = policy.observe("x := foo(1)", RegoVersion.V1);
    assertThatThrownBy(
        () -> observed.solutions(input, new Settings(true, true), event -> {}))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("eval_internal_error: unsupported built-in: foo");
  }

  @Test
  void limitsTheHostsThatFunctionsReach() {
    var some = NetworkAccess.to(Set.of("a.example", "b.example"));
    assertThat(some.within(Set.of("b.example", "c.example")).hosts()).containsOnly("b.example");
    var any = NetworkAccess.to(Set.of(NetworkAccess.ANY));
    assertThat(any.within(Set.of("c.example")).hosts()).containsOnly("c.example");
    assertThat(any.within(Set.of()).allows("c.example")).isFalse();
  }

  @Test
  void refusesWhatIsNoneInWords() {
    for (var text : List.of("1", "{\"builtins\": 1}", "{\"builtins\": [{}]}",
        "{\"builtins\": [{\"name\": \"f\", \"decl\": {\"args\": [{\"type\": \"odd\"}]}}]}",
        "{\"features\": [1]}")) {
      assertThatThrownBy(() -> CapabilitiesReader.read(Json.parse(text))).as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
