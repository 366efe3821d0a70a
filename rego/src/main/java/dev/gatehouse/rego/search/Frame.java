package dev.gatehouse.rego.search;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import org.jspecify.annotations.Nullable;

/** One run of a body; changes as the search goes on. */
final class Frame {

  final Body body;
  final Bindings bindings;
  final long id;
  final @Nullable Frame parent;

  /** Where the last event was that has a place; what has none of its own is there too. */
  Location last;

  /** Whether one way to hold is enough. */
  boolean findOne;

  /** Whether it has held. */
  boolean defined;

  /** How many variables were made up for it and for what it runs in. */
  int madeUp;

  /** The position of the expression that is being evaluated. */
  int index;

  Frame(Body body, Bindings bindings, long id, @Nullable Frame parent) {
    this.body = body;
    this.bindings = bindings;
    this.id = id;
    this.parent = parent;
    this.last = parent == null ? Location.NONE : parent.last;
    this.madeUp = parent == null ? 0 : parent.madeUp;
  }

  boolean isAtEnd() {
    return index >= body.expressions().size();
  }

  Expr expression() {
    return body.expressions().get(index);
  }

  Bound bound(Term term) {
    return new Bound(term, bindings);
  }

  long parentId() {
    return parent == null ? 0 : parent.id;
  }
}
