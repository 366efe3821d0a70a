package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call of a function with values, and what came of it as one line of text. */
record BuiltinCall(String name, List<Value> args) {

  static final String UNDEFINED = "undefined";

  /** The result as Rego's text, {@code undefined}, or {@code code: message} of the error. */
  String outcome(Builtins builtins) {
    var row = builtins.find(name);
    if (row == null) {
      return "missing";
    }
    try {
      var result = call(row.code(), TestContext.ample());
      return result == null ? UNDEFINED : ArrayValue.of(result).toString();
    } catch (BuiltinException e) {
      var code = e.haltingCode() != null
          ? "conflict"
          : e.isOperand() ? "eval_type_error" : "eval_builtin_error";
      return code + ": " + e.getMessage();
    } catch (TestContext.LimitReached e) {
      return "limit: " + e.getMessage();
    }
  }

  private @Nullable Value call(Builtin.Code code, BuiltinContext context) {
    var a = args.toArray(Value[]::new);
    return switch (code) {
      case Builtin.Code0 c -> c.call(context);
      case Builtin.Code1 c -> c.call(context, a[0]);
      case Builtin.Code2 c -> c.call(context, a[0], a[1]);
      case Builtin.Code3 c -> c.call(context, a[0], a[1], a[2]);
      case Builtin.CodeN c -> c.call(context, a);
      case Builtin.CodeRelation c -> {
        var all = new ArrayList<Value>();
        c.call(context, a, result -> !all.add(result));
        yield SetValue.of(all);
      }
      case Builtin.Intrinsic i -> throw new IllegalStateException(name + " is intrinsic");
    };
  }

  /** The arguments as a Rego array. */
  String argsText() {
    return text(ArrayValue.of(args));
  }

  /** A value as a Rego literal; unlike its own text it has JSON's escapes in strings. */
  static String text(Value value) {
    return switch (value) {
      case StringValue s -> quote(s.value());
      case ArrayValue a ->
        a.items().stream().map(BuiltinCall::text).collect(Collectors.joining(", ", "[", "]"));
      case SetValue s when s.isEmpty() -> "set()";
      case SetValue s ->
        s.toArray().items().stream()
            .map(BuiltinCall::text)
            .collect(Collectors.joining(", ", "{", "}"));
      case ObjectValue o -> {
        var entries = new ArrayList<String>();
        for (var i = 0; i < o.size(); i++) {
          entries.add(text(o.keyAt(i)) + ": " + text(o.valueAt(i)));
        }
        yield "{" + String.join(", ", entries) + "}";
      }
      default -> value.toString();
    };
  }

  private static String quote(String text) {
    var out = new StringBuilder("\"");
    for (var c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < 0x20 || c == 0x7F || c == 0xFEFF) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
