package dev.gatehouse.cli;

import dev.gatehouse.cli.demo.DecisionTable;
import dev.gatehouse.cli.demo.Demo;
import dev.gatehouse.cli.demo.ImageDemo;
import dev.gatehouse.cli.demo.ImageRow;
import dev.gatehouse.cli.demo.ImageTable;
import dev.gatehouse.cli.manifest.ManifestException;
import dev.gatehouse.cli.review.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the product: a server, example policies, and what becomes of good and bad objects. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = {
    "Shows what Gatehouse does: starts the webhook on the loopback interface with",
    "example policies, sends it good and bad objects over TLS, and shows the decisions.", "",
    "\"demo images\" shows who signed what: it starts a registry and a Sigstore of its own too,",
    "pushes images that are signed, unsigned, wrongly signed and tampered with, and shows",
    "what is decided about Pods that run them. Nothing is fetched from elsewhere."}, footer = {
        "", "Examples:", "  gatehouse demo --exit", "  gatehouse demo images --exit"})
final class DemoCommand implements Callable<Integer> {

  private static final int WIDTH = 150;

  /** What can be shown. */
  enum Subject {
    policies, images
  }

  @Parameters(paramLabel = "SUBJECT", arity = "0..1", defaultValue = "policies", description = "policies or images (default: ${DEFAULT-VALUE})")
  private Subject subject = Subject.policies;

  @Option(names = "--exit", description = "end after the table; otherwise it goes on serving")
  private boolean exit;

  @Override
  public Integer call() throws InterruptedException {
    try {
      return switch (subject) {
        case policies -> showPolicies();
        case images -> showImages();
      };
    } catch (IOException | GeneralSecurityException | ManifestException e) {
      throw new CommandException("the demo cannot run: " + e.getMessage());
    }
  }

  private int showPolicies() throws IOException, GeneralSecurityException, ManifestException,
      InterruptedException {
    var example = Home.folder().resolve("examples/quickstart");
    try (var demo = Demo.start(example, LocalAdmission.admission(true))) {
      var outcomes = demo.judgeExamples();
      System.out.println("Gatehouse serves " + demo.constraints() + " constraints at "
          + demo.address() + "/v1/admit (TLS 1.3, a certificate made just now).\n"
          + outcomes.size() + " admission reviews were sent to it:\n");
      System.out.println(DecisionTable.of(outcomes, Terminal.ofOutput(), width()));
      System.out.print(next(example));
      return end(outcomes);
    }
  }

  private int showImages() throws IOException, GeneralSecurityException, InterruptedException {
    try (var demo = ImageDemo.start(LocalAdmission.admission(true))) {
      var rows = demo.judge();
      System.out.println("Gatehouse serves at " + demo.address() + "; a registry and a Sigstore"
          + " of its own serve at " + demo.registry() + ".\nThe policy, in " + demo.folder()
          + "/policies:\n\n" + demo.policy().indent(4) + "\n" + rows.size()
          + " Pods were pinned and judged, as the API server would have it done:\n");
      System.out.println(ImageTable.of(rows, Terminal.ofOutput(), width()));
      return end(rows.stream().map(ImageRow::outcome).toList());
    }
  }

  private int end(List<Outcome> outcomes) throws InterruptedException {
    if (!exit) {
      System.out.println("\nIt goes on serving; end it with Ctrl-C.");
      new CountDownLatch(1).await();
    }
    return outcomes.stream().anyMatch(o -> o.verdict() == Outcome.Verdict.FAILED)
        ? ExitCode.BROKEN
        : ExitCode.OK;
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
