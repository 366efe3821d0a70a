package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies a node with all that is in it, but for the reference of a head, to one place. */
public final class Relocation {

  private final Location place;
  private final boolean isForMissing;

  private Relocation(Location place, boolean isForMissing) {
    this.place = place;
    this.isForMissing = isForMissing;
  }

  private Location place(Location own) {
    return isForMissing && !own.equals(Location.NONE) ? own : place;
  }

  /** A module whose rules all are at one place; its comments and annotations are gone. */
  public static Module of(Module module, Location place) {
    return new Relocation(place, false).module(module);
  }

  /** The same for what has no place yet; all else stays where it is. */
  public static Module ofMissing(Module module, Location place) {
    return new Relocation(place, true).module(module);
  }

  private Module module(Module module) {
    return new Module(
        place(module.location()), module.path(), module.version(), module.imports(),
        module.rules().stream().map(this::rule).toList(), List.of(), List.of());
  }

  private Rule rule(Rule rule) {
    var otherwise = rule.otherwise();
    return new Rule(
        place(rule.location()), rule.isDefault(), head(rule.head()), body(rule.body()),
        rule.bodyWritten(),
        otherwise == null ? null : rule(otherwise));
  }

  static Rule.Head of(Rule.Head head, Location place) {
    return new Relocation(place, false).head(head);
  }

  /** A body with all that is in it at one place. */
  public static Body of(Body body, Location place) {
    return new Relocation(place, false).body(body);
  }

  static Term of(Term term, Location place) {
    return new Relocation(place, false).term(term);
  }

  private Rule.Head head(Rule.Head head) {
    var args = head.args();
    return new Rule.Head(
        place(head.location()),
        head.ref(),
        args == null ? null : terms(args),
        optional(head.key()),
        optional(head.value()),
        head.valueWritten(),
        head.assign(),
        head.hasIf(),
        head.hasContains());
  }

  private Body body(Body body) {
    return new Body(place(body.location()),
        body.expressions().stream().map(this::expression).toList());
  }

  private Expr expression(Expr expression) {
    var withs = expression.withs().stream()
        .map(w -> new Expr.With(place(w.location()), (Term.Ref) term(w.target()), term(w.value())))
        .toList();
    return new Expr(
        place(expression.location()), form(expression.form()), expression.negated(), withs,
        expression.generated());
  }

  private Expr.Form form(Expr.Form form) {
    return switch (form) {
      case Expr.Is f -> new Expr.Is(term(f.term()));
      case Expr.Invoke f ->
        new Expr.Invoke((Term.Ref) term(f.operator()), terms(f.args()), f.infix());
      case Expr.Some f ->
        new Expr.Some(
            f.variables().stream().map(v -> new Term.Var(place(v.location()), v.name())).toList());
      case Expr.SomeIn f ->
        new Expr.SomeIn(optional(f.key()), term(f.value()), term(f.domain()));
      case Expr.Every f ->
        new Expr.Every(optional(f.key()), term(f.value()), term(f.domain()), body(f.body()));
      case Expr.Not f -> new Expr.Not(body(f.body()), f.braces());
      case Expr.Logical f ->
        new Expr.Logical(
            f.isAnd(), body(f.left()), body(f.right()), f.leftBraces(), f.rightBraces());
    };
  }

  private @Nullable Term optional(@Nullable Term term) {
    return term == null ? null : term(term);
  }

  private List<Term> terms(List<Term> terms) {
    return terms.stream().map(this::term).toList();
  }

  private Term term(Term term) {
    return switch (term) {
      case Term.Scalar t -> t.at(place(t.location()));
      case Term.Var t -> t.at(place(t.location()));
      case Term.Ref t -> new Term.Ref(place(t.location()), terms(t.parts()));
      case Term.ArrayTerm t -> new Term.ArrayTerm(place(t.location()), terms(t.items()));
      case Term.SetTerm t -> new Term.SetTerm(place(t.location()), terms(TermOrder.members(t)));
      case Term.ObjectTerm t ->
        new Term.ObjectTerm(
            place(t.location()),
            TermOrder.entries(t).stream()
                .map(e -> new Term.Entry(term(e.key()), term(e.value())))
                .toList());
      case Term.ArrayComprehension t ->
        new Term.ArrayComprehension(place(t.location()), term(t.head()), body(t.body()));
      case Term.SetComprehension t ->
        new Term.SetComprehension(place(t.location()), term(t.head()), body(t.body()));
      case Term.ObjectComprehension t ->
        new Term.ObjectComprehension(place(t.location()), term(t.key()), term(t.value()),
            body(t.body()));
      case Term.Call t ->
        new Term.Call(place(t.location()), (Term.Ref) term(t.operator()), terms(t.args()),
            t.infix());
      case Term.Template t ->
        new Term.Template(place(t.location()), t.raw(),
            t.parts().stream().map(this::part).toList());
    };
  }

  private Term.Part part(Term.Part part) {
    return switch (part) {
      case Term.Text t -> new Term.Text(place(t.location()), t.text());
      case Term.Embedded e -> new Term.Embedded(expression(e.expression()));
    };
  }
}
