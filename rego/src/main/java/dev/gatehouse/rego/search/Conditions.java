package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.search.RuleIndex.Condition;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects what a rule asks of documents and arguments, as far as an index can use it. */
final class Conditions {

  /** Ways to reach a rule that are kept apart. */
  private static final int MOST_PATHS = 32;

  private final Definition rule;
  private final Predicate<Term.Ref> isVirtual;
  private final Counts counts;
  private final @Nullable Conditions outer;
  private final Map<String, Term> constants = new HashMap<>();
  private final ConditionList conditions = new ConditionList();
  private final List<List<List<Condition>>> disjunctions = new ArrayList<>();

  Conditions(Definition rule, Predicate<Term.Ref> isVirtual, Counts counts) {
    this(rule, isVirtual, counts, null);
  }

  private Conditions(
      Definition rule,
      Predicate<Term.Ref> isVirtual,
      Counts counts,
      @Nullable Conditions outer) {
    this.rule = rule;
    this.isVirtual = isVirtual;
    this.counts = counts;
    this.outer = outer;
  }

  /** How often rules ask for a place. */
  static final class Counts {
    private final Map<Place, Integer> counts = new LinkedHashMap<>();

    void add(Place place) {
      counts.merge(place, 1, Integer::sum);
    }

    /** The places, those that are asked for most first. */
    List<Place> places() {
      return counts.keySet()
          .stream()
          .sorted((a, b) -> {
            var order = Integer.compare(counts.getOrDefault(b, 0), counts.getOrDefault(a, 0));
            return order != 0 ? order : a.compareLocation(b);
          })
          .toList();
    }
  }

  void body(Body body) {
    body.expressions().forEach(this::expression);
  }

  /** Each way in which the rule can be reached: what must hold for it. */
  List<List<Condition>> paths() {
    List<List<Condition>> paths = List.of(conditions.all());
    for (var alternatives : disjunctions) {
      if (paths.size() * alternatives.size() > MOST_PATHS) {
        return List.of(conditions.all());
      }
      var combined = new ArrayList<List<Condition>>();
      for (var path : paths) {
        for (var alternative : alternatives) {
          var all = new ArrayList<>(path);
          all.addAll(alternative);
          combined.add(all);
        }
      }
      paths = combined;
    }
    return paths;
  }

  private void expression(Expr expression) {
    if (!expression.withs().isEmpty() || expression.negated()) {
      return;
    }
    switch (expression.form()) {
      case Expr.Logical logical -> logical(logical);
      case Expr.Is(Term.Ref ref) -> equality(ref, Condition.ANY);
      case Expr.Invoke(var operator, var args, var infix) -> call(Terms.dotted(operator), args);
      default -> {
      }
    }
  }

  private void logical(Expr.Logical logical) {
    var left = alternatives(logical.left());
    if (logical.isAnd()) {
      var right = alternatives(logical.right());
      require(left);
      require(right);
      return;
    }
    if (left.isEmpty()) {
      return;
    }
    var right = alternatives(logical.right());
    if (!right.isEmpty()) {
      var both = new ArrayList<>(left);
      both.addAll(right);
      require(both);
    }
  }

  private void require(List<List<Condition>> alternatives) {
    if (alternatives.size() == 1) {
      alternatives.getFirst().forEach(this::insert);
    } else if (!alternatives.isEmpty()) {
      alternatives.forEach(path -> path.forEach(c -> counts.add(c.place())));
      disjunctions.add(alternatives);
    }
  }

  private List<List<Condition>> alternatives(Body operand) {
    var inner = new Conditions(rule, isVirtual, new Counts(), this);
    inner.body(operand);
    var paths = inner.paths();
    if (paths.size() == 1 && paths.getFirst().isEmpty()) {
      return List.of();
    }
    return paths.stream()
        .map(
            path -> path.stream()
                .map(c -> c.isAny() ? new Condition(c.place(), Condition.ANY, c.delimiter()) : c)
                .toList())
        .toList();
  }

  private void call(String name, List<Term> args) {
    switch (name) {
      case "eq", "equal" -> {
        if (args.size() == 2 && !wildcards(args.getFirst(), args.getLast())) {
          equality(args.getFirst(), args.getLast());
        }
      }
      case "glob.match" -> {
        if (args.size() == 3) {
          glob(args);
        }
      }
      case "internal.member_2" -> {
        if (args.size() == 2) {
          member(args.getFirst(), args.getLast());
        }
      }
      default -> {
      }
    }
  }

  private void equality(Term a, Term b) {
    if (!equal(a, b)) {
      equal(b, a);
    }
  }

  private boolean equal(Term a, Term b) {
    if (a instanceof Term.Var(var location, var name)) {
      var constant = Terms.constant(b);
      if (constant != null) {
        constants.put(name, Bound.scalar(constant));
      }
      var place = Condition.canHold(b) ? place(name) : null;
      if (place == null) {
        return false;
      }
      insert(new Condition(place, b, null));
      return true;
    }
    if (!(a instanceof Term.Ref ref) || !isIndexable(ref)) {
      return false;
    }
    var value = value(b);
    if (value == b && !Condition.canHold(b)) {
      return false;
    }
    insert(new Condition(Place.of(ref), value, null));
    return true;
  }

  private boolean wildcards(Term a, Term b) {
    return wildcard(a, b) || wildcard(b, a);
  }

  /** {@code input.x[_] = "a"}: the collection has the scalar as a member. */
  private boolean wildcard(Term a, Term b) {
    if (!(a instanceof Term.Ref(var location, var parts)) || parts.size() < 2) {
      return false;
    }
    var prefix = new Term.Ref(location, parts.subList(0, parts.size() - 1));
    if (parts.getLast().isGround() || !prefix.isGround() || !isIndexable(prefix)) {
      return false;
    }
    var value = value(b);
    if (!(value instanceof Term.Scalar(var l, var scalar)) || !Terms.isScalar(scalar)) {
      return false;
    }
    insert(new Condition(Place.of(prefix), value, null));
    return true;
  }

  private void glob(List<Term> args) {
    if (!(Terms.constant(args.get(1)) instanceof ArrayValue array)
        || !(args.getFirst() instanceof Term.Scalar(var location, StringValue pattern))
        || !(args.getLast() instanceof Term.Var(var l, var name))) {
      return;
    }
    var delimiter = delimiter(array);
    var pieces = delimiter == null ? null : pattern(pattern.value(), delimiter);
    var place = place(name);
    if (pieces != null && place != null) {
      insert(new Condition(place, new Term.ArrayTerm(location, pieces), delimiter));
    }
  }

  private static @Nullable String delimiter(ArrayValue array) {
    if (array.isEmpty()) {
      return ".";
    }
    var text = new StringBuilder();
    for (var item : array) {
      if (!(item instanceof StringValue s)) {
        return null;
      }
      text.append(s.value());
    }
    return text.toString();
  }

  private static @Nullable List<Term> pattern(String pattern, String delimiter) {
    var items = new ArrayList<Term>();
    for (var piece : Terms.pieces(pattern, delimiter)) {
      if (piece.equals("*")) {
        items.add(Condition.ANY);
      } else if (isPlain(piece)) {
        items.add(Bound.scalar(StringValue.of(piece)));
      } else {
        return null;
      }
    }
    return items;
  }

  private static boolean isPlain(String piece) {
    var escaped = false;
    for (var i = 0; i < piece.length(); i++) {
      if (piece.charAt(i) == '\\') {
        escaped = !escaped;
        continue;
      }
      if (!escaped && "[?{*".indexOf(piece.charAt(i)) >= 0) {
        return false;
      }
      escaped = false;
    }
    return true;
  }

  private void member(Term left, Term right) {
    if (left instanceof Term.Var(var location, var name)) {
      var place = place(name);
      if (place != null) {
        memberOf(place, right);
        return;
      }
    }
    if (!(left instanceof Term.Var)
        && !(left instanceof Term.Scalar(var location, var scalar) && Terms.isScalar(scalar))) {
      return;
    }
    var place = switch (right) {
      case Term.Ref ref when isIndexable(ref) -> Place.of(ref);
      case Term.Var(var location, var name) -> document(place(name));
      default -> null;
    };
    if (place != null) {
      insert(new Condition(place, value(left), null));
    }
  }

  private static @Nullable Place document(@Nullable Place place) {
    return place == null || place.ref() == null ? null : place;
  }

  private void memberOf(Place place, Term collection) {
    switch (value(collection)) {
      case Term.Scalar(var location, ArrayValue items) -> items.forEach(i -> member(place, i));
      case Term.Scalar(var location, SetValue items) -> items.forEach(i -> member(place, i));
      case Term.Scalar(var location, ObjectValue object) -> {
        for (var i = 0; i < object.size(); i++) {
          member(place, object.valueAt(i));
        }
      }
      case Term.ArrayTerm(var location, var items) ->
        items.forEach(item -> insert(new Condition(place, constant(item), null)));
      case Term.SetTerm(var location, var items) ->
        items.forEach(item -> insert(new Condition(place, constant(item), null)));
      case Term.ObjectTerm(var location, var entries) ->
        entries.forEach(e -> insert(new Condition(place, constant(e.value()), null)));
      default -> {
      }
    }
  }

  private void member(Place place, Value item) {
    insert(new Condition(place, Bound.scalar(item), null));
  }

  private static Term constant(Term term) {
    var value = Terms.constant(term);
    return value == null ? term : Bound.scalar(value);
  }

  /** The constant that a variable is known to be, else the term itself. */
  private Term value(Term term) {
    if (term instanceof Term.Var(var location, var name)) {
      for (var known = this; known != null; known = known.outer) {
        var constant = known.constants.get(name);
        if (constant != null) {
          return constant;
        }
      }
    }
    return term;
  }

  /** What a variable stands for: a place that was asked for before, or an argument. */
  private @Nullable Place place(String name) {
    for (var known = this; known != null; known = known.outer) {
      var place = known.conditions.place(name);
      if (place != null) {
        return place;
      }
    }
    var args = rule.rule().head().args();
    for (var i = 0; args != null && i < args.size(); i++) {
      if (args.get(i) instanceof Term.Var(var location, var other) && other.equals(name)) {
        return Place.argument(i);
      }
    }
    return null;
  }

  private boolean isIndexable(Term.Ref ref) {
    return (Terms.isRootRef(ref, "input") || Terms.isRootRef(ref, "data"))
        && ref.parts().stream().skip(1).noneMatch(part -> part instanceof Term.Ref)
        && ref.isGround()
        && !isVirtual.test(ref);
  }

  private void insert(Condition condition) {
    counts.add(condition.place());
    conditions.insert(condition);
  }
}
