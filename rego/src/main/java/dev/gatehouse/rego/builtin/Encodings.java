package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.any;
import static dev.gatehouse.rego.types.Type.array;
import static dev.gatehouse.rego.types.Type.object;
import static dev.gatehouse.rego.types.Type.set;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Base64;
import dev.gatehouse.rego.builtin.go.Urls;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The functions between text and base64, hexadecimal digits and the queries of URLs. */
final class Encodings {

  private static final Type.Function CHANGE = args(STRING).gives(STRING);

  private Encodings() {}

  static List<Builtin> rows() {
    return List.of(
        row("base64.encode", "The string in base64.", CHANGE, Encodings::encode),
        row("base64.decode", "The string of a base64 text.", CHANGE, Encodings::decode),
        row("base64.is_valid", "Whether it is base64.", args(STRING).gives(BOOLEAN),
            Encodings::isValid),
        row("base64url.encode", "The string in base64 for URLs.", CHANGE, Encodings::encodeUrl),
        row(
            "base64url.encode_no_pad",
            "The string in base64 for URLs, without padding.",
            CHANGE,
            Encodings::encodeUrlUnpadded),
        row(
            "base64url.decode",
            "The string of a base64 text for URLs, padded or not.",
            CHANGE,
            Encodings::decodeUrl),
        row("hex.encode", "The string in hexadecimal digits.", CHANGE, Encodings::encodeHex),
        row("hex.decode", "The string of hexadecimal digits.", CHANGE, Encodings::decodeHex),
        row("urlquery.encode", "The string as it stands in a URL's query.", CHANGE,
            Encodings::encodeQuery),
        row("urlquery.decode", "The string that stands in a URL's query.", CHANGE,
            Encodings::decodeQuery),
        row(
            "urlquery.encode_object",
            "The parameters as a URL's query, sorted by name.",
            args(object(STRING, any(STRING, array(STRING), set(STRING)))).gives(STRING),
            Encodings::encodeParameters),
        row(
            "urlquery.decode_object",
            "The parameters of a URL's query, each with all its values.",
            args(STRING).gives(object(STRING, array(STRING))),
            Encodings::decodeParameters));
  }

  private static Value encode(BuiltinContext context, Value text) {
    var bytes = bytes(context, text);
    return StringValue.of(java.util.Base64.getEncoder().encodeToString(bytes));
  }

  private static Value encodeUrl(BuiltinContext context, Value text) {
    var bytes = bytes(context, text);
    return StringValue.of(java.util.Base64.getUrlEncoder().encodeToString(bytes));
  }

  private static Value encodeUrlUnpadded(BuiltinContext context, Value text) {
    var bytes = bytes(context, text);
    return StringValue.of(
        java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static Value decode(BuiltinContext context, Value text) {
    var bytes = bytes(context, text);
    return read(() -> StringValue.of(Utf8.decode(Base64.decode(bytes, false))));
  }

  private static Value isValid(BuiltinContext context, Value text) {
    try {
      Base64.decode(bytes(context, text), false);
      return BooleanValue.TRUE;
    } catch (IllegalArgumentException | BuiltinException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value decodeUrl(BuiltinContext context, Value text) {
    var bytes = bytes(context, text);
    var encoded = Utf8.decode(bytes);
    if (!encoded.endsWith("=")) {
      encoded += switch (bytes.length % 4) {
        case 0 -> "";
        case 2 -> "==";
        case 3 -> "=";
        default ->
          throw BuiltinException.failure("illegal base64url string: " + encoded);
      };
    }
    var padded = Utf8.encode(encoded);
    return read(() -> StringValue.of(Utf8.decode(Base64.decode(padded, true))));
  }

  private static Value encodeHex(BuiltinContext context, Value text) {
    return StringValue.of(HexFormat.of().formatHex(bytes(context, text)));
  }

  private static Value decodeHex(BuiltinContext context, Value text) {
    var digits = bytes(context, text);
    var out = new byte[digits.length / 2];
    for (var i = 0; i < digits.length; i++) {
      var value = digit(digits[i]);
      if (value < 0) {
        throw BuiltinException.failure("encoding/hex: invalid byte: " + unicode(digits[i] & 0xFF));
      }
      if (i / 2 < out.length) {
        out[i / 2] = (byte) (out[i / 2] << 4 | value);
      }
    }
    if (digits.length % 2 == 1) {
      throw BuiltinException.failure("encoding/hex: odd length hex string");
    }
    return StringValue.of(Utf8.decode(out));
  }

  /** The value of a hexadecimal digit, -1 if it is none. */
  private static int digit(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    var letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  private static String unicode(int c) {
    var digits = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    return "U+"
        + "0".repeat(4 - digits.length())
        + digits
        + (Quotes.isPrintable(c) ? " '" + (char) c + "'" : "");
  }

  private static Value encodeQuery(BuiltinContext context, Value text) {
    var plain = Operand.string(1, text);
    context.allocateText(3L * plain.length());
    return StringValue.of(Urls.queryEscape(plain));
  }

  private static Value decodeQuery(BuiltinContext context, Value text) {
    var escaped = Operand.string(1, text);
    context.allocateText(escaped.length());
    return read(() -> StringValue.of(Urls.queryUnescape(escaped)));
  }

  private static Value encodeParameters(BuiltinContext context, Value value) {
    if (!(value instanceof ObjectValue object)) {
      return Operand.wrong(1, value, "object");
    }
    var parameters = new TreeMap<String, List<String>>(StringValue::compareUtf8);
    for (var i = 0; i < object.size(); i++) {
      var key = object.keyAt(i);
      var name = key instanceof StringValue s ? s.value() : Json.write(key, JsonStyle.PLAIN);
      parameters.put(name, values(object.valueAt(i)));
    }
    var query = new StringBuilder();
    parameters.forEach(
        (name, values) -> {
          for (var item : values) {
            context.allocateText(3L * (name.length() + item.length()));
            query.append(query.isEmpty() ? "" : "&").append(Urls.queryEscape(name));
            query.append('=').append(Urls.queryEscape(item));
          }
        });
    return StringValue.of(query.toString());
  }

  private static List<String> values(Value value) {
    var items = switch (value) {
      case StringValue s -> ArrayValue.of(s);
      case ArrayValue array -> array;
      case SetValue set -> set.toArray();
      default -> throw wrongParameter();
    };
    var texts = new ArrayList<String>();
    for (var item : items) {
      if (!(item instanceof StringValue s)) {
        throw wrongParameter();
      }
      texts.add(s.value());
    }
    return texts;
  }

  private static BuiltinException wrongParameter() {
    return Operand.refuse(1, "values must be string, array[string], or set[string]");
  }

  private static Value decodeParameters(BuiltinContext context, Value text) {
    var query = Operand.string(1, text);
    context.allocateText(query.length());
    var parameters = new LinkedHashMap<String, ArrayValue.Builder>();
    for (var pair : query.split("&", -1)) {
      if (pair.indexOf(';') >= 0) {
        throw BuiltinException.failure("invalid semicolon separator in query");
      }
      if (!pair.isEmpty()) {
        context.allocate(2);
        var equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        var key = readText(name);
        parameters
            .computeIfAbsent(key, k -> new ArrayValue.Builder())
            .add(StringValue.of(readText(value)));
      }
    }
    var object = ObjectValue.builder();
    parameters.forEach((name, values) -> object.put(name, values.build()));
    return object.build();
  }

  private static String readText(String escaped) {
    try {
      return Urls.queryUnescape(escaped);
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] bytes(BuiltinContext context, Value text) {
    var plain = Operand.string(1, text);
    context.allocateText(2L * plain.length());
    return Utf8.encode(plain);
  }

  private static Value read(Supplier<Value> decode) {
    try {
      return decode.get();
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }
}
