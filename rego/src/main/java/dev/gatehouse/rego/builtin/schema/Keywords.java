package dev.gatehouse.rego.builtin.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Url;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a schema, taken as the types they must have; null if they are not there.
 *
 * @param members keyword to value
 */
record Keywords(ObjectValue members) {

  @Nullable
  Value value(String keyword) {
    return members.get(keyword);
  }

  @Nullable
  String text(String keyword) {
    return switch (value(keyword)) {
      case null -> null;
      case StringValue text -> text.value();
      default -> throw Messages.wrongType("string", keyword);
    };
  }

  /** A text that is the address of a schema. */
  @Nullable
  String address(String keyword) {
    var text = text(keyword);
    if (text != null) {
      Url.parse(text);
    }
    return text;
  }

  @Nullable
  List<Value> list(String keyword) {
    return switch (value(keyword)) {
      case null -> null;
      case ArrayValue array -> array.items();
      default -> throw Messages.mustBeAn(keyword, "array");
    };
  }

  @Nullable
  BigDecimal number(String keyword) {
    return switch (value(keyword)) {
      case null -> null;
      case NumberValue number -> number.toBigDecimal();
      default -> throw Messages.mustBeA(keyword, "Number");
    };
  }

  /** A size: an integer that is not negative. */
  @Nullable
  Long size(String keyword) {
    var value = value(keyword);
    if (value == null) {
      return null;
    }
    if (!(value instanceof IntegerValue number)) {
      throw Messages.mustBeAn(keyword, "integer");
    }
    if (number.value() < 0) {
      throw new IllegalArgumentException(keyword + " must be greater than or equal to 0");
    }
    return number.value();
  }
}
