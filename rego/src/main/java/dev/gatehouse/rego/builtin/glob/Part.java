package dev.gatehouse.rego.builtin.glob;

import java.util.List;

/** A part of a glob, as it was written. */
sealed interface Part {

  /** Parts that follow each other. */
  record Sequence(List<Part> parts) implements Part {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** {@code {a,b}}. */
  record Choice(List<Part> choices) implements Part {
    public Choice {
      choices = List.copyOf(choices);
    }
  }

  /** Parts without a content of their own. */
  enum Plain implements Part {
    /** {@code *}. */
    STAR,
    /** {@code **}. */
    STARS,
    /** {@code ?}. */
    QUESTION,
    /** What is left of a choice when all of it is what it has in common with the others. */
    NOTHING
  }

  /** Characters that stand for themselves. */
  record Literal(String text) implements Part {}

  /** {@code [abc]}, or {@code [!abc]}. */
  record Listed(String characters, boolean not) implements Part {}

  /** {@code [a-c]}, or {@code [!a-c]}. */
  record Between(int low, int high, boolean not) implements Part {}
}
