package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import java.util.List;

/** A term: anything that can stand for a value. */
public sealed interface Term {

  Location location();

  /** A null, boolean, number or string. */
  record Scalar(Location location, Value value) implements Term {}

  /** A variable; a wildcard {@code _} has a name of its own that starts with {@code $}. */
  record Var(Location location, String name) implements Term {

    public boolean isWildcard() {
      return name.startsWith("$");
    }
  }

  /**
   * A reference: a head ({@link Var}, literal collection, comprehension or {@link Call}), then its
   * parts. {@code a.b} and {@code a["b"]} are the same: a string {@link Scalar}. A bare {@code
   * input} or {@code data} is a reference of one part, any other bare name is a {@link Var}.
   *
   * @param parts the head first, at least one
   */
  record Ref(Location location, List<Term> parts) implements Term {

    public Ref {
      parts = List.copyOf(parts);
    }

    public Term head() {
      return parts.getFirst();
    }
  }

  record ArrayTerm(Location location, List<Term> items) implements Term {
    public ArrayTerm {
      items = List.copyOf(items);
    }
  }

  record SetTerm(Location location, List<Term> items) implements Term {
    public SetTerm {
      items = List.copyOf(items);
    }
  }

  record ObjectTerm(Location location, List<Entry> entries) implements Term {
    public ObjectTerm {
      entries = List.copyOf(entries);
    }
  }

  /** A key with its value. */
  record Entry(Term key, Term value) {}

  record ArrayComprehension(Location location, Term head, Body body) implements Term {}

  record SetComprehension(Location location, Term head, Body body) implements Term {}

  record ObjectComprehension(Location location, Term key, Term value, Body body) implements Term {}

  /**
   * A call within a term.
   *
   * @param operator the function's name: one part for each of its dotted names
   */
  record Call(Location location, Ref operator, List<Term> args, boolean infix) implements Term {
    public Call {
      args = List.copyOf(args);
    }
  }

  /**
   * A template string {@code $"…{x}…"}.
   *
   * @param raw written with backticks
   * @param parts its pieces of text, none of them empty, and its expressions in turn
   */
  record Template(Location location, boolean raw, List<Part> parts) implements Term {
    public Template {
      parts = List.copyOf(parts);
    }
  }

  /** A piece of a template string. */
  sealed interface Part {}

  /** Literal text of a template string, escapes resolved. */
  record Text(Location location, String text) implements Part {}

  /** An expression of a template string. */
  record Embedded(Expr expression) implements Part {}
}
