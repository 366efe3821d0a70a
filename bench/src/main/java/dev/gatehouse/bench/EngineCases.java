package dev.gatehouse.bench;

import dev.gatehouse.bench.Comparison.Unit;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The policy engine alone: {@code gator bench} and {@code gatehouse bench} on the same files. */
final class EngineCases {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** How often each side goes through all objects, before and while it is measured. */
  private record Effort(int warmup, int iterations) {}

  private static final Effort PEER = new Effort(1, 4);
  private static final Effort OURS = new Effort(120, 120);
  private static final Effort OURS_ONE_OBJECT = new Effort(15_000, 15_000);

  private final Lab lab;
  private final Corpus corpus;
  private final Map<List<Path>, Double> violations = new HashMap<>();

  EngineCases(Lab lab) {
    this.lab = lab;
    this.corpus = new Corpus(lab);
  }

  /** All sample objects against one constraint of each template. */
  Comparison library(String name, int threads) {
    var files = List.of(corpus.templates(), corpus.oneConstraintEach(), corpus.objects());
    var cores = threads == 1 ? Lab.WORK_CORE : Lab.LOAD_CORE + "," + Lab.WORK_CORE;
    return Comparison.measure(name, Unit.REVIEWS_PER_SECOND, lab.rounds(),
        () -> reviewsPerSecond(lab.peer("gator"), cores, threads, PEER, files),
        () -> reviewsPerSecond(gatehouse(), cores, threads, OURS, files));
  }

  /**
   * How much slower a review becomes when constraints that match something else go from 10 to
   * 10,000. Our own growth is noted: 1 is none.
   */
  Comparison constraints(Report report) {
    var object = lab.folder("one-object");
    copy(lab.home("bench/reviews/pod.yaml"), object.resolve("pod.yaml"));
    var base = List.of(corpus.templates(), corpus.oneConstraintEach(), object);
    var few = with(base, others(10));
    var many = with(base, others(10_000));
    var comparison = Comparison.measure("constraints-10-to-10000", Unit.GROWTH, 1,
        () -> reviewsPerSecond(lab.peer("gator"), Lab.WORK_CORE, 1, new Effort(5, 100), few)
            / reviewsPerSecond(lab.peer("gator"), Lab.WORK_CORE, 1, new Effort(1, 3), many),
        () -> ourGrowth(few, many));
    report.note("cost of a review with 10,000 other constraints: %.2f times that with 10",
        comparison.ourMedian());
    return comparison;
  }

  /** The median of several pairs, for a figure near 1 suffers most from a noisy machine. */
  private double ourGrowth(List<Path> few, List<Path> many) {
    var growth = new ArrayList<Double>();
    for (int round = 0; round < lab.rounds(); round++) {
      growth.add(reviewsPerSecond(gatehouse(), Lab.WORK_CORE, 1, OURS_ONE_OBJECT, few)
          / reviewsPerSecond(gatehouse(), Lab.WORK_CORE, 1, OURS_ONE_OBJECT, many));
    }
    return Comparison.median(growth);
  }

  private String gatehouse() {
    return lab.home("gatehouse").toString();
  }

  private double reviewsPerSecond(
      String program, String cores, int threads, Effort effort, List<Path> files) {
    var command = new ArrayList<>(List.of(program, "bench", "--engine", "rego", "--iterations",
        Integer.toString(effort.iterations()), "--warmup", Integer.toString(effort.warmup()),
        "--concurrency", Integer.toString(threads), "--output", "json"));
    files.forEach(file -> command.addAll(List.of("--filename", file.toString())));
    var text = lab.run(cores, LIMIT, command);
    try {
      if (Json.parse(text) instanceof ArrayValue results
          && results.get(0) instanceof ObjectValue result) {
        requireSameViolations(files, number(result, "violationCount") / effort.iterations());
        return number(result, "reviewsPerSecond");
      }
      throw new BenchException("no results: " + text);
    } catch (TextException e) {
      throw new BenchException("no JSON: " + text, e);
    }
  }

  private static double number(ObjectValue result, String key) {
    var value = result.get(key);
    if (value == null) {
      throw new BenchException("no " + key + " in " + result);
    }
    return Double.parseDouble(value.toString());
  }

  /** Speed counts for nothing if the two sides find different things. */
  private void requireSameViolations(List<Path> files, double count) {
    var known = violations.putIfAbsent(files, count);
    if (known != null && known != count) {
      throw new BenchException(
          "one side finds %.1f violations, the other %.1f".formatted(known, count));
    }
  }

  /** A folder with constraints for a kind that is not reviewed. */
  private Path others(int count) {
    var folder = lab.folder("others-" + count);
    var text = new StringBuilder();
    for (int number = 0; number < count; number++) {
      text.append("""
          ---
          apiVersion: constraints.gatekeeper.sh/v1beta1
          kind: K8sAllowedRepos
          metadata:
            name: config-maps-%d
          spec:
            match:
              kinds:
                - apiGroups: [""]
                  kinds: ["ConfigMap"]
            parameters:
              repos: ["registry.example.com/%d/"]
          """.formatted(number, number));
    }
    try {
      Files.writeString(folder.resolve("constraints.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static List<Path> with(List<Path> files, Path more) {
    var all = new ArrayList<>(files);
    all.add(more);
    return all;
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
