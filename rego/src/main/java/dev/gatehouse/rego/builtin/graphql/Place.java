package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/**
 * Where something begins in GraphQL text.
 *
 * @param row the line, from 1
 * @param column the character in the line, from 1
 */
record Place(int row, int column) {

  static Place of(Token token) {
    return new Place(token.row(), token.column());
  }

  /** The place of a node; null in a tree that was not read from text. */
  static @Nullable Place of(ObjectValue node) {
    return node.get(Tree.PLACE) instanceof IntegerValue packed ? of(packed) : null;
  }

  static Place of(IntegerValue packed) {
    return new Place((int) (packed.value() >>> Integer.SIZE), (int) packed.value());
  }

  /** This place as one value of a tree. */
  Value value() {
    return IntegerValue.of((long) row << Integer.SIZE | column & 0xFFFF_FFFFL);
  }

  @Override
  public String toString() {
    return row + ":" + column;
  }
}
