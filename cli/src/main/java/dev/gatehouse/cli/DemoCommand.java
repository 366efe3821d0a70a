package dev.gatehouse.cli;

import dev.gatehouse.cli.demo.DecisionTable;
import dev.gatehouse.cli.demo.Demo;
import dev.gatehouse.cli.manifest.ManifestException;
import dev.gatehouse.cli.review.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the product: a server, example policies, and what becomes of good and bad objects. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = {
    "Shows what Gatehouse does: starts the webhook on the loopback interface with",
    "example policies, sends it good and bad objects over TLS, and shows the decisions."}, footer = {
        "", "Examples:", "  gatehouse demo --exit", "  gatehouse demo"})
final class DemoCommand implements Callable<Integer> {

  private static final int WIDTH = 150;

  @Option(names = "--exit", description = "end after the table; otherwise it goes on serving")
  private boolean exit;

  @Override
  public Integer call() throws InterruptedException {
    var example = Home.folder().resolve("examples/quickstart");
    try (var demo = Demo.start(example, LocalAdmission.admission(true))) {
      var outcomes = demo.judgeExamples();
      System.out.println("Gatehouse serves " + demo.constraints() + " constraints at "
          + demo.address() + "/v1/admit (TLS 1.3, a certificate made just now).\n"
          + outcomes.size() + " admission reviews were sent to it:\n");
      System.out.println(DecisionTable.of(outcomes, Terminal.ofOutput(), width()));
      System.out.print(next(example));
      if (!exit) {
        System.out.println("\nIt goes on serving; end it with Ctrl-C.");
        new CountDownLatch(1).await();
      }
      return outcomes.stream().anyMatch(o -> o.verdict() == Outcome.Verdict.FAILED)
          ? ExitCode.BROKEN
          : ExitCode.OK;
    } catch (IOException | GeneralSecurityException | ManifestException e) {
      throw new CommandException("the demo cannot run: " + e.getMessage());
    }
  }

  private static int width() {
    var columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[0-9]{2,4}") ? Integer.parseInt(columns) : WIDTH;
  }

  private static String next(Path example) {
    var here = Path.of("").toAbsolutePath();
    var folder = example.startsWith(here) ? here.relativize(example) : example;
    return """
        What to try next:
          gatehouse review --policies %1$s/policies --cluster %1$s/cluster %1$s/objects
          gatehouse serve --policies %1$s/policies --cluster %1$s/cluster
          gatehouse verify ./policies/...
          gatehouse help
        """.formatted(folder);
  }
}
