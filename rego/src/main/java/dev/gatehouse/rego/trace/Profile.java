package dev.gatehouse.rego.trace;

import dev.gatehouse.rego.Location;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts and times the expressions of each line, as {@code opa eval --profile}; for one evaluation. */
public final class Profile implements Observer {

  private final Map<Line, Counts> lines = new HashMap<>();
  private @Nullable Current current;

  private record Line(String file, int row) {}

  /** The expression that the time goes to. */
  private record Current(Location location, int index, Event.Kind kind, long since) {}

  private static final class Counts {
    private final Location location;
    private final Set<Integer> indexes = new HashSet<>();
    private long nanos;
    private int evals;
    private int redos;

    Counts(Location location) {
      this.location = location;
    }
  }

  /**
   * The expressions of a line.
   *
   * @param nanos the time they took, without that of rules and functions that they need
   * @param evals how often one was evaluated
   * @param redos how often another way to hold was looked for
   * @param expressions how many expressions there are in core form
   * @param location the first that was evaluated
   */
  public record Entry(long nanos, int evals, int redos, int expressions, Location location) {}

  /** What entries are sorted by, the greatest first. */
  public enum Order {
    TOTAL_TIME_NS(Comparator.comparingLong(Entry::nanos)), NUM_EVAL(
        Comparator.comparingInt(Entry::evals)), NUM_REDO(
            Comparator.comparingInt(Entry::redos)), NUM_GEN_EXPR(
                Comparator.comparingInt(Entry::expressions)), FILE(
                    Comparator.comparing(entry -> entry.location().file())), LINE(
                        Comparator.comparingInt(entry -> entry.location().row()));

    private final Comparator<Entry> comparator;

    Order(Comparator<Entry> comparator) {
      this.comparator = comparator.reversed();
    }
  }

  @Override
  public void accept(Event event) {
    if ((event.kind() == Event.Kind.EVAL || event.kind() == Event.Kind.REDO)
        && event.subject() instanceof Event.OfExpression(var expression, var index, var body)) {
      count();
      current = new Current(expression.location(), index, event.kind(), System.nanoTime());
    }
  }

  private void count() {
    if (current == null) {
      return;
    }
    var location = current.location;
    var counts = lines.computeIfAbsent(
        new Line(location.file(), location.row()), l -> new Counts(location));
    counts.nanos += System.nanoTime() - current.since;
    counts.indexes.add(current.index);
    if (current.kind == Event.Kind.EVAL) {
      counts.evals++;
    } else {
      counts.redos++;
    }
  }

  /**
   * Ends the evaluation; gives its lines.
   *
   * @param orders what they are sorted by, the first first; by line where there are none
   * @param limit how many there are at most, 0 for all
   */
  public List<Entry> entries(List<Order> orders, int limit) {
    count();
    current = null;
    var order = orders.stream()
        .map(next -> next.comparator)
        .reduce(Comparator::thenComparing)
        .orElse(Order.LINE.comparator);
    return lines.values()
        .stream()
        .map(
            c -> new Entry(c.nanos, c.evals, c.redos, c.indexes.size(), c.location))
        .sorted(order)
        .limit(limit <= 0 ? Long.MAX_VALUE : limit)
        .toList();
  }
}
