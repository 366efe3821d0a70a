package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.builtin.Signature.object;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.rego.builtin.go.YamlFault;
import dev.gatehouse.rego.types.Type;
import java.util.List;

/** The functions between values and their JSON or YAML text. */
final class Texts {

  private static final Type.Function TEST = args(STRING).gives(BOOLEAN);

  /** Texts of values that are nested deeper than any document would exhaust the stack. */
  private static final int DEEPEST = 3000;

  /** Reading YAML takes a second for so much. */
  private static final JsonLimits YAML_LIMITS = JsonLimits.DEFAULT.withMaxBytes(4 << 20);

  private Texts() {}

  static List<Builtin> rows() {
    return List.of(
        row("json.is_valid", "Whether it is JSON.", TEST, Texts::isJson),
        row("json.marshal", "The value as JSON.", args(ANY).gives(STRING), Texts::writeJson),
        row(
            "json.marshal_with_options",
            "The value as JSON, perhaps on several lines.",
            args(
                ANY,
                object(STRING, ANY, "indent", STRING, "prefix", STRING, "pretty", BOOLEAN))
                .gives(STRING),
            Texts::writeJsonWithOptions),
        row("json.unmarshal", "The value of a JSON text.", args(STRING).gives(ANY),
            Texts::readJson),
        row("yaml.is_valid", "Whether it is YAML.", TEST, Texts::isYaml),
        row("yaml.marshal", "The value as YAML.", args(ANY).gives(STRING), Texts::writeYaml),
        row("yaml.unmarshal", "The value of a YAML text.", args(STRING).gives(ANY),
            Texts::readYaml));
  }

  private static Value isJson(BuiltinContext context, Value text) {
    if (!(text instanceof StringValue s)) {
      return BooleanValue.FALSE;
    }
    context.allocateText(s.value().length());
    return BooleanValue.of(Json.isValid(s.value()));
  }

  private static Value writeJson(BuiltinContext context, Value value) {
    allocate(context, value, 0);
    return counted(context, Json.write(value));
  }

  /** A text that may be several times as long as what was counted before it was written. */
  private static StringValue counted(BuiltinContext context, String text) {
    context.allocateText(text.length());
    return StringValue.of(text);
  }

  /** Counts what the text of a value will need. */
  static void allocate(BuiltinContext context, Value value, int indent) {
    allocate(context, value, indent, 0);
  }

  private static void allocate(BuiltinContext context, Value value, int indent, int depth) {
    if (depth > DEEPEST) {
      throw BuiltinException.limit("value is nested more than " + DEEPEST + " levels deep");
    }
    switch (value) {
      case StringValue s -> context.allocateText(s.value().length() + indent);
      case ArrayValue array -> {
        for (var item : array) {
          allocate(context, item, indent, depth + 1);
        }
      }
      case SetValue set -> {
        for (var item : set) {
          allocate(context, item, indent, depth + 1);
        }
      }
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          allocate(context, object.keyAt(i), indent, depth + 1);
          allocate(context, object.valueAt(i), indent, depth + 1);
        }
      }
      default -> context.allocateText(8 + indent);
    }
  }

  private static Value writeJsonWithOptions(BuiltinContext context, Value value, Value options) {
    var style = new JsonOptions();
    var object = Operand.object(2, options);
    for (var i = 0; i < object.size(); i++) {
      style.set(i, object.keyAt(i), object.valueAt(i));
    }
    allocate(context, value, style.indent.length() + style.prefix.length());
    return counted(context, style.write(value));
  }

  private static Value readJson(BuiltinContext context, Value text) {
    var source = Operand.string(1, text);
    context.allocateText(source.length());
    try {
      return Json.parse(source);
    } catch (TextException e) {
      throw BuiltinException.failure(e.reason());
    }
  }

  private static Value writeYaml(BuiltinContext context, Value value) {
    allocate(context, value, 0);
    return counted(context, Yaml.write(LineEnds.folded(value)));
  }

  private static Value isYaml(BuiltinContext context, Value text) {
    if (!(text instanceof StringValue)) {
      return BooleanValue.FALSE;
    }
    try {
      readYaml(context, text);
      return BooleanValue.TRUE;
    } catch (BuiltinException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value readYaml(BuiltinContext context, Value text) {
    var source = Operand.string(1, text);
    context.allocateText(source.length());
    try {
      var value = Yaml.parseFirst(source, YAML_LIMITS);
      return value == null ? NullValue.NULL : value;
    } catch (TextException e) {
      throw BuiltinException.failure(YamlFault.message(e, source));
    }
  }

  /** The options of {@code json.marshal_with_options}; indent or prefix without pretty imply it. */
  private static final class JsonOptions {

    private String prefix = "";
    private String indent = "\t";
    private boolean pretty;
    private boolean prettyIsGiven;

    void set(int index, Value key, Value value) {
      if (!(key instanceof StringValue name)) {
        throw Operand.refuse(
            2,
            "failed to stringify key "
                + key
                + " at index "
                + index
                + ": operand "
                + index
                + " must be string but got "
                + key.typeName());
      }
      switch (name.value()) {
        case "prefix" -> prefix = text(index, name, value);
        case "indent" -> indent = text(index, name, value);
        case "pretty" -> {
          if (!(value instanceof BooleanValue b)) {
            throw Operand.refuse(2, "key \"pretty\" failed cast to bool");
          }
          pretty = b.value();
          prettyIsGiven = true;
        }
        default -> throw Operand.refuse(2, "object contained unknown key " + name);
      }
    }

    private String text(int index, StringValue name, Value value) {
      if (!(value instanceof StringValue s)) {
        throw Operand.refuse(
            2,
            "key "
                + name
                + " failed cast to string: operand "
                + index
                + " must be string but got "
                + value.typeName());
      }
      if (!prettyIsGiven) {
        pretty = true;
      }
      return s.value();
    }

    String write(Value value) {
      return pretty
          ? prefix + Json.write(value, new JsonStyle(true, prefix, indent, true))
          : Json.write(value);
    }
  }
}
