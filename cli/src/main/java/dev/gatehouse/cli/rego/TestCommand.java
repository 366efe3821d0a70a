package dev.gatehouse.cli.rego;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
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
    PRETTY, JSON
  }

  /** The order of results in JSON. */
  enum Order {
    NONE, DURATION
  }

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files and folders")
  private List<String> paths = List.of();

  @Option(names = {"-v", "--verbose"}, description = "show every test and what it prints")
  private boolean verbose;

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

  @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "5s", converter = Durations.class, description = "how long one test may take (default: ${DEFAULT-VALUE})")
  private Duration timeout = Duration.ofSeconds(5);

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

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    try {
      var selected = Pattern.compile(pattern);
      var run = TestRun.prepare(loaded(), timeout);
      var tests = run.tests().stream()
          .filter(test -> selected.matcher(test.packageName() + "." + test.name()).find())
          .toList();
      for (var i = 0; i < count; i++) {
        var results = tests.stream().map(run::run).toList();
        report(results);
        var isBad = results.stream().anyMatch(r -> !r.passed() && !(r.skipped() && skippedIsFine));
        if (isBad) {
          return 2;
        }
      }
      if (tests.isEmpty() && failOnEmpty) {
        System.err.println("no tests were run");
        return 1;
      }
      return 0;
    } catch (ProblemException e) {
      var problems = e.isLoading() ? e.problems() : Problem.first(maxErrors, e.problems());
      System.err.println(Problem.text(problems, e.isLoading() ? " during loading" : ""));
    } catch (PatternSyntaxException e) {
      System.err.println(e.getMessage());
    }
    return 1;
  }

  private Loaded loaded() throws ProblemException {
    return bundles
        ? Bundles.load(paths, dialect.version(), ignored)
        : Files.load(paths, dialect.version(), ignored);
  }

  private void report(List<TestResult> results) {
    switch (format) {
      case PRETTY -> {
        var report = new TestReport(verbose);
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
