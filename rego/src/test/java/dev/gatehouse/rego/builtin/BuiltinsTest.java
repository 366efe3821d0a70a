package dev.gatehouse.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.rego.PolicyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of functions against the signatures that OPA declares and results that it gave. */
class BuiltinsTest {

  private final Builtins builtins = Builtins.standard();

  @Test
  void namesTheFunctionsOfOpa() throws IOException {
    var names = new TreeSet<String>();
    RecordedCalls.lines("signatures.txt").forEach(line -> names.add(line.split("\t", -1)[0]));
    assertThat(builtins.names()).isEqualTo(names);
  }

  @Test
  void declaresTheTypesOperatorsAndFlagsOfOpa() throws IOException {
    for (var line : RecordedCalls.lines("signatures.txt")) {
      var columns = line.split("\t", -1);
      var row = builtins.find(columns[0]);
      if (row != null) {
        assertThat(signature(row)).isEqualTo(line);
      }
    }
  }

  private static String signature(Builtin row) {
    var variadic = row.type().variadic() == null ? "" : " …" + TypeText.of(row.type().variadic());
    var flags = new ArrayList<String>();
    for (var flag : List.of(Builtin.Flag.DEPRECATED, Builtin.Flag.NONDETERMINISTIC,
        Builtin.Flag.RELATION)) {
      if (row.flags().contains(flag)) {
        flags.add(flag.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
    return String.join(
        "\t",
        row.name(),
        row.infix(),
        TypeText.list(row.type().args()) + variadic,
        TypeText.of(row.type().result()),
        String.join(" ", flags));
  }

  @Test
  void givesTheResultsAndErrorsThatOpaGave() throws IOException, PolicyException {
    for (var line : RecordedCalls.lines("calls.txt")) {
      var columns = line.split("\t", 3);
      var args = (dev.gatehouse.json.ArrayValue) RegoLiteral.parse(columns[1]);
      var call = new BuiltinCall(columns[0], args.items());
      assertThat(call.outcome(builtins)).as(columns[0] + columns[1]).isEqualTo(columns[2]);
    }
  }

  @Test
  void describesEveryFunction() {
    for (var name : builtins.names()) {
      var row = builtins.find(name);
      if (row != null) {
        assertThat(row.doc()).as(name).endsWith(".");
      }
    }
  }

  @Test
  void stopsBeforeLargeResultsAreBuilt() throws PolicyException {
    for (var call : List.of(
        "numbers.range\t[0, 1000000000000]",
        "net.cidr_expand\t[\"::/0\"]",
        "sprintf\t[\"%999999d%999999d%999999d%999999d%999999d%999999d%999999d\", [1, 1, 1, 1, 1, 1, 1]]")) {
      var columns = call.split("\t", -1);
      var args = (dev.gatehouse.json.ArrayValue) RegoLiteral.parse(columns[1]);
      assertThat(new BuiltinCall(columns[0], args.items()).outcome(builtins))
          .as(call)
          .isEqualTo("limit: size");
    }
  }

  @Test
  void refusesShiftsThatWouldFillMemory() throws PolicyException {
    var args = (dev.gatehouse.json.ArrayValue) RegoLiteral.parse("[1, 1000000000]");
    assertThat(new BuiltinCall("bits.lsh", args.items()).outcome(builtins))
        .startsWith("eval_builtin_error: integer of more than");
  }

  @Test
  void refusesExpressionsThatNestTooDeeply() {
    assertThatThrownBy(() -> RegexBounds.checked("(".repeat(2000)))
        .isInstanceOf(BuiltinException.class)
        .hasMessageContaining("nests too deeply");
  }

  @Test
  void reachesNoHostUnlessItIsAllowed() throws PolicyException {
    var request = "[{\"method\": \"get\", \"url\": \"http://example.com/\"}]";
    var args = (dev.gatehouse.json.ArrayValue) RegoLiteral.parse(request);
    assertThat(new BuiltinCall("http.send", args.items()).outcome(builtins))
        .isEqualTo("eval_builtin_error: disallowed host: example.com");
  }
}
