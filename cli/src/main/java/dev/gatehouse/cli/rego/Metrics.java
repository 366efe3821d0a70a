package dev.gatehouse.cli.rego;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Times of the phases of one evaluation, by the names that {@code opa} gives them. For one thread. */
final class Metrics {

  static final String LOAD_FILES = "timer_rego_load_files_ns";
  static final String MODULE_PARSE = "timer_rego_module_parse_ns";
  static final String MODULE_COMPILE = "timer_rego_module_compile_ns";
  static final String QUERY_PARSE = "timer_rego_query_parse_ns";
  static final String QUERY_COMPILE = "timer_rego_query_compile_ns";
  static final String QUERY_EVAL = "timer_rego_query_eval_ns";
  static final String PARTIAL_EVAL = "timer_rego_partial_eval_ns";

  private final Map<String, Long> nanos = new TreeMap<>();

  void add(String name, long time) {
    nanos.merge(name, time, Long::sum);
  }

  /** In the order of names. */
  Map<String, Long> nanos() {
    return nanos;
  }

  JsonTree json() {
    var json = JsonTree.object();
    nanos.forEach(json::with);
    return json;
  }

  String table() {
    var table = new Table(List.of("Metric", "Value"));
    nanos.forEach((name, time) -> table.row(List.of(name, String.valueOf(time))));
    return table.text();
  }
}
