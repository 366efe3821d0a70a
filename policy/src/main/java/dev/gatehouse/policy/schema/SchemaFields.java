package dev.gatehouse.policy.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of one schema, read by type; a word of the wrong type is an error and counts as absent.
 *
 * @param fields the words
 * @param path what errors call the schema
 * @param errors takes the errors
 */
record SchemaFields(ObjectValue fields, String path, List<FieldError> errors) {

  /** The value of a word, or null if it is absent. */
  @Nullable
  Value get(String name) {
    var value = fields.get(name);
    return value instanceof NullValue ? null : value;
  }

  String path(String name) {
    return path + "." + name;
  }

  boolean flag(String name) {
    var value = get(name);
    if (value instanceof BooleanValue flag) {
      return flag.value();
    }
    complainUnlessAbsent(value, name, "a boolean");
    return false;
  }

  @Nullable
  Double number(String name) {
    var value = get(name);
    if (value instanceof NumberValue number) {
      return number.toDouble();
    }
    complainUnlessAbsent(value, name, "a number");
    return null;
  }

  String text(String name) {
    var value = get(name);
    if (value instanceof StringValue text) {
      return text.value();
    }
    complainUnlessAbsent(value, name, "a string");
    return "";
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (var item : array(name)) {
      if (item instanceof StringValue text) {
        texts.add(text.value());
      } else {
        complainUnlessAbsent(item, name, "an array of strings");
      }
    }
    return List.copyOf(texts);
  }

  ArrayValue array(String name) {
    var value = get(name);
    if (value instanceof ArrayValue array) {
      return array;
    }
    complainUnlessAbsent(value, name, "an array");
    return ArrayValue.EMPTY;
  }

  ObjectValue object(String name) {
    var value = get(name);
    if (value instanceof ObjectValue object) {
      return object;
    }
    complainUnlessAbsent(value, name, "an object");
    return ObjectValue.EMPTY;
  }

  private void complainUnlessAbsent(@Nullable Value value, String name, String wanted) {
    if (value != null) {
      errors.add(FieldError.invalid(path(name), value, "must be " + wanted));
    }
  }
}
