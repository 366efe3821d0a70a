package dev.gatehouse.server;

import dev.gatehouse.policy.Constraint;
import dev.gatehouse.policy.Result;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Time and violations of each constraint. The first thousand constraints have series of their own,
 * the others share one; the series of a constraint that is gone go with it. State: the series.
 */
final class ConstraintMetrics {

  private static final double[] SECONDS = {0.000_01, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05,
      0.1, 0.5, 1, 5};
  private static final int MOST_CONSTRAINTS = 1000;
  private static final double NANOS = 1e9;
  private static final Labels OTHER = new Labels("other", "other");

  /** The labels of one constraint's series. */
  private record Labels(String kind, String name) {

    static Labels of(Constraint constraint) {
      return new Labels(constraint.kind(), constraint.name());
    }
  }

  private final Counter violations;
  private final Histogram seconds;
  private final Set<Labels> counted = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<Constraint, DistributionDataPoint> timers = new ConcurrentHashMap<>();

  ConstraintMetrics(PrometheusRegistry registry) {
    violations = Counter.builder()
        .name("gatehouse_constraint_violations")
        .help("Violations found in admission requests, by constraint")
        .labelNames("constraint_kind", "constraint_name", "enforcement_action")
        .register(registry);
    seconds = Histogram.builder()
        .name("gatehouse_constraint_duration_seconds")
        .help("Time to evaluate one constraint for one admission request, in seconds")
        .labelNames("constraint_kind", "constraint_name")
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .register(registry);
  }

  void violated(Result result) {
    var labels = series(result.constraint());
    violations.labelValues(labels.kind, labels.name, result.enforcementAction()).inc();
  }

  void evaluated(Constraint constraint, long nanos) {
    var timer = timers.get(constraint);
    (timer == null ? timers.computeIfAbsent(constraint, this::timer) : timer)
        .observe(nanos / NANOS);
  }

  private DistributionDataPoint timer(Constraint constraint) {
    var labels = series(constraint);
    return seconds.labelValues(labels.kind, labels.name);
  }

  private Labels series(Constraint constraint) {
    var labels = Labels.of(constraint);
    return counted.contains(labels) || counted.size() < MOST_CONSTRAINTS && counted.add(labels)
        ? labels
        : OTHER;
  }

  /** Forgets all constraints but these. */
  void retain(Collection<Constraint> constraints) {
    timers.keySet().retainAll(Set.copyOf(constraints));
    var names = constraints.stream().map(Labels::of).collect(Collectors.toSet());
    for (var gone : List.copyOf(counted)) {
      if (!names.contains(gone) && counted.remove(gone)) {
        seconds.remove(gone.kind, gone.name);
        violations.removeIf(
            values -> values.get(0).equals(gone.kind) && values.get(1).equals(gone.name));
      }
    }
  }
}
