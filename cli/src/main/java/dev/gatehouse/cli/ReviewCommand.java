package dev.gatehouse.cli;

import dev.gatehouse.cli.manifest.ManifestException;
import dev.gatehouse.cli.manifest.ManifestReader;
import dev.gatehouse.cli.review.LocalReviewer;
import dev.gatehouse.cli.review.Outcome;
import dev.gatehouse.cli.review.OutcomeText;
import dev.gatehouse.cli.review.OutcomeValue;
import dev.gatehouse.cli.review.RemoteReviewer;
import dev.gatehouse.cli.review.ReviewRequest;
import dev.gatehouse.cli.review.Reviewer;
import dev.gatehouse.cli.review.Trust;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.Yaml;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what would be decided on objects and AdmissionReviews, by files of policies or a server. */
@Command(name = "review", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Shows what would be decided on objects or AdmissionReviews, and why.",
    "An object is reviewed as a request to create it. Exit code 1 if anything is denied."}, footer = {
        "", "Examples:",
        "  gatehouse review --policies policies/ --cluster cluster/ pod.yaml",
        "  gatehouse review --policies policies/ -o json objects/",
        "  gatehouse review --server https://127.0.0.1:8443 --ca ca.crt review.json"})
final class ReviewCommand implements Callable<Integer> {

  /** What the outcomes are written as. */
  enum Format {
    TEXT, JSON, YAML
  }

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "files or folders of objects and AdmissionReviews; standard input is read too")
  private List<String> files = new ArrayList<>();

  @Option(names = {"-p",
      "--policies"}, paramLabel = "PATH", description = "a folder or file of policies; may be repeated")
  private List<Path> policies = new ArrayList<>();

  @Option(names = "--cluster", paramLabel = "PATH", description = "a folder or file of objects that are in the cluster; may be repeated")
  private List<Path> cluster = new ArrayList<>();

  @Option(names = "--strict-namespaces", description = "a namespace that --cluster does not know is an error, as in a cluster; otherwise it is taken as being there")
  private boolean strictNamespaces;

  @Option(names = "--server", paramLabel = "URL", description = "ask this running server in place of --policies")
  private Optional<URI> server = Optional.empty();

  @Option(names = "--ca", paramLabel = "FILE", description = "with --server: the authorities that may have signed its certificate, PEM (default: the system's)")
  private Optional<Path> authorities = Optional.empty();

  @Option(names = {"-o",
      "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    var outcomes = new ArrayList<Outcome>();
    try (var reviewer = reviewer()) {
      requests().forEach(request -> outcomes.add(reviewer.review(request)));
    }
    System.out.print(switch (format) {
      case TEXT -> OutcomeText.of(outcomes, Terminal.ofOutput());
      case JSON -> Json.write(OutcomeValue.of(outcomes), JsonStyle.pretty(2)) + "\n";
      case YAML -> Yaml.write(OutcomeValue.of(outcomes));
    });
    return outcomes.stream().allMatch(ReviewCommand::isPassed) ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static boolean isPassed(Outcome outcome) {
    return switch (outcome.verdict()) {
      case ALLOWED, WARNED -> true;
      case DENIED, FAILED -> false;
    };
  }

  private List<ReviewRequest> requests() {
    try {
      var requests = new ArrayList<ReviewRequest>();
      for (var manifest : ManifestReader.read(files, System.in)) {
        manifest.objects()
            .forEach(object -> requests.add(ReviewRequest.of(manifest.source(), object)));
      }
      if (requests.isEmpty()) {
        throw new CommandException(
            "nothing to review: name files, or pipe objects into the command");
      }
      return requests;
    } catch (ManifestException e) {
      throw new CommandException(e.getMessage());
    }
  }

  private Reviewer reviewer() {
    if (server.isPresent() == !policies.isEmpty()) {
      throw new CommandException(
          "say who decides: either --policies with a folder or --server with an address");
    }
    if (server.isEmpty()) {
      var folder = PolicyFolder.load(policies, cluster);
      return new LocalReviewer(folder.policies(), LocalAdmission.admission(!strictNamespaces),
          folder::close);
    }
    try {
      return new RemoteReviewer(server.get(), Trust.of(authorities));
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandException("--ca " + authorities.map(Path::toString).orElse("")
          + " cannot be used: " + e.getMessage());
    }
  }
}
