package dev.gatehouse.cli;

import dev.gatehouse.cli.report.Junit;
import dev.gatehouse.cli.report.Sarif;
import dev.gatehouse.cli.suite.SuiteException;
import dev.gatehouse.cli.suite.SuiteFilter;
import dev.gatehouse.cli.suite.SuitePrinter;
import dev.gatehouse.cli.suite.SuiteReader;
import dev.gatehouse.cli.suite.SuiteReport;
import dev.gatehouse.cli.suite.SuiteResult;
import dev.gatehouse.cli.suite.SuiteRunner;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.policy.TemplateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs suites of tests of policies; the same files, output and exit codes as {@code gator verify}. */
@Command(name = "verify", description = "Runs suites of tests of policies.", mixinStandardHelpOptions = true, footer = {
    "", "Examples:",
    "  gatehouse verify ./policies/...            every suite below a folder",
    "  gatehouse verify suite.yaml -v             one suite, every case shown",
    "  gatehouse verify . --run '^owner$//denied' cases by test and case name",
    "  gatehouse verify ./policies/... -o junit   for a pipeline"})
final class VerifyCommand implements Callable<Integer> {

  /** What the results are written as. */
  enum Format {
    TEXT, JUNIT, SARIF, JSON
  }

  @Parameters(paramLabel = "PATH", description = "a suite, a folder of suites, or FOLDER/... for everything below it")
  private String path = "";

  @Option(names = {"-r",
      "--run"}, paramLabel = "PATTERN", defaultValue = "", description = "only tests or cases whose name matches; TEST//CASE for both")
  private String run = "";

  @Option(names = {"-v", "--verbose"}, description = "show every test and what policies print")
  private boolean verbose;

  @Option(names = {"-o",
      "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    var results = results();
    System.out.print(switch (format) {
      case TEXT -> SuitePrinter.print(results, verbose) + "\n";
      case JUNIT -> Junit.write(SuiteReport.findings(results));
      case SARIF -> Json.write(Sarif.of(SuiteReport.findings(results), Version.text()),
          JsonStyle.pretty(2)) + "\n";
      case JSON -> Json.write(SuiteReport.value(results), JsonStyle.pretty(2)) + "\n";
    });
    System.out.flush();
    if (results.stream().anyMatch(SuiteResult::failed)) {
      System.err.println("Error: FAIL");
      return ExitCode.REFUSED;
    }
    return ExitCode.OK;
  }

  private List<SuiteResult> results() {
    try {
      var suites = SuiteReader.read(path);
      var options = verbose ? TemplateOptions.DEFAULT.withPrint() : TemplateOptions.DEFAULT;
      var runner = new SuiteRunner(SuiteFilter.parse(run), options);
      var progress = Progress.on("verifying", suites.size());
      var results = new ArrayList<SuiteResult>();
      for (var suite : suites) {
        results.add(runner.run(suite));
        progress.step(suite.displayPath());
      }
      progress.end();
      return results;
    } catch (SuiteException e) {
      throw new CommandException("Error: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new CommandException("Error: compiling filter: " + e.getMessage());
    }
  }
}
