package dev.gatehouse.rego.search;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import org.jspecify.annotations.Nullable;

/** One run of a body; changes as the search goes on. */
final class Frame {

  final Body body;
  final Bindings bindings;
  final long id;
  final @Nullable Frame parent;

  /** Whether one way to hold is enough. */
  boolean findOne;

  /** Whether it has held. */
  boolean defined;

  /** The position of the expression that is being evaluated. */
  int index;

  Frame(Body body, Bindings bindings, long id, @Nullable Frame parent) {
    this.body = body;
    this.bindings = bindings;
    this.id = id;
    this.parent = parent;
  }

  boolean isAtEnd() {
    return index >= body.expressions().size();
  }

  Expr expression() {
    return body.expressions().get(index);
  }

  Bound bound(dev.gatehouse.rego.syntax.Term term) {
    return new Bound(term, bindings);
  }

  long parentId() {
    return parent == null ? 0 : parent.id;
  }
}
