package dev.gatehouse.rego.trace;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Visitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Notes which rules and expressions evaluations have reached, in the form of {@code opa eval
 * --coverage}; for any number of evaluations on any number of threads.
 */
public final class Coverage implements Observer {

  private final Map<String, TreeSet<CoverageReport.Range>> covered = new TreeMap<>();
  private final List<Supplement> supplements = new ArrayList<>();

  private record Supplement(CoverageReport.Reason reason, Coverage coverage) {}

  /**
   * Adds another coverage of the same evaluations: what only it reaches was not reached for the reason.
   */
  public void supplement(CoverageReport.Reason reason, Coverage coverage) {
    supplements.add(new Supplement(reason, coverage));
  }

  /** Adds what another coverage has reached. */
  public synchronized void add(Coverage other) {
    other.covered.forEach(
        (file, ranges) -> covered.computeIfAbsent(file, f -> new TreeSet<>()).addAll(ranges));
  }

  @Override
  public void accept(Event event) {
    switch (event.subject()) {
      case Event.OfRule(var rule) when event.kind() == Event.Kind.EXIT ->
        cover(rule.rule().head().location());
      case Event.OfExpression(var expression, var index, var body) when event
          .kind() == Event.Kind.EVAL ->
        cover(expression.location());
      default -> {
      }
    }
  }

  private synchronized void cover(Location location) {
    if (!location.file().isEmpty()) {
      covered.computeIfAbsent(location.file(), f -> new TreeSet<>())
          .add(CoverageReport.Range.of(location));
    }
  }

  /** What was reached and what not of the modules as they were parsed. */
  public synchronized CoverageReport report(Collection<Module> modules) {
    var files = new TreeMap<String, CoverageReport.OfFile>();
    covered.forEach(
        (file, ranges) -> files.put(file, new CoverageReport.OfFile(ranges, List.of())));
    for (var module : modules) {
      var file = module.location().file();
      var reached = covered.getOrDefault(file, new TreeSet<>());
      var missed = new TreeSet<CoverageReport.Range>();
      for (var location : new Places(module).found) {
        var range = CoverageReport.Range.of(location);
        if (!range.isWithin(reached)) {
          missed.add(explained(file, range));
        }
      }
      files.put(file, new CoverageReport.OfFile(reached, missed));
    }
    return new CoverageReport(files);
  }

  private CoverageReport.Range explained(String file, CoverageReport.Range range) {
    var reasons = new ArrayList<CoverageReport.Reason>();
    for (var supplement : supplements) {
      if (range.isWithin(supplement.coverage.covered.getOrDefault(file, new TreeSet<>()))) {
        reasons.add(supplement.reason);
      }
    }
    return range.because(reasons);
  }

  /** The places of a module that can be reached. */
  private static final class Places extends Visitor {

    private final List<Location> found = new ArrayList<>();

    Places(Module module) {
      for (var first : module.rules()) {
        for (Rule rule = first; rule != null; rule = rule.otherwise()) {
          add(rule.head().location());
          head(rule.head());
          body(rule.body());
        }
      }
    }

    @Override
    protected boolean enter(Expr expression) {
      if (!(expression.form() instanceof Expr.Some)
          && !(expression.form() instanceof Expr.SomeIn)) {
        add(expression.location());
      }
      return true;
    }

    private void add(Location location) {
      if (!location.file().isEmpty()) {
        found.add(location);
      }
    }
  }
}
