package dev.gatehouse.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document before it is resolved to a value, with its row and column from 0. */
sealed interface YamlNode {

  int row();

  int column();

  /** @param plain whether the text may stand for something else than a string */
  record Scalar(String text, @Nullable String tag, boolean plain, boolean block, int row,
      int column)
      implements
        YamlNode {}

  /** Children are added while the document is read, and not changed afterwards. */
  record Sequence(List<YamlNode> items, int row, int column) implements YamlNode {

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }
  }

  /** Keys and values by turns. */
  record Mapping(List<YamlNode> entries, int row, int column) implements YamlNode {

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }
  }

  record Alias(YamlNode target, String name, int row, int column) implements YamlNode {}
}
