package dev.gatehouse.rego.builtin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.RegoVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One row of a function is what the checker, the evaluator, the capabilities and the page know of it. */
class BuiltinPageTest {

  private static final Path DOCS = Path.of(System.getProperty("project.root", ".."))
      .resolve("docs");

  private final Builtins builtins = Builtins.standard();

  @Test
  void thePageIsMadeFromTheRows() throws IOException {
    var made = new BuiltinPage(Files.readString(DOCS.resolve("differences.md"))).markdown();
    var page = DOCS.resolve("builtins.md");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(page, made);
    }
    assertThat(Files.readString(page)).isEqualTo(made);
  }

  @Test
  void checkerAndCapabilitiesReadTheRowToo() {
    for (var version : RegoVersion.values()) {
      var declared = Capabilities.of(version).functions();
      for (var name : builtins.names()) {
        var row = requireNonNull(builtins.find(name));
        assertThat(builtins.type(name)).as(name).isSameAs(row.type());
        declared.map(functions -> functions.get(name)).ifPresent(declaration -> {
          assertThat(declaration.type()).as(name).isEqualTo(row.type());
          assertThat(declaration.flags()).as(name).isEqualTo(row.flags());
        });
      }
    }
  }

  @Test
  void theEvaluatorCallsTheRow() {
    var row = requireNonNull(builtins.find("split"));
    var call = (Builtin.Code2) row.code();
    assertThat(call.call(TestContext.ample(), StringValue.of("a,b"), StringValue.of(",")))
        .isEqualTo(ArrayValue.of(StringValue.of("a"), StringValue.of("b")));
    var count = (Builtin.Code1) requireNonNull(builtins.find("count")).code();
    assertThat(count.call(TestContext.ample(), StringValue.of("abc")))
        .isEqualTo(IntegerValue.of(3));
  }
}
