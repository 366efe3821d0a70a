package dev.gatehouse.kube;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field, in the words of the API server.
 *
 * @param field the path of the field, such as {@code spec.names[0].kind}
 * @param type what kind of error it is
 * @param value the value at fault, null where the text does not show it
 * @param detail more words, may be empty
 */
public record FieldError(String field, Type type, @Nullable Value value, String detail) {

  /** The kinds of errors, with the words that the API server uses. */
  public enum Type {
    INVALID("Invalid value"), REQUIRED("Required value"), FORBIDDEN("Forbidden"), UNSUPPORTED(
        "Unsupported value"), DUPLICATE("Duplicate value"), TOO_LONG(
            "Too long"), TOO_MANY("Too many"), TOO_FEW("Too few"), TOO_SHORT("Too short");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }

  public static FieldError invalid(String field, Value value, String detail) {
    return new FieldError(field, Type.INVALID, value, detail);
  }

  public static FieldError invalid(String field, String value, String detail) {
    return invalid(field, StringValue.of(value), detail);
  }

  public static FieldError required(String field, String detail) {
    return new FieldError(field, Type.REQUIRED, null, detail);
  }

  public static FieldError forbidden(String field, String detail) {
    return new FieldError(field, Type.FORBIDDEN, null, detail);
  }

  /** A value that is none of those supported. */
  public static FieldError unsupported(String field, Value value, Collection<String> supported) {
    var list = supported.stream()
        .map(text -> StringValue.of(text).toString())
        .collect(Collectors.joining(", "));
    return new FieldError(field, Type.UNSUPPORTED, value, "supported values: " + list);
  }

  /** All errors in one line: one as it is, several in brackets, repeated ones once. */
  public static String join(Collection<FieldError> errors) {
    var texts = errors.stream().map(FieldError::toString).distinct().toList();
    return texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
  }

  /** {@code field: Invalid value: "x": detail}. */
  @Override
  public String toString() {
    var text = new StringBuilder(field).append(": ").append(type.text);
    if (value != null) {
      text.append(": ").append(
          value instanceof StringValue ? value.toString() : Json.write(value));
    }
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    return text.toString();
  }
}
