package dev.gatehouse.bench;

import dev.gatehouse.bench.Comparison.Unit;
import dev.gatehouse.bench.RegoEngines.Effort;
import dev.gatehouse.bench.RegoEngines.Outcome;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The Rego engine alone: prepared queries, one thread, one core, against OPA's Go package. */
final class RegoBenchmark implements Benchmark {

  private static final String TEMPLATES = "templates-geomean";
  private static final String COMPILE = "compile-template";
  private static final String BUILTINS = "builtins";

  private static final Effort ONE_CASE = new Effort(200, 3000, 1000);
  private static final Effort MANY_CASES = new Effort(20, 200, 60);

  /** Two hundred cases share the compiler of one core, so each waits longer until it is warm. */
  private static final Effort SMALL_CASES = new Effort(10, 600, 60);

  /** A compiler is ten times the code of an evaluation, and takes as much longer until it is warm. */
  private static final Effort COMPILATIONS = new Effort(20, 1000, 60);

  @Override
  public List<String> cases() {
    var names = new ArrayList<>(List.of(TEMPLATES, COMPILE, BUILTINS));
    names.addAll(RegoCases.names());
    return names;
  }

  @Override
  public void run(Lab lab, List<String> wanted, Report report) {
    if (wanted.contains(TEMPLATES)) {
      report.measure(TEMPLATES,
          () -> compare(lab, TEMPLATES, TemplateCases.evaluations(lab), MANY_CASES, report));
    }
    if (wanted.contains(COMPILE)) {
      report.measure(COMPILE,
          () -> compare(lab, COMPILE, TemplateCases.compilations(lab), COMPILATIONS, report));
    }
    for (var name : RegoCases.names()) {
      if (wanted.contains(name)) {
        report.measure(name,
            () -> compare(lab, name, List.of(RegoCases.named(name)), ONE_CASE, report));
      }
    }
    if (wanted.contains(BUILTINS)) {
      report.measureAll(BUILTINS, () -> builtins(lab, report));
    }
  }

  private static Comparison compare(
      Lab lab, String name, List<ObjectValue> cases, Effort effort, Report report) {
    var engines = RegoEngines.of(lab, cases, effort);
    var opa = new Rounds();
    var ours = new Rounds();
    var comparison = Comparison.measure(name, Unit.MICROSECONDS, lab.rounds(),
        () -> mean(opa.add(engines.opa()), Outcome::nanoseconds) / 1000,
        () -> mean(ours.add(engines.ours()), Outcome::nanoseconds) / 1000);
    ours.requireResultsOf(opa);
    if (!ours.names().containsAll(opa.names())) {
      throw new BenchException("we do not support every case");
    }
    report.note("%s: %,.0f bytes allocated each time, the peer %,.0f", name,
        Comparison.median(ours.means(Outcome::bytes)),
        Comparison.median(opa.means(Outcome::bytes)));
    report.third(name, regorus(engines, ours));
    return comparison;
  }

  private static List<Comparison> builtins(Lab lab, Report report) {
    var calls = BuiltinCases.read(lab.home("bench/builtins"));
    calls.excluded().forEach((name, reason) -> report.note("builtin:%s %s", name, reason));
    var engines = RegoEngines.of(lab, calls.cases(), SMALL_CASES);
    var opa = new Rounds();
    var ours = new Rounds();
    Comparison.measure(BUILTINS, Unit.MICROSECONDS, lab.rounds(),
        () -> perCall(mean(opa.add(engines.opa()), Outcome::nanoseconds)),
        () -> perCall(mean(ours.add(engines.ours()), Outcome::nanoseconds)));
    ours.requireResultsOf(opa);
    var comparisons = new ArrayList<Comparison>();
    for (var name : opa.names()) {
      if (ours.names().contains(name)) {
        comparisons.add(new Comparison(name, Unit.MICROSECONDS,
            opa.of(name).map(o -> perCall(o.nanoseconds())).toList(),
            ours.of(name).map(o -> perCall(o.nanoseconds())).toList()));
      } else {
        report.fail(name, "we do not support it");
      }
    }
    var slower = comparisons.stream().filter(each -> each.ratio() < 1)
        .map(Comparison::name).toList();
    report.note("builtins slower than the peer's: %s",
        slower.isEmpty() ? "none" : String.join(", ", slower));
    var all = new Comparison(BUILTINS + "-geomean", Unit.MICROSECONDS,
        List.of(mean(comparisons, Comparison::peerMedian)),
        List.of(mean(comparisons, Comparison::ourMedian)));
    comparisons.addFirst(all);
    report.third(all.name(), regorus(engines, ours));
    return comparisons;
  }

  private static double perCall(double nanoseconds) {
    return nanoseconds / 1000 / BuiltinCases.CALLS;
  }

  /** How much longer regorus takes, over the cases for which it has the same result. */
  private static String regorus(RegoEngines engines, Rounds ours) {
    var theirs = engines.regorus();
    var ratios = new ArrayList<Double>();
    for (var name : ours.names()) {
      var outcome = theirs.get(name);
      if (outcome != null && outcome.result().equals(ours.result(name))) {
        ratios.add(outcome.nanoseconds()
            / Comparison.median(ours.of(name).map(Outcome::nanoseconds).toList()));
      }
    }
    if (ratios.isEmpty()) {
      return "-";
    }
    var mean = mean(ratios, Double::doubleValue);
    var scope = ratios.size() == ours.names().size()
        ? ""
        : " of " + ratios.size() + "/" + ours.names().size();
    return String.format(Locale.ROOT, "%.2f%s", mean, scope);
  }

  /** What one engine gave, round after round. */
  private static final class Rounds {

    private final List<Map<String, Outcome>> rounds = new ArrayList<>();

    Map<String, Outcome> add(Map<String, Outcome> outcomes) {
      rounds.add(outcomes);
      return outcomes;
    }

    Collection<String> names() {
      return rounds.getFirst().keySet();
    }

    Stream<Outcome> of(String name) {
      return rounds.stream().map(round -> Objects.requireNonNull(round.get(name)));
    }

    Value result(String name) {
      return Objects.requireNonNull(rounds.getFirst().get(name)).result();
    }

    List<Double> means(ToDoubleFunction<Outcome> figure) {
      return rounds.stream().map(round -> mean(round, figure)).toList();
    }

    /** Speed counts for nothing if the results differ. */
    void requireResultsOf(Rounds other) {
      var differences = new LinkedHashMap<String, String>();
      for (var name : names()) {
        if (!result(name).equals(other.result(name))) {
          differences.put(name, other.result(name) + " and " + result(name));
        }
      }
      if (!differences.isEmpty()) {
        throw new BenchException("results differ: " + differences);
      }
    }
  }

  /** The geometric mean over cases. */
  private static double mean(Map<String, Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
    return mean(outcomes.values(), figure);
  }

  private static <T> double mean(Collection<T> items, ToDoubleFunction<T> figure) {
    return Math.exp(items.stream().mapToDouble(figure).map(Math::log).average()
        .orElseThrow(() -> new BenchException("no outcome at all")));
  }
}
