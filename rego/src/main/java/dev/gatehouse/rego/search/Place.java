package dev.gatehouse.rego.search;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.TermText;
import dev.gatehouse.rego.syntax.Term;
import org.jspecify.annotations.Nullable;

/**
 * What an index asks for: a part of a document, or an argument of a function. Places are the same if
 * their text is.
 */
record Place(String text, Term.@Nullable Ref ref, int argument) {

  static Place of(Term.Ref ref) {
    return new Place(TermText.of(ref), ref, -1);
  }

  static Place argument(int position) {
    return new Place("args[" + position + "]", null, position);
  }

  /** The order among places that rules ask for equally often; arguments come last. */
  int compareLocation(Place other) {
    return ref == null || other.ref == null
        ? Boolean.compare(ref == null, other.ref == null)
        : location(ref).compareTo(location(other.ref));
  }

  private static Location location(Term.Ref ref) {
    return ref.head().location();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Place that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
