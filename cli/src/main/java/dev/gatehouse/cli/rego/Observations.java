package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.trace.CoverageReport;
import dev.gatehouse.rego.trace.Event;
import dev.gatehouse.rego.trace.Profile;
import dev.gatehouse.rego.trace.TraceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation told of itself besides its result.
 *
 * @param metrics of each time it ran, empty if they are not wanted
 * @param explanation the events to show
 * @param profiles of each time it ran
 * @param coverage null if it is not wanted
 * @param variables whether the explanation shows values of variables
 */
record Observations(
    List<Metrics> metrics,
    List<Event> explanation,
    List<List<Profile.Entry>> profiles,
    @Nullable CoverageReport coverage,
    boolean variables) {

  static final Observations NONE = new Observations(List.of(), List.of(), List.of(), null, false);

  Observations {
    metrics = List.copyOf(metrics);
    explanation = List.copyOf(explanation);
    profiles = List.copyOf(profiles);
  }

  /** Adds the fields to the JSON form of a result. */
  JsonTree.Fields addTo(JsonTree.Fields json) {
    if (metrics.size() == 1) {
      json.with("metrics", metrics.getFirst().json());
    } else if (!metrics.isEmpty()) {
      var fields = JsonTree.object();
      metrics.getFirst().nanos().keySet().forEach(
          name -> fields.with(name, statistics(name).json()));
      json.with("aggregated_metrics", fields);
    }
    json.withList("explanation", JsonTree.array(explanation, Explanation::json));
    if (profiles.size() == 1) {
      json.withList("profile", JsonTree.array(profiles.getFirst(), Observations::entry));
    } else if (!profiles.isEmpty()) {
      json.withList("aggregated_profile", aggregated());
    }
    return coverage == null ? json : json.with("coverage", CoverageJson.of(coverage));
  }

  private Statistics statistics(String name) {
    return new Statistics(metrics.stream().map(m -> m.nanos().getOrDefault(name, 0L)).toList());
  }

  private static JsonTree.Fields counts(Profile.Entry entry, JsonTree.Fields json) {
    return json.with("num_eval", entry.evals())
        .with("num_redo", entry.redos())
        .with("num_gen_expr", entry.expressions())
        .with("location", Problem.locationJson(entry.location()));
  }

  private static JsonTree entry(Profile.Entry entry) {
    return counts(entry, JsonTree.object().with("total_time_ns", entry.nanos()));
  }

  private JsonTree.Items aggregated() {
    var entries = profiles.getFirst();
    return JsonTree.array(
        entries,
        entry -> counts(
            entry,
            JsonTree.object().with("total_time_ns_stats", times(entry).json())));
  }

  private Statistics times(Profile.Entry entry) {
    var times = new ArrayList<Long>();
    for (var profile : profiles) {
      profile.stream()
          .filter(other -> other.location().compareTo(entry.location()) == 0)
          .forEach(other -> times.add(other.nanos()));
    }
    return new Statistics(times);
  }

  /** The text that stands before the result. */
  String before() {
    return explanation.isEmpty() ? "" : TraceText.of(explanation, true, variables);
  }

  /** The text that stands after the result. */
  String after() {
    var text = new StringBuilder();
    if (metrics.size() == 1) {
      text.append(metrics.getFirst().table());
    }
    if (profiles.size() == 1 && !profiles.getFirst().isEmpty()) {
      text.append(profileTable());
    }
    if (metrics.size() > 1) {
      text.append(metricsTable());
    }
    if (profiles.size() > 1 && !profiles.getFirst().isEmpty()) {
      text.append(aggregatedTable());
    }
    if (coverage != null) {
      text.append(
          new Table(List.of())
              .row(List.of("Overall Coverage", "%.2f".formatted(coverage.coverage())))
              .text());
    }
    return text.toString();
  }

  private String profileTable() {
    var table = new Table(List.of("Time", "Num Eval", "Num Redo", "Num Gen Expr", "Location"));
    for (var entry : profiles.getFirst()) {
      var row = new ArrayList<String>();
      row.add(Durations.text(entry.nanos()));
      row.addAll(counts(entry));
      table.row(row);
    }
    return table.text();
  }

  private static List<String> counts(Profile.Entry entry) {
    var location = entry.location();
    return List.of(
        String.valueOf(entry.evals()),
        String.valueOf(entry.redos()),
        String.valueOf(entry.expressions()),
        location.file().isEmpty() ? location.text() : location.file() + ":" + location.row());
  }

  private String metricsTable() {
    var table = new Table(List.of("Metric", "Min", "Max", "Mean", "90%", "99%"));
    for (var name : metrics.getFirst().nanos().keySet()) {
      var row = new ArrayList<String>();
      row.add(name);
      statistics(name).shown().values().forEach(v -> row.add(Statistics.number(v).toString()));
      table.row(row);
    }
    return table.text();
  }

  private String aggregatedTable() {
    var header = new ArrayList<>(List.of("Min", "Max", "Mean", "90%", "99%"));
    header.addAll(List.of("Num Eval", "Num Redo", "Num Gen Expr", "Location"));
    var table = new Table(header);
    for (var entry : profiles.getFirst()) {
      var row = new ArrayList<String>();
      times(entry).shown().values().forEach(v -> row.add(Durations.text(v.longValue())));
      row.addAll(counts(entry));
      table.row(row);
    }
    return table.text();
  }
}
