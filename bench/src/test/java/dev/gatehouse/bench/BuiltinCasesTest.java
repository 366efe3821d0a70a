package dev.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.builtin.Builtins;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class BuiltinCasesTest {

  private static final Path FOLDER = Path.of(System.getProperty("project.root"), "bench/builtins");

  @Test
  void measuresEveryBuiltinOrSaysWhyNot() {
    var calls = BuiltinCases.read(FOLDER);
    var names = new TreeSet<>(calls.excluded().keySet());
    for (var each : calls.cases()) {
      var name = (StringValue) Objects.requireNonNull(each.get("name"));
      names.add(name.value().substring("builtin:".length()));
    }

    assertThat(names).hasSize(206).containsAll(Builtins.standard().names());
  }
}
