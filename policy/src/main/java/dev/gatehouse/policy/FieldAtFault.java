package dev.gatehouse.policy;

import dev.gatehouse.json.Value;

/**
 * A field of the reviewed object that a violation's message or details speak of.
 *
 * @param path the field, such as {@code spec.containers[0].image}
 * @param value its value
 */
public record FieldAtFault(String path, Value value) {

  /** {@code path = value}. */
  @Override
  public String toString() {
    return path + " = " + value;
  }
}
