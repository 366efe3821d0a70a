package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CapabilitiesHistory;
import dev.gatehouse.rego.IssueDetail;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.syntax.AstJson;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Details of type errors in the form that {@code opa} prints. */
final class DetailJson {

  private DetailJson() {}

  static JsonTree of(IssueDetail.Mistyped detail) {
    var json = JsonTree.object();
    return switch (detail) {
      case IssueDetail.Mismatch(var left, var right) ->
        json.with("a", TypeJson.of(left)).with("b", TypeJson.of(right));
      case IssueDetail.Arguments arguments ->
        json.with("have", TypeJson.of(arguments.have())).with("want", want(arguments));
      case IssueDetail.Unsupported(var ref, var position, var have) ->
        json.with("ref", ref(ref)).with("pos", position).with("have", TypeJson.of(have));
      case IssueDetail.WrongKey(var ref, var position, var have, var want, var oneOf) -> {
        json.with("ref", ref(ref)).with("pos", position);
        have.ifPresent(type -> json.with("have", TypeJson.of(type)));
        json.with("want", TypeJson.of(want));
        yield json.with("oneOf", oneOf.isEmpty() ? NullValue.NULL : TermJson.contents(oneOf));
      }
    };
  }

  private static Value ref(List<Term> parts) {
    return ArrayValue.of(parts.stream().map(AstJson::of).toList());
  }

  private static Value want(IssueDetail.Arguments arguments) {
    var json = ObjectValue.builder();
    var parameters = new ArrayList<Value>();
    for (var parameter : arguments.want()) {
      parameters.add(parameter(parameter, arguments.function(), parameters.size()));
    }
    if (!parameters.isEmpty()) {
      json.put("args", ArrayValue.of(parameters));
    }
    arguments.variadic().ifPresent(type -> json.put("variadic", TypeJson.of(type)));
    return json.build();
  }

  private static Value parameter(IssueDetail.Parameter parameter, String function, int position) {
    var type = TypeJson.of(parameter.type());
    if (parameter.name().isEmpty() || !(type instanceof ObjectValue fields)) {
      return type;
    }
    var named = fields.toBuilder().put("name", StringValue.of(parameter.name()));
    return named.putIfPresent("description", description(function, position)).build();
  }

  /** What the documentation says of an argument or, after the last one, of the result. */
  private static @Nullable Value description(String function, int position) {
    if (!(Documentation.FUNCTIONS.get(StringValue.of(function)) instanceof ObjectValue row)
        || !(row.get("decl") instanceof ObjectValue type)) {
      return null;
    }
    var args = type.get("args") instanceof ArrayValue list ? list : ArrayValue.EMPTY;
    var place = position < args.size() ? args.get(position) : type.get("result");
    return place instanceof ObjectValue fields ? fields.get("description") : null;
  }

  /** The functions with their descriptions, read when they are first asked for. */
  private static final class Documentation {

    static final Map<Value, Value> FUNCTIONS = functions();

    private static Map<Value, Value> functions() {
      var current = CapabilitiesHistory.load().current(RegoVersion.V1);
      var functions = new HashMap<Value, Value>();
      for (var row : CapabilitiesJson.rows(current, "builtins")) {
        functions.put(Objects.requireNonNull(((ObjectValue) row).get("name")), row);
      }
      return functions;
    }
  }
}
