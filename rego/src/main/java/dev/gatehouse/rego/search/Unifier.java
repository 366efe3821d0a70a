package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes two terms the same by binding variables, for each way in which that can be done. */
final class Unifier {

  private final Search search;
  private final TreeWalk trees;
  private final TermWalk terms;
  private final Comprehensions comprehensions;

  Unifier(Search search) {
    this.search = search;
    this.terms = new TermWalk(search, this);
    this.trees = new TreeWalk(search, this, terms);
    this.comprehensions = new Comprehensions(search);
  }

  @Nullable
  Stop unify(Frame frame, Bound first, Bound second, Then then) {
    var left = first.resolve();
    var right = second.resolve();
    if (search.report.wantsUnifications()) {
      search.report.unify(frame, left.term(), right.term());
    } else if (left.term() instanceof Term.Scalar(var l, var a)
        && right.term() instanceof Term.Scalar(var m, var b)) {
      return a.equals(b) ? then.run() : null;
    }
    var shape = Shape.of(left.term());
    return switch (shape) {
      case OPEN -> open(frame, left, right, then);
      case SCALAR -> Shape.of(right.term()) == Shape.SCALAR || isVariableOrRef(right)
          ? open(frame, left, right, then)
          : null;
      case ARRAY -> isVariableOrRef(right) || right.term() instanceof Term.ArrayComprehension
          ? open(frame, left, right, then)
          : Shape.of(right.term()) == Shape.ARRAY ? arrays(frame, left, right, then) : null;
      case OBJECT -> isVariableOrRef(right) || right.term() instanceof Term.ObjectComprehension
          ? open(frame, left, right, then)
          : Shape.of(right.term()) == Shape.OBJECT ? objects(frame, left, right, then) : null;
      case SET -> open(frame, left, right, then);
    };
  }

  /** What a term is, as far as unification asks. */
  private enum Shape {
    /** A variable, reference or comprehension. */
    OPEN, SCALAR, ARRAY, OBJECT, SET;

    static Shape of(Term term) {
      return switch (term) {
        case Term.Scalar(var location, ArrayValue v) -> ARRAY;
        case Term.Scalar(var location, ObjectValue v) -> OBJECT;
        case Term.Scalar(var location, SetValue v) -> SET;
        case Term.Scalar t -> SCALAR;
        case Term.ArrayTerm t -> ARRAY;
        case Term.ObjectTerm t -> OBJECT;
        case Term.SetTerm t -> SET;
        default -> OPEN;
      };
    }
  }

  private static boolean isVariableOrRef(Bound bound) {
    return bound.term() instanceof Term.Var || bound.term() instanceof Term.Ref;
  }

  private @Nullable Stop open(Frame frame, Bound left, Bound right, Then then) {
    var leavesLeft = isUnknown(left);
    if (!leavesLeft && left.term() instanceof Term.Ref ref) {
      return follow(new Goal(frame, ref, left.bindings(), right, then));
    }
    var leavesRight = isUnknown(right);
    if (!leavesRight && right.term() instanceof Term.Ref ref) {
      return follow(new Goal(frame, ref, right.bindings(), left, then));
    }
    if (search.residue != null && (leavesLeft || leavesRight || isUnknownClosure(left, right))) {
      return search.residue.unification(frame, left, right, then);
    }
    if (Terms.isComprehension(left.term())) {
      return unify(frame, Bound.value(comprehensions.value(frame, left)), right, then);
    }
    if (Terms.isComprehension(right.term())) {
      return unify(frame, Bound.value(comprehensions.value(frame, right)), left, then);
    }
    if (left.term() instanceof Term.Var variable) {
      return right.term() instanceof Term.Var other
          && left.bindings() == right.bindings()
          && variable.name().equals(other.name())
              ? then.run()
              : bound(left.bindings(), variable, right, then);
    }
    if (right.term() instanceof Term.Var variable) {
      return bound(right.bindings(), variable, left, then);
    }
    return Terms.same(left.plug(), right.plug()) ? then.run() : null;
  }

  private boolean isUnknown(Bound bound) {
    return search.residue != null
        && (Shape.of(bound.term()) == Shape.SET
            ? search.residue.hasUnknown(bound)
            : search.residue.isUnknown(bound));
  }

  /** Whether the first of two terms that is a comprehension cannot be evaluated. */
  private boolean isUnknownClosure(Bound left, Bound right) {
    var closure = Terms.isComprehension(left.term()) ? left : right;
    return search.residue != null
        && Terms.isComprehension(closure.term())
        && search.residue.dependsOnUnknown(closure.term(), closure.bindings());
  }

  private static @Nullable Stop bound(
      Bindings bindings, Term.Var variable, Bound to, Then then) {
    bindings.bind(variable, to);
    var stop = then.run();
    bindings.unbind(variable.name());
    return stop;
  }

  private @Nullable Stop arrays(Frame frame, Bound left, Bound right, Then then) {
    var a = items(left.term());
    var b = items(right.term());
    return a.size() == b.size() ? all(frame, new Pairs(a, left, b, right), 0, then) : null;
  }

  private static List<Term> items(Term term) {
    return switch (term) {
      case Term.ArrayTerm array -> array.items();
      case Term.Scalar(var location, ArrayValue array) ->
        array.items().stream().map(Bound::scalar).toList();
      default -> List.of();
    };
  }

  /** Terms that are unified one by one. */
  private record Pairs(List<Term> a, Bound left, List<Term> b, Bound right) {

    Bound left(int position) {
      return new Bound(a.get(position), left.bindings());
    }

    Bound right(int position) {
      return new Bound(b.get(position), right.bindings());
    }
  }

  private @Nullable Stop all(Frame frame, Pairs pairs, int position, Then then) {
    if (position == pairs.a.size()) {
      return then.run();
    }
    search.budget.spend(1);
    return unify(
        frame,
        pairs.left(position),
        pairs.right(position),
        () -> all(frame, pairs, position + 1, then));
  }

  /** Unifies lists of terms, the first with the bindings of a caller, the second with others. */
  @Nullable
  Stop lists(Frame frame, List<Bound> left, List<Bound> right, Then then) {
    return left.size() == right.size() ? lists(frame, left, right, 0, then) : null;
  }

  private @Nullable Stop lists(
      Frame frame, List<Bound> left, List<Bound> right, int position, Then then) {
    return position == left.size()
        ? then.run()
        : unify(
            frame,
            left.get(position),
            right.get(position),
            () -> lists(frame, left, right, position + 1, then));
  }

  private @Nullable Stop objects(Frame frame, Bound left, Bound right, Then then) {
    var a = entries(left);
    var b = entries(right);
    if (a.size() != b.size()) {
      return null;
    }
    var keys = List.copyOf(a.keySet());
    return entries(frame, keys, new Entries(a, left, b, right), then);
  }

  private record Entries(Map<Term, Term> a, Bound left, Map<Term, Term> b, Bound right) {}

  private @Nullable Stop entries(Frame frame, List<Term> keys, Entries entries, Then then) {
    if (keys.isEmpty()) {
      return then.run();
    }
    var value = entries.a.get(keys.getFirst());
    var other = entries.b.get(keys.getFirst());
    return value == null || other == null
        ? null
        : unify(
            frame,
            new Bound(value, entries.left.bindings()),
            new Bound(other, entries.right.bindings()),
            () -> entries(frame, keys.subList(1, keys.size()), entries, then));
  }

  /** The values by their keys. */
  private static Map<Term, Term> entries(Bound object) {
    var entries = new TreeMap<Term, Term>(TermOrder.INSTANCE);
    switch (object.term()) {
      case Term.Scalar(var location, ObjectValue known) -> {
        for (var i = 0; i < known.size(); i++) {
          entries.put(Bound.scalar(known.keyAt(i)), Bound.scalar(known.valueAt(i)));
        }
      }
      case Term.ObjectTerm term ->
        term.entries()
            .forEach(entry -> entries.put(object.bindings().plug(entry.key()), entry.value()));
      default -> {
      }
    }
    return entries;
  }

  private @Nullable Stop follow(Goal goal) {
    if (Terms.isRootRef(goal.ref(), "data")) {
      return trees.start(goal);
    }
    if (Terms.isRootRef(goal.ref(), "input")) {
      var input = search.scope.input;
      return input == null ? null : terms.walk(goal, 1, Bound.value(input));
    }
    var head = new Bound(goal.ref().head(), goal.bindings()).resolve();
    if (head.term() instanceof Term.Ref || Terms.isComprehension(head.term())) {
      var frame = goal.frame();
      var local = frame.bound(
          new Term.Var(goal.ref().location(), "$head_" + frame.id + "_" + frame.index));
      return unify(frame, head, local, () -> terms.walk(goal, 1, local.resolve()));
    }
    return terms.walk(goal, 1, head);
  }
}
