package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Asks a real {@code opa} for the outcomes of calls, many at a time. */
final class OpaOracle {

  private final Path opa;

  OpaOracle(Path opa) {
    this.opa = opa;
  }

  /** The outcomes in the order of the calls, in the form of {@link BuiltinCall#outcome}. */
  List<String> outcomes(List<BuiltinCall> calls) throws IOException, InterruptedException {
    var directory = Files.createTempDirectory("calls");
    var module = directory.resolve("calls.rego");
    var output = directory.resolve("output.json");
    Files.writeString(module, module(calls));
    try {
      var process = new ProcessBuilder(
          opa.toString(),
          "eval",
          "--v0-compatible",
          "--show-builtin-errors",
          "-d",
          module.toString(),
          "data.calls")
          .redirectOutput(output.toFile())
          .redirectErrorStream(true)
          .start();
      process.waitFor();
      return read(Files.readAllBytes(output), calls);
    } catch (TextException e) {
      throw new IOException(Files.readString(output).lines().findFirst().orElse("no output"), e);
    } finally {
      Files.delete(module);
      Files.delete(output);
      Files.delete(directory);
    }
  }

  /** One rule a line, so that the line of an error tells the call. */
  private static String module(List<BuiltinCall> calls) {
    var text = new StringBuilder("package calls\n");
    for (var i = 0; i < calls.size(); i++) {
      var call = calls.get(i);
      var inputs = new ArrayList<String>();
      for (var j = 0; j < call.args().size(); j++) {
        inputs.add("input[" + j + "]");
      }
      var invocation = call.name() + "(" + String.join(", ", inputs) + ")";
      var body = call.name().equals("walk")
          ? "v := {x | walk(input[0], x)}"
          : "v := " + invocation;
      text.append("r").append(i).append(" = sprintf(\"%v\", [[v]]) { ").append(body);
      text.append(" with input as ").append(call.argsText()).append(" }\n");
    }
    return text.toString();
  }

  private static List<String> read(byte[] output, List<BuiltinCall> calls)
      throws TextException, IOException {
    var outcomes = new ArrayList<String>();
    calls.forEach(call -> outcomes.add(BuiltinCall.UNDEFINED));
    var document = (ObjectValue) Json.parse(output);
    if (document.get("result") instanceof ArrayValue results) {
      var expression = child(child(results.get(0), "expressions"), 0);
      var values = (ObjectValue) child(expression, "value");
      for (var i = 0; i < values.size(); i++) {
        var rule = ((StringValue) values.keyAt(i)).value();
        outcomes.set(
            Integer.parseInt(rule.substring(1)), ((StringValue) values.valueAt(i)).value());
      }
    }
    if (document.get("errors") instanceof ArrayValue errors) {
      for (var error : errors) {
        if (!(((ObjectValue) error).get("location") instanceof ObjectValue location)) {
          throw new IOException(error.toString());
        }
        var row = (int) ((IntegerValue) child(location, "row")).value();
        var code = ((StringValue) child(error, "code")).value();
        var message = ((StringValue) child(error, "message")).value();
        var prefix = calls.get(row - 2).name() + ": ";
        outcomes.set(
            row - 2,
            code
                + ": "
                + (message.startsWith(prefix) ? message.substring(prefix.length()) : message));
      }
    }
    return outcomes;
  }

  private static Value child(Value parent, String key) {
    return Objects.requireNonNull(((ObjectValue) parent).get(key), key);
  }

  private static Value child(Value parent, int index) {
    return ((ArrayValue) parent).get(index);
  }
}
