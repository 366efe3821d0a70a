package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.template.Template;
import dev.gatehouse.rego.types.Type;
import java.util.List;

/** The function on text templates. */
final class Templates {

  private Templates() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "strings.render_template",
            "The text of a template of Go with values filled in.",
            args(STRING, Type.object(STRING, ANY)).gives(STRING),
            Templates::render));
  }

  private static Value render(BuiltinContext context, Value template, Value data) {
    var text = Operand.string(1, template);
    var values = Operand.object(2, data);
    Texts.allocate(context, values, 0);
    try {
      var costs = new Template.Costs(context::spend, context::allocateText);
      var rendered = Template.render(text, plain(context, values), costs);
      return StringValue.of(rendered.replace("<no value>", "<undefined>"));
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** The values as JSON has them, where keys are texts. */
  private static ObjectValue plain(BuiltinContext context, ObjectValue values) {
    Texts.allocate(context, values, 0);
    requireJson(values);
    try {
      return (ObjectValue) Json.parse(Json.write(values));
    } catch (TextException e) {
      throw BuiltinException.failure(e.reason());
    }
  }

  /** OPA reads the values' text in Rego as JSON, which has neither sets nor Go's escapes. */
  private static void requireJson(Value value) {
    if (value instanceof SetValue) {
      throw BuiltinException.failure("a set is no value of JSON");
    } else if (value instanceof StringValue text
        && text.value().chars().anyMatch(Templates::isEscapedByGoAlone)) {
      throw BuiltinException.failure("invalid character in string escape code");
    } else if (value instanceof ArrayValue array) {
      array.items().forEach(Templates::requireJson);
    } else if (value instanceof ObjectValue object) {
      for (var i = 0; i < object.size(); i++) {
        if (!(object.keyAt(i) instanceof StringValue)) {
          throw BuiltinException.failure("invalid character looking for beginning of object key");
        }
        requireJson(object.keyAt(i));
        requireJson(object.valueAt(i));
      }
    }
  }

  private static boolean isEscapedByGoAlone(int c) {
    return c < ' ' && "\b\f\n\r\t".indexOf(c) < 0 || c == 0x7F;
  }
}
