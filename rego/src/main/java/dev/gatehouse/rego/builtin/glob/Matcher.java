package dev.gatehouse.rego.builtin.glob;

import org.jspecify.annotations.Nullable;

/** Matches bytes of UTF-8, see {@link Bytes}. */
sealed interface Matcher permits Single, Simple, Row, Joined, Every, OneOf {

  /** The length of what varies in length. */
  int ANY = -1;

  /** How many characters it matches, {@link #ANY} if not always the same. */
  int length();

  /** Whether it matches all of a text. */
  boolean matches(Search search, String text);

  /** Where it first matches a part of a text, null if nowhere. */
  @Nullable
  Found find(Search search, String text);
}
