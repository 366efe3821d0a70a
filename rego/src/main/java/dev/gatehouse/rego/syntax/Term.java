package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import java.util.List;

/** A term: anything that can stand for a value; its {@code toString} is its source text as OPA prints it. */
public sealed interface Term {

  Location location();

  /** This term at another place. */
  default Term at(Location place) {
    return switch (this) {
      case Scalar t -> new Scalar(place, t.value);
      case Var t -> new Var(place, t.name);
      case Ref t -> new Ref(place, t.parts);
      case ArrayTerm t -> new ArrayTerm(place, t.items);
      case SetTerm t -> new SetTerm(place, t.items);
      case ObjectTerm t -> new ObjectTerm(place, t.entries);
      case ArrayComprehension t -> new ArrayComprehension(place, t.head, t.body);
      case SetComprehension t -> new SetComprehension(place, t.head, t.body);
      case ObjectComprehension t -> new ObjectComprehension(place, t.key, t.value, t.body);
      case Call t -> new Call(place, t.operator, t.args, t.infix);
      case Template t -> new Template(place, t.raw, t.parts);
    };
  }

  /** What messages call a term of this kind: {@code "string"}, {@code "ref"} and so on. */
  default String kindName() {
    return switch (this) {
      case Scalar t -> t.value.typeName();
      case Var t -> "var";
      case Ref t -> "ref";
      case ArrayTerm t -> "array";
      case SetTerm t -> "set";
      case ObjectTerm t -> "object";
      case ArrayComprehension t -> "arraycomprehension";
      case SetComprehension t -> "setcomprehension";
      case ObjectComprehension t -> "objectcomprehension";
      case Call t -> "call";
      case Template t -> "templatestring";
    };
  }

  /**
   * Whether no variable is in this term; the head of a reference does not count, so {@code p.q} is
   * ground and {@code p[x]} is not. Comprehensions and templates count as not ground.
   */
  default boolean isGround() {
    return switch (this) {
      case Scalar t -> true;
      case Ref t -> t.parts.stream().skip(1).allMatch(Term::isGround);
      case ArrayTerm t -> t.items.stream().allMatch(Term::isGround);
      case SetTerm t -> t.items.stream().allMatch(Term::isGround);
      case ObjectTerm t ->
        t.entries.stream().allMatch(e -> e.key.isGround() && e.value.isGround());
      case Var t -> false;
      case ArrayComprehension t -> false;
      case SetComprehension t -> false;
      case ObjectComprehension t -> false;
      case Call t -> t.args.stream().allMatch(Term::isGround);
      case Template t -> false;
    };
  }

  /** A null, boolean, number or string. */
  record Scalar(Location location, Value value) implements Term {
    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  /** A variable; a wildcard {@code _} has a name of its own that starts with {@code $}. */
  record Var(Location location, String name) implements Term {

    public boolean isWildcard() {
      return name.startsWith("$");
    }

    @Override
    public String toString() {
      return SourceText.of(this);
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

    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  record ArrayTerm(Location location, List<Term> items) implements Term {
    public ArrayTerm {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  record SetTerm(Location location, List<Term> items) implements Term {
    public SetTerm {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  record ObjectTerm(Location location, List<Entry> entries) implements Term {
    public ObjectTerm {
      entries = List.copyOf(entries);
    }

    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  /** A key with its value. */
  record Entry(Term key, Term value) {}

  record ArrayComprehension(Location location, Term head, Body body) implements Term {
    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  record SetComprehension(Location location, Term head, Body body) implements Term {
    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  record ObjectComprehension(Location location, Term key, Term value, Body body) implements Term {
    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  /**
   * A call within a term.
   *
   * @param operator the function's name: one part for each of its dotted names
   */
  record Call(Location location, Ref operator, List<Term> args, boolean infix) implements Term {
    public Call {
      args = List.copyOf(args);
    }

    @Override
    public String toString() {
      return SourceText.of(this);
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

    /**
     * Whether a part is an embedded constant, which is the same as text; one with a comment before
     * it counts as an expression.
     */
    public boolean isConstant(int index) {
      if (!(parts.get(index) instanceof Embedded(var expression))
          || !(expression.form() instanceof Expr.Is(Scalar scalar))
          || !expression.withs().isEmpty()) {
        return false;
      }
      var before = switch (index == 0 ? null : parts.get(index - 1)) {
        case null -> location.start();
        case Text text -> text.location.end();
        case Embedded(var other) -> other.location().end();
      };
      var between = location.covering(before, expression.location().start()).text();
      return between.indexOf('#') < 0;
    }

    @Override
    public String toString() {
      return SourceText.of(this);
    }
  }

  /** A piece of a template string. */
  sealed interface Part {}

  /** Literal text of a template string, escapes resolved. */
  record Text(Location location, String text) implements Part {}

  /** An expression of a template string. */
  record Embedded(Expr expression) implements Part {}
}
