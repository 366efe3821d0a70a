package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.AstJson;
import dev.gatehouse.rego.syntax.Parser;
import java.util.List;
import java.util.stream.Collectors;

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
            .flags(Builtin.Flag.NONDETERMINISTIC),
        row(
            "rego.parse_module",
            "The tree of a module of Rego.",
            args(STRING, STRING).gives(object(STRING, ANY)),
            Runtime::parseModule));
  }

  private static Value parseModule(BuiltinContext context, Value name, Value text) {
    var file = Operand.string(1, name);
    var source = Operand.string(1, text);
    context.allocate(source.length());
    try {
      var module = Parser.parseUnannotated(new Source(file, source, RegoVersion.V1),
          Capabilities.of(RegoVersion.V1));
      return AstJson.of(module, false);
    } catch (PolicyException e) {
      var count = e.issues().size();
      var issues = e.issues().stream().map(Issue::toString).collect(Collectors.joining("\n"));
      throw BuiltinException.failure(
          count + (count == 1 ? " error" : " errors") + " occurred: " + issues);
    }
  }

  private static Value runtime(BuiltinContext context) {
    var environment = ObjectValue.builder();
    context.environment().forEach((name, value) -> environment.put(name, StringValue.of(value)));
    return environment.build().isEmpty()
        ? ObjectValue.EMPTY
        : ObjectValue.of("env", environment.build());
  }
}
