package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.trace.Event;
import dev.gatehouse.rego.trace.FailureText;
import dev.gatehouse.rego.trace.TraceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of tests that failed: what happened, and the expression at fault with its values. */
final class TestFailures {

  private final boolean trace;
  private final boolean values;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param trace whether what happened is shown
   * @param values whether the expression at fault is shown
   */
  TestFailures(boolean trace, boolean values) {
    this.trace = trace;
    this.values = values;
  }

  /** The text of all failures, without a headline. */
  String text(List<TestResult> failures) {
    for (var failure : failures) {
      out.append(failure.headline()).append('\n');
      var events = failure.trace();
      if (failure.cases().isEmpty()) {
        write(new Indented(out, 0), events.shown(), trace, values);
      } else {
        write(new Indented(out, 0), events.shown(), trace, false);
        out.append('\n');
        cases(failure, failure.cases(), List.of());
      }
      out.append('\n');
    }
    return out.toString();
  }

  private void cases(
      TestResult failure, Map<String, TestResult.Case> cases, List<String> outer) {
    for (var inner : cases.values()) {
      var path = new ArrayList<>(outer);
      path.add(inner.name());
      if (!inner.isLeaf()) {
        cases(failure, inner.cases(), path);
      } else if (inner.failed()) {
        var indented = new Indented(out, 2);
        for (var name : path) {
          indented.write(name + ": FAIL\n");
          indented = indented.deeper(2);
        }
        write(indented, failure.trace().ofCase(path), false, values);
      }
    }
  }

  private void write(
      Indented to, List<Event> events, boolean withTrace, boolean withValues) {
    if (withTrace) {
      to.write("\n");
      var lines = to.deeper(2);
      for (var row : TraceText.rows(events, true, values)) {
        row.forEach(lines::write);
        lines.write("\n");
      }
    }
    if (withValues) {
      to.write("\n");
      var fault = fault(events);
      if (fault != null) {
        var location = fault.location();
        to.deeper(2).write(location.file() + ":" + location.row() + ":\n");
        to.deeper(4).write(FailureText.of(fault));
        to.write("\n");
      }
    }
  }

  /** The last expression of a rule that failed. */
  private static @Nullable Event fault(List<Event> events) {
    for (var i = events.size() - 1; i >= 0; i--) {
      var event = events.get(i);
      if (event.kind() == Event.Kind.FAIL
          && event.query() != 0
          && event.subject() instanceof Event.OfExpression(var expression, var index, var body)
          && !(expression.form() instanceof Expr.Every)) {
        return event;
      }
    }
    return null;
  }
}
