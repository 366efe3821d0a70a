package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.intrinsic;
import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.anyArgs;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.List;

/** The functions that are part of the language: operators without arithmetic, and its internals. */
final class Language {

  private static final String UNDEFINED = "<undefined>";

  private Language() {}

  static List<Builtin> rows() {
    return List.of(
        intrinsic("eq", "Unifies two terms.", args(ANY, ANY).gives(BOOLEAN)).infix("="),
        intrinsic("assign", "Declares a variable.", args(ANY, ANY).gives(BOOLEAN)).infix(":="),
        intrinsic("print", "Prints its arguments.", anyArgs()),
        intrinsic(
            "internal.print",
            "Prints every combination of the members of its arguments.",
            args(Type.array(Type.set(ANY))).givesNothing()),
        intrinsic(
            "internal.test_case",
            "Names the case of a test that is being evaluated.",
            args(Type.array(ANY)).givesNothing()),
        intrinsic(
            "rego.metadata.chain",
            "The annotations of the rule, its document and the packages around it.",
            args().gives(Type.array(ANY))),
        intrinsic(
            "rego.metadata.rule", "The annotations of the rule.", args().gives(ANY)),
        row(
            "internal.member_2",
            "Whether the value is in the collection.",
            args(ANY, ANY).gives(BOOLEAN),
            Language::hasValue)
            .infix("in"),
        row(
            "internal.member_3",
            "Whether the collection holds the value under the key.",
            args(ANY, ANY, ANY).gives(BOOLEAN),
            Language::hasEntry)
            .infix("in"),
        row(
            "internal.template_string",
            "Joins the parts of a template string.",
            args(Type.array(ANY)).gives(STRING),
            Language::template),
        row(
            "trace",
            "True; tells a tracer the note.",
            args(STRING).gives(BOOLEAN),
            Language::trace));
  }

  private static Value hasValue(BuiltinContext context, Value value, Value collection) {
    return BooleanValue.of(
        switch (collection) {
          case SetValue set -> set.has(value);
          case ArrayValue array -> {
            context.spend(array.size());
            yield position(array, value) >= 0;
          }
          case ObjectValue object -> {
            context.spend(object.size());
            yield holdsValue(object, value);
          }
          default -> false;
        });
  }

  private static boolean holdsValue(ObjectValue object, Value value) {
    for (var i = 0; i < object.size(); i++) {
      if (object.valueAt(i).equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static int position(ArrayValue array, Value value) {
    for (var i = 0; i < array.size(); i++) {
      if (array.get(i).equals(value)) {
        return i;
      }
    }
    return -1;
  }

  private static Value hasEntry(BuiltinContext context, Value key, Value value, Value collection) {
    return BooleanValue.of(value.equals(Lookup.child(collection, key)));
  }

  private static Value template(BuiltinContext context, Value parts) {
    var text = new StringBuilder();
    for (var part : Operand.array(1, parts)) {
      Texts.allocate(context, part, 0);
      var piece = templatePart(part);
      context.allocateText(piece.length());
      text.append(piece);
    }
    return StringValue.of(text.toString());
  }

  private static String templatePart(Value part) {
    return switch (part) {
      case StringValue s -> s.value();
      case SetValue set when set.isEmpty() -> UNDEFINED;
      case SetValue set when set.size() == 1 ->
        set.at(0) instanceof StringValue s ? s.value() : set.at(0).toString();
      case SetValue set ->
        throw BuiltinException.conflict("template-strings must not produce multiple outputs");
      default -> part.toString();
    };
  }

  private static Value trace(BuiltinContext context, Value note) {
    Operand.string(1, note);
    return BooleanValue.TRUE;
  }
}
