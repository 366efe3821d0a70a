package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.builtin.Signature.arrayOrSet;
import static dev.gatehouse.rego.builtin.Signature.object;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.array;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that take parts of a document by their paths. */
final class Documents {

  private static final Type.Function BY_PATHS = args(Type.object(ANY, ANY),
      arrayOrSet(Type.any(STRING, array(ANY))))
      .gives(Type.object(ANY, ANY));

  private Documents() {}

  static List<Builtin> rows() {
    return List.of(
        row("json.filter", "What of the object lies on the paths.", BY_PATHS, Documents::filter),
        row("json.remove", "What of the object does not lie on the paths.", BY_PATHS,
            Documents::remove),
        row(
            "json.patch",
            "The value changed by the operations of a JSON patch (RFC 6902).",
            args(ANY, array(object(ANY, ANY, "op", STRING, "path", ANY))).gives(ANY),
            JsonPatch::patch));
  }

  private static Value filter(BuiltinContext context, Value value, Value paths) {
    var object = Operand.object(1, value);
    return keep(context, object, PathTree.of(paths));
  }

  /** Keys are spelled as in the value, unless there are more in the paths. */
  private static Value keep(BuiltinContext context, Value value, PathTree paths) {
    context.spend(1);
    if (paths.isEnd()) {
      return value;
    }
    return switch (value) {
      case ObjectValue object -> {
        var kept = ObjectValue.builder();
        for (var i = 0; i < object.size(); i++) {
          var below = paths.below(object.keyAt(i));
          if (below != null) {
            var key = paths.size() > object.size() ? below.step() : object.keyAt(i);
            kept.put(key, keep(context, object.valueAt(i), below));
          }
        }
        context.allocate(kept.size());
        yield kept.build();
      }
      case ArrayValue items -> {
        var kept = new ArrayValue.Builder();
        for (var i = 0; i < items.size(); i++) {
          var below = paths.below(i);
          if (below != null) {
            kept.add(keep(context, items.get(i), below));
          }
        }
        context.allocate(kept.size());
        yield kept.build();
      }
      case SetValue set -> {
        var kept = SetValue.builder();
        for (var member : set) {
          var below = paths.below(member);
          if (below != null) {
            kept.add(keep(context, member, below));
          }
        }
        context.allocate(kept.size());
        yield kept.build();
      }
      default -> value;
    };
  }

  private static @Nullable Value remove(BuiltinContext context, Value value, Value paths) {
    var object = Operand.object(1, value);
    return drop(context, object, PathTree.of(paths));
  }

  /** The value without what the paths name; null if it is named itself. */
  private static @Nullable Value drop(
      BuiltinContext context, Value value, @Nullable PathTree paths) {
    context.spend(1);
    if (paths == null) {
      return value;
    }
    if (paths.isEnd()) {
      return null;
    }
    return switch (value) {
      case ObjectValue object -> {
        context.allocate(object.size());
        var rest = ObjectValue.builder();
        for (var i = 0; i < object.size(); i++) {
          var key = object.keyAt(i);
          var left = drop(context, object.valueAt(i), paths.below(key));
          if (left != null) {
            rest.put(key, left);
          }
        }
        yield rest.build();
      }
      case ArrayValue items -> {
        context.allocate(items.size());
        var rest = new ArrayValue.Builder();
        for (var i = 0; i < items.size(); i++) {
          var left = drop(context, items.get(i), paths.below(i));
          if (left != null) {
            rest.add(left);
          }
        }
        yield rest.build();
      }
      case SetValue set -> {
        context.allocate(set.size());
        var rest = SetValue.builder();
        for (var member : set) {
          var left = drop(context, member, paths.below(member));
          if (left != null) {
            rest.add(left);
          }
        }
        yield rest.build();
      }
      default -> value;
    };
  }
}
