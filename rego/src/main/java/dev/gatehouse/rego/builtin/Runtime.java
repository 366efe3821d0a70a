package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;

/** The functions that tell about the program that evaluates. */
final class Runtime {

  private Runtime() {}

  static List<Builtin> rows() {
    return List.of(
        row(
                "opa.runtime",
                "What the program tells about itself: its environment.",
                args().gives(object(STRING, ANY)),
                Runtime::runtime)
            .flags(Builtin.Flag.NONDETERMINISTIC));
  }

  private static Value runtime(BuiltinContext context) {
    var environment = ObjectValue.builder();
    context.environment().forEach((name, value) -> environment.put(name, StringValue.of(value)));
    return ObjectValue.of("env", environment.build());
  }
}
