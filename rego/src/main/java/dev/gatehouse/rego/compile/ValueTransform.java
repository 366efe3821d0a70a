package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Term;

/** Rewrites values alone: what is called, and what {@code with} replaces, keeps its name. */
public abstract class ValueTransform extends Transform {

  @Override
  protected final Term.Ref operator(Term.Ref operator) {
    return operator;
  }

  @Override
  protected final Term.Ref target(Term.Ref target) {
    return target;
  }
}
