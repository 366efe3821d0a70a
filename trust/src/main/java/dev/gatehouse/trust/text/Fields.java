package dev.gatehouse.trust.text;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object whose fields are read by name and type, as protobuf's JSON form has them: absent and
 * null are the same, 64-bit integers may be strings, bytes are base64. Every complaint names the
 * field's path.
 */
public final class Fields {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER = 40;

  private final String path;
  private final ObjectValue object;

  private Fields(String path, ObjectValue object) {
    this.path = path;
    this.object = object;
  }

  /**
   * Reads a text in which no object has a key twice.
   *
   * @param name what the text is, for complaints
   * @param maxBytes the longest text that is read
   */
  public static Fields parse(String name, byte[] text, int maxBytes) throws MalformedException {
    if (text.length > maxBytes) {
      throw new MalformedException(
          name + " has " + text.length + " bytes, more than the " + maxBytes + " allowed");
    }
    try {
      var limits = new JsonLimits(maxBytes, MAX_DEPTH, maxBytes, MAX_NUMBER, MAX_NUMBER);
      return of(name, Json.parseStrict(text, limits));
    } catch (TextException e) {
      throw new MalformedException(name + " is not valid: " + e.getMessage(), e);
    }
  }

  /** The fields of a value that must be an object. */
  public static Fields of(String path, Value value) throws MalformedException {
    if (value instanceof ObjectValue object) {
      return new Fields(path, object);
    }
    throw new MalformedException(path + " is not an object but " + value.typeName());
  }

  /** Where this object stands in the whole text. */
  public String path() {
    return path;
  }

  /** The object itself. */
  public ObjectValue object() {
    return object;
  }

  /** Complains about any field that is not one of these. */
  public Fields only(String... names) throws MalformedException {
    var known = List.of(names);
    for (var i = 0; i < object.size(); i++) {
      if (!(object.keyAt(i) instanceof StringValue key && known.contains(key.value()))) {
        throw new MalformedException(path + " has the unknown field " + object.keyAt(i));
      }
    }
    return this;
  }

  /** Which one of these fields is there; complains unless it is exactly one. */
  public String oneOf(String... names) throws MalformedException {
    var present = Arrays.stream(names).filter(this::has).toList();
    if (present.size() != 1) {
      throw new MalformedException(
          path + " must have exactly one of " + String.join(", ", names) + ", has "
              + (present.isEmpty() ? "none" : String.join(", ", present)));
    }
    return present.getFirst();
  }

  public boolean has(String name) {
    var value = object.get(name);
    return value != null && !(value instanceof NullValue);
  }

  /** A field that must be there. */
  public Value value(String name) throws MalformedException {
    var value = object.get(name);
    if (value == null || value instanceof NullValue) {
      throw new MalformedException(path + "." + name + " is missing");
    }
    return value;
  }

  public String text(String name) throws MalformedException {
    if (value(name) instanceof StringValue text) {
      return text.value();
    }
    throw wrong(name, "a string");
  }

  public Optional<String> textIfAny(String name) throws MalformedException {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** A field of the base64 alphabet with padding, not empty. */
  public byte[] bytes(String name) throws MalformedException {
    var bytes = base64(path + "." + name, text(name));
    if (bytes.length == 0) {
      throw new MalformedException(path + "." + name + " is empty");
    }
    return bytes;
  }

  public Optional<byte[]> bytesIfAny(String name) throws MalformedException {
    return has(name) && !text(name).isEmpty() ? Optional.of(bytes(name)) : Optional.empty();
  }

  /** Decodes base64 with padding. */
  public static byte[] base64(String path, String text) throws MalformedException {
    try {
      var bytes = Base64.getDecoder().decode(text);
      if ((text.length() & 3) != 0) {
        throw new MalformedException(path + " is base64 without its padding");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new MalformedException(path + " is not base64", e);
    }
  }

  /** A 64-bit integer, as a number or as a string of digits; 0 if it is absent. */
  public long integer(String name) throws MalformedException {
    if (!has(name)) {
      return 0;
    }
    var text = switch (value(name)) {
      case StringValue string -> string.value();
      case NumberValue number -> number.text();
      default -> throw wrong(name, "an integer");
    };
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedException(path + "." + name + " is not a 64-bit integer", e);
    }
  }

  /** A 64-bit integer from 0. */
  public long natural(String name) throws MalformedException {
    var number = integer(name);
    if (number < 0) {
      throw new MalformedException(path + "." + name + " is negative");
    }
    return number;
  }

  public boolean flag(String name) throws MalformedException {
    if (!has(name)) {
      return false;
    }
    if (value(name) instanceof BooleanValue flag) {
      return flag.value();
    }
    throw wrong(name, "a boolean");
  }

  public Fields fields(String name) throws MalformedException {
    return of(path + "." + name, value(name));
  }

  /** The object in a field, or an empty one. */
  public Fields fieldsOrNone(String name) throws MalformedException {
    return has(name) ? fields(name) : new Fields(path + "." + name, ObjectValue.EMPTY);
  }

  /** The items of an array, none if it is absent. */
  public List<Value> items(String name, int most) throws MalformedException {
    if (!has(name)) {
      return List.of();
    }
    if (!(value(name) instanceof ArrayValue array)) {
      throw wrong(name, "an array");
    }
    if (array.size() > most) {
      throw new MalformedException(
          path + "." + name + " has " + array.size() + " items, more than the " + most
              + " allowed");
    }
    return array.items();
  }

  /** The objects of an array, none if it is absent. */
  public List<Fields> objects(String name, int most) throws MalformedException {
    var objects = new ArrayList<Fields>();
    for (var item : items(name, most)) {
      objects.add(of(path + "." + name + "[" + objects.size() + "]", item));
    }
    return objects;
  }

  /** A complaint about a field that is there with another type. */
  private MalformedException wrong(String name, String expected) {
    return new MalformedException(path + "." + name + " is not " + expected);
  }
}
