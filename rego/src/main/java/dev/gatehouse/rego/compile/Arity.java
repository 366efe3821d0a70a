package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Term;

/** Knows the number of arguments of functions. */
@FunctionalInterface
interface Arity {

  /** The number of arguments, -1 if there is no such function. */
  int of(Term.Ref operator);
}
