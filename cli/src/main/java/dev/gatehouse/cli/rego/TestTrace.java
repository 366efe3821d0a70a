package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.trace.Event;
import dev.gatehouse.rego.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of a test, by its cases; for one test. */
final class TestTrace {

  /** Of a test that was not observed. */
  static final TestTrace NONE = new TestTrace(null, new Trace(false, false));

  private final ObservationOptions.@Nullable Explain mode;
  private final Trace trace;
  private final Map<List<String>, Integer> starts = new HashMap<>();
  private final List<Integer> bounds = new ArrayList<>();

  /** @param mode which events are shown; null for notes and failures */
  TestTrace(ObservationOptions.@Nullable Explain mode, Trace trace) {
    this.mode = mode;
    this.trace = trace;
  }

  Trace trace() {
    return trace;
  }

  /** Notes that a case begins. */
  void begin(List<String> names) {
    starts.put(names, trace.events().size());
    bounds.add(trace.events().size());
  }

  /** The events to show. */
  List<Event> shown() {
    return shown(trace.events());
  }

  private List<Event> shown(List<Event> events) {
    return switch (mode) {
      case null -> Trace.filter(
          events, e -> e.kind() == Event.Kind.NOTE || e.kind() == Event.Kind.FAIL);
      case OFF -> List.of();
      case FULL, DEBUG -> events;
      case NOTES -> Trace.filter(events, e -> e.kind() == Event.Kind.NOTE);
      case FAILS -> Trace.filter(events, e -> e.kind() == Event.Kind.FAIL);
    };
  }

  /** The events of a case to show. */
  List<Event> ofCase(List<String> names) {
    var start = starts.get(names);
    if (start == null) {
      return List.of();
    }
    var end = bounds.stream().filter(b -> b > start).min(Integer::compare);
    return shown(trace.events().subList(start, end.orElse(trace.events().size())));
  }
}
