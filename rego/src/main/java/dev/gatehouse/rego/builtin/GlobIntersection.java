package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether two globs have a text in common, as {@code regex.globs_match} decides it: item by item
 * from the left, where an item that repeats first takes as much of the other glob as it can.
 */
final class GlobIntersection {

  private final BuiltinContext context;
  private final Map<Long, Boolean> known = new HashMap<>();

  private GlobIntersection(BuiltinContext context) {
    this.context = context;
  }

  static Value globsMatch(BuiltinContext context, Value left, Value right) {
    var first = Operand.string(1, left);
    var second = Operand.string(2, right);
    var a = GlobItem.parse(first);
    var b = GlobItem.parse(second);
    context.allocate((long) a.size() + b.size());
    return BooleanValue.of(new GlobIntersection(context).trimmed(a, b));
  }

  /** Compares plain items at both ends first; one of them stays at each end. */
  private boolean trimmed(List<GlobItem> a, List<GlobItem> b) {
    var start = 0;
    while (start < a.size() && start < b.size() && bothPlain(a.get(start), b.get(start))) {
      if (!a.get(start).meets(b.get(start))) {
        return false;
      }
      start++;
    }
    start = Math.max(0, start - 1);
    var endA = a.size();
    var endB = b.size();
    while (endA > start && endB > start && bothPlain(a.get(endA - 1), b.get(endB - 1))) {
      if (!a.get(endA - 1).meets(b.get(endB - 1))) {
        return false;
      }
      endA--;
      endB--;
    }
    if (endA < a.size()) {
      endA++;
      endB++;
    }
    return plain(new Rest(a.subList(start, endA), 0, true),
        new Rest(b.subList(start, endB), 0, false));
  }

  private static boolean bothPlain(GlobItem a, GlobItem b) {
    return a.repeat() == GlobItem.Repeat.ONCE && b.repeat() == GlobItem.Repeat.ONCE;
  }

  private boolean plain(Rest a, Rest b) {
    var first = a;
    var second = b;
    while (!first.isEmpty() && !second.isEmpty()) {
      context.spend(1);
      if (!bothPlain(first.head(), second.head())) {
        return repeated(first, second);
      }
      if (!first.head().meets(second.head())) {
        return false;
      }
      first = first.next();
      second = second.next();
    }
    return first.isEmpty() && second.isEmpty();
  }

  private boolean repeated(Rest a, Rest b) {
    var key = ((long) a.at << 33) | ((long) b.at << 1) | (a.isFirst ? 1 : 0);
    var answer = known.get(key);
    if (answer == null) {
      answer = a.head().repeat() == GlobItem.Repeat.ONCE ? repeating(b, a) : repeating(a, b);
      known.put(key, answer);
    }
    return answer;
  }

  private boolean repeating(Rest repeat, Rest other) {
    return repeat.head().repeat() == GlobItem.Repeat.STAR
        ? star(repeat, other)
        : plus(repeat, other);
  }

  private boolean plus(Rest repeat, Rest other) {
    if (!repeat.head().meets(other.head())) {
      return false;
    }
    return star(repeat, other.next())
        || other.head().repeat() != GlobItem.Repeat.ONCE && plain(repeat.next(), other);
  }

  /** The repeated item takes items of the other glob until what follows it matches all the rest. */
  private boolean star(Rest repeat, Rest other) {
    var after = repeat.next();
    for (var rest = other; !rest.isEmpty(); rest = rest.next()) {
      context.spend(1);
      if (!after.isEmpty() && rest.head().meets(after.head()) && plain(after, rest)) {
        return true;
      }
      if (!rest.head().meets(repeat.head())) {
        return false;
      }
    }
    return after.isEmpty();
  }

  /** A glob from a position on. */
  private record Rest(List<GlobItem> items, int at, boolean isFirst) {

    boolean isEmpty() {
      return at >= items.size();
    }

    GlobItem head() {
      return items.get(at);
    }

    Rest next() {
      return new Rest(items, at + 1, isFirst);
    }
  }
}
