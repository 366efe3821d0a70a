package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.StringValue;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * OPA's order of terms: by kind, then by content; locations do not count. Two terms are the same in
 * this order if they are written the same but for the order of set members and object keys.
 */
public final class TermOrder implements Comparator<Term> {

  public static final TermOrder INSTANCE = new TermOrder();

  private TermOrder() {}

  @Override
  public int compare(Term a, Term b) {
    return switch (a) {
      case Term.Scalar(var l, var value) when b instanceof Term.Scalar(var m, var other) ->
        value.compareTo(other);
      case Term.Var x when b instanceof Term.Var y -> StringValue.compareUtf8(x.name(), y.name());
      case Term.Ref x when b instanceof Term.Ref y -> terms(x.parts(), y.parts());
      case Term.ArrayTerm x when b instanceof Term.ArrayTerm y -> terms(x.items(), y.items());
      case Term.SetTerm x when b instanceof Term.SetTerm y -> terms(members(x), members(y));
      case Term.ObjectTerm x when b instanceof Term.ObjectTerm y ->
        lists(entries(x), entries(y), this::entry);
      case Term.ArrayComprehension x when b instanceof Term.ArrayComprehension y ->
        then(compare(x.head(), y.head()), x.body(), y.body());
      case Term.SetComprehension x when b instanceof Term.SetComprehension y ->
        then(compare(x.head(), y.head()), x.body(), y.body());
      case Term.ObjectComprehension x when b instanceof Term.ObjectComprehension y ->
        then(entry(new Term.Entry(x.key(), x.value()), new Term.Entry(y.key(), y.value())),
            x.body(), y.body());
      case Term.Call x when b instanceof Term.Call y ->
        calls(x.operator(), x.args(), y.operator(), y.args());
      case Term.Template x when b instanceof Term.Template y -> templates(x, y);
      default -> Integer.compare(rank(a), rank(b));
    };
  }

  /** Compares lists of terms term by term; of two with the same beginning the shorter is less. */
  public static int compareAll(List<? extends Term> a, List<? extends Term> b) {
    return INSTANCE.terms(a, b);
  }

  /** Compares bodies expression by expression. */
  public static int compareBodies(Body a, Body b) {
    return INSTANCE.bodies(a, b);
  }

  /** Compares expressions: terms on their own before calls, then by content. */
  public static int compareExpressions(Expr a, Expr b) {
    return INSTANCE.expressions(a, b);
  }

  /** The members of a set, each once, in order. */
  public static List<Term> members(Term.SetTerm set) {
    var sorted = set.items().stream().sorted(INSTANCE).toList();
    return IntStream.range(0, sorted.size())
        .filter(i -> i == 0 || INSTANCE.compare(sorted.get(i - 1), sorted.get(i)) != 0)
        .mapToObj(sorted::get)
        .toList();
  }

  /** The entries of an object in the order of their keys. */
  public static List<Term.Entry> entries(Term.ObjectTerm object) {
    return object.entries().stream()
        .sorted(Comparator.comparing(Term.Entry::key, INSTANCE))
        .toList();
  }

  private static int rank(Term term) {
    return switch (term) {
      case Term.Scalar t -> t.value().typeRank();
      case Term.Template t -> 4;
      case Term.Var t -> 5;
      case Term.Ref t -> 6;
      case Term.ArrayTerm t -> 7;
      case Term.ObjectTerm t -> 8;
      case Term.SetTerm t -> 9;
      case Term.ArrayComprehension t -> 10;
      case Term.ObjectComprehension t -> 11;
      case Term.SetComprehension t -> 12;
      case Term.Call t -> 13;
    };
  }

  private int terms(List<? extends Term> a, List<? extends Term> b) {
    return lists(a, b, this::compare);
  }

  private static <T> int lists(List<? extends T> a, List<? extends T> b, Comparator<T> order) {
    var common = Math.min(a.size(), b.size());
    for (var i = 0; i < common; i++) {
      var result = order.compare(a.get(i), b.get(i));
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private int entry(Term.Entry a, Term.Entry b) {
    var result = compare(a.key(), b.key());
    return result != 0 ? result : compare(a.value(), b.value());
  }

  private int calls(Term.Ref operator, List<Term> args, Term.Ref other, List<Term> otherArgs) {
    var result = compare(operator, other);
    return result != 0 ? result : terms(args, otherArgs);
  }

  private int then(int result, Body a, Body b) {
    return result != 0 ? result : bodies(a, b);
  }

  private int bodies(Body a, Body b) {
    return lists(a.expressions(), b.expressions(), this::expressions);
  }

  private int templates(Term.Template a, Term.Template b) {
    var result = lists(
        a.parts(),
        b.parts(),
        (x, y) -> x instanceof Term.Text s && y instanceof Term.Text t
            ? s.text().compareTo(t.text())
            : x instanceof Term.Embedded s && y instanceof Term.Embedded t
                ? expressions(s.expression(), t.expression())
                : x instanceof Term.Text ? -1 : 1);
    return result != 0 ? result : Boolean.compare(a.raw(), b.raw());
  }

  private int expressions(Expr a, Expr b) {
    var result = Integer.compare(formRank(a.form()), formRank(b.form()));
    if (result == 0) {
      result = Boolean.compare(a.negated(), b.negated());
    }
    if (result == 0) {
      result = forms(a.form(), b.form());
    }
    return result != 0 ? result : lists(a.withs(), b.withs(), this::modifiers);
  }

  private int modifiers(Expr.With a, Expr.With b) {
    var result = compare(a.target(), b.target());
    return result != 0 ? result : compare(a.value(), b.value());
  }

  private int forms(Expr.Form a, Expr.Form b) {
    return switch (a) {
      case Expr.Is x when b instanceof Expr.Is y -> compare(x.term(), y.term());
      case Expr.Invoke x when b instanceof Expr.Invoke y ->
        calls(x.operator(), x.args(), y.operator(), y.args());
      case Expr.Some x when b instanceof Expr.Some y -> terms(x.variables(), y.variables());
      case Expr.SomeIn x when b instanceof Expr.SomeIn y ->
        memberships(x, y, f -> present(f.key(), f.value(), f.domain()));
      case Expr.Every x when b instanceof Expr.Every y ->
        then(memberships(x, y, f -> present(f.key(), f.value(), f.domain())), x.body(), y.body());
      case Expr.Not x when b instanceof Expr.Not y -> bodies(x.body(), y.body());
      case Expr.Logical x when b instanceof Expr.Logical y ->
        then(bodies(x.left(), y.left()), x.right(), y.right());
      default -> Integer.compare(formRank(a), formRank(b));
    };
  }

  private <T> int memberships(T a, T b, Function<T, List<Term>> parts) {
    return terms(parts.apply(a), parts.apply(b));
  }

  private static List<Term> present(@Nullable Term key, Term value, Term domain) {
    return key == null ? List.of(value, domain) : List.of(key, value, domain);
  }

  private static int formRank(Expr.Form form) {
    return switch (form) {
      case Expr.Some f -> 0;
      case Expr.SomeIn f -> 0;
      case Expr.Is f -> 1;
      case Expr.Invoke f -> 2;
      case Expr.Every f -> 3;
      case Expr.Not f -> 4;
      case Expr.Logical f -> f.isAnd() ? 5 : 6;
    };
  }
}
