package dev.gatehouse.kube;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;

/**
 * One operation of a JSON patch (RFC 6902) that changes an object on its way in.
 *
 * @param name {@code add}, {@code replace} or {@code test}
 * @param pointer what it works on, a JSON pointer
 */
public record PatchOperation(String name, String pointer, Value value) {

  /** Puts another value in the place of the one that is there. */
  public static PatchOperation replace(String pointer, Value value) {
    return new PatchOperation("replace", pointer, value);
  }

  ObjectValue toValue() {
    return ObjectValue.builder()
        .put("op", StringValue.of(name))
        .put("path", StringValue.of(pointer))
        .put("value", value)
        .build();
  }
}
