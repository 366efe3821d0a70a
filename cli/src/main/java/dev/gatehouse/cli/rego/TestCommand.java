package dev.gatehouse.cli.rego;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests that are written in Rego. */
@Command(name = "test", description = "Runs tests: the rules whose names start with test_.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:every test passed", "1:the tests cannot be run, or wrong usage",
    "2:a test failed, had an error, or is a todo_test_"})
final class TestCommand implements Callable<Integer> {

  /** How results are written. */
  enum Format {
    PRETTY, JSON, GOBENCH
  }

  /** The order of results in JSON. */
  enum Order {
    NONE, DURATION
  }

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files and folders")
  private List<String> paths = List.of();

  @Option(names = {"-r",
      "--run"}, paramLabel = "PATTERN", defaultValue = "", description = "only tests whose full name matches the regular expression")
  private String pattern = "";

  @Option(names = {"-z",
      "--exit-zero-on-skipped"}, description = "exit code 0 where tests are skipped")
  private boolean skippedIsFine;

  @Option(names = "--fail-on-empty", description = "exit code 1 if there is no test")
  private boolean failOnEmpty;

  @Option(names = "--count", paramLabel = "COUNT", defaultValue = "1", description = "how often to run the tests (default: ${DEFAULT-VALUE})")
  private int count = 1;

  @Option(names = {"-b", "--bundle"}, description = "the paths are bundles: archives or folders")
  private boolean bundles;

  @Option(names = {"-m",
      "--max-errors"}, paramLabel = "COUNT", defaultValue = "10", description = "how many errors of compilation are shown, 0 for all (default: ${DEFAULT-VALUE})")
  private int maxErrors = 10;

  @Option(names = "--ignore", paramLabel = "PATTERN", split = ",", description = "names of files and folders to leave out")
  private List<String> ignored = List.of();

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "pretty", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.PRETTY;

  @Option(names = "--sort", paramLabel = "ORDER", defaultValue = "none", description = "order of results in JSON, one of ${COMPLETION-CANDIDATES}")
  private Order order = Order.NONE;

  @Option(names = "--bench", description = "time the tests, each for about a second")
  private boolean bench;

  @Option(names = "--benchmem", negatable = true, defaultValue = "true", fallbackValue = "true", description = "show the memory that tests take with --bench (default: ${DEFAULT-VALUE})")
  private boolean benchMemory = true;

  @Option(names = {"-p",
      "--parallel"}, paramLabel = "COUNT", description = "changes nothing: tests run one after the other")
  void parallel(int count) {}

  @Option(names = {"-t",
      "--target"}, paramLabel = "TARGET", defaultValue = "rego", description = "what runs the tests: rego is the only one")
  private NotOffered.Target target = NotOffered.Target.REGO;

  @Option(names = {"-w",
      "--watch"}, description = "run the tests again whenever a file changes, until interrupted")
  private boolean watch;

  @Mixin
  private SchemaFiles schemas = new SchemaFiles();

  @Mixin
  private TestObservation observation = new TestObservation();

  @Mixin
  private NetworkOption network = new NetworkOption();

  @Mixin
  private CapabilitiesOption capabilities = new CapabilitiesOption();

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    if (target != NotOffered.Target.REGO) {
      System.err.println(target.refusal());
      return 2;
    }
    var refusal = refusal();
    if (!refusal.isEmpty()) {
      System.err.println(refusal);
      return format == Format.GOBENCH && !bench ? 0 : 1;
    }
    try {
      return watch ? again(Changes.of(paths)) : run();
    } catch (ProblemException e) {
      report(e);
    } catch (PatternSyntaxException e) {
      System.err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }

  private int run() throws ProblemException {
    if (order != Order.NONE && format != Format.JSON) {
      System.err.println("warning: --sort is only supported with JSON format");
    }
    var selected = Pattern.compile(pattern);
    var run = TestRun.prepare(loaded(), capabilities.grammar(dialect.version()),
        schemas.load(), network.access(), observation);
    var tests = run.tests().stream()
        .filter(test -> selected.matcher(test.packageName() + "." + test.name()).find())
        .toList();
    for (var i = 0; i < count; i++) {
      var code = bench ? benchmark(run, tests) : once(run, tests);
      if (code != 0) {
        return code;
      }
    }
    if (tests.isEmpty() && failOnEmpty) {
      System.err.println("no tests were run");
      return 1;
    }
    return 0;
  }

  /** Runs the tests, and after each change; whoever interrupts that has seen what there is to see. */
  private int again(Changes changes) throws ProblemException, InterruptedException {
    run();
    Runtime.getRuntime().addShutdownHook(
        Thread.ofPlatform().unstarted(() -> Runtime.getRuntime().halt(0)));
    while (true) {
      System.out.println("*".repeat(80));
      System.out.println("Watching for changes ...");
      System.out.flush();
      changes.await();
      try {
        run();
      } catch (ProblemException e) {
        report(e);
      }
    }
  }

  private void report(ProblemException e) {
    var place = e.bundle().map(path -> "unable to load bundle " + path + ": ").orElse("");
    System.err.println(place + e.text(maxErrors));
  }

  private String refusal() {
    if (format == Format.GOBENCH && !bench) {
      return "cannot use output format gobench without running benchmarks (--bench)";
    }
    if (bench && observation.coverage()) {
      return "coverage reporting is not supported when benchmarking tests";
    }
    return observation.refusal();
  }

  private int once(TestRun run, List<TestRules.Test> tests) {
    var results = tests.stream().map(run::run).toList();
    if (observation.coverage()) {
      return coverage(run, results);
    }
    report(results);
    var isBad = results.stream().anyMatch(r -> !r.passed() && !(r.skipped() && skippedIsFine));
    return isBad ? 2 : 0;
  }

  private int benchmark(TestRun run, List<TestRules.Test> tests) {
    var report = new TestReport(false, false);
    var json = new ArrayList<JsonTree>();
    for (var test : tests) {
      var result = run.run(test);
      var form = result.json();
      if (result.passed()) {
        var figures = run.benchmark(test);
        report.passed(figures.text(format == Format.GOBENCH, benchMemory));
        form.with("benchmark_result", figures.json());
      } else {
        report.add(result);
      }
      json.add(form);
    }
    System.out.print(
        format == Format.JSON ? new JsonTree.Items(json).text() : report.text());
    System.out.flush();
    return report.isGood() ? 0 : 2;
  }

  /** Reports what the tests reach, or why that is not worth knowing. */
  private int coverage(TestRun run, List<TestResult> results) {
    for (var result : results) {
      if (result.error() != null) {
        System.err.println(result.error().text());
        return 1;
      }
    }
    var failures = results.stream().filter(TestResult::failed).toList();
    if (!failures.isEmpty()) {
      var text = new TestReport(observation.verbose(), false);
      failures.forEach(text::add);
      System.out.print(text.text());
      System.err.println(failures.getFirst().fullText());
      return 1;
    }
    var report = observation.report(run.modules());
    if (report.coverage() < observation.threshold()) {
      System.err.println(
          "Code coverage threshold not met: got %.2f instead of %.2f".formatted(
              report.coverage(), observation.threshold())
              + (observation.verbose() ? CoverageJson.missing(report) : ""));
      return 2;
    }
    System.out.print(CoverageJson.of(report).text());
    System.out.flush();
    return 0;
  }

  private Loaded loaded() throws ProblemException {
    return bundles
        ? Bundles.load(paths, capabilities.grammar(dialect.version()), ignored)
        : Files.load(paths, capabilities.grammar(dialect.version()), ignored);
  }

  private void report(List<TestResult> results) {
    switch (format) {
      case PRETTY, GOBENCH -> {
        var report = new TestReport(observation.verbose(), observation.values());
        results.forEach(report::add);
        System.out.print(report.text());
      }
      case JSON -> {
        var sorted = new ArrayList<>(results);
        if (order == Order.DURATION) {
          sorted.sort(Comparator.comparingLong(TestResult::nanos).reversed());
        }
        System.out.print(JsonTree.array(sorted, TestResult::json).text());
      }
    }
    System.out.flush();
  }
}
