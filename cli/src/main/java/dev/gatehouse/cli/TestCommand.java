package dev.gatehouse.cli;

import dev.gatehouse.cli.judge.Judge;
import dev.gatehouse.cli.judge.JudgeException;
import dev.gatehouse.cli.judge.Judgement;
import dev.gatehouse.cli.judge.JudgementText;
import dev.gatehouse.cli.judge.JudgementYaml;
import dev.gatehouse.cli.judge.PolicyInputs;
import dev.gatehouse.cli.report.GithubCommands;
import dev.gatehouse.cli.report.Junit;
import dev.gatehouse.cli.report.Sarif;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.TemplateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Judges manifests by the policies among them; input, output and exit codes of {@code gator test}. */
@Command(name = "test", mixinStandardHelpOptions = true, description = {
    "Judges manifests by the policies among them.",
    "Exit code 1 if anything is denied; warnings do not count."}, footer = {"", "Examples:",
        "  gatehouse test -f policies/ -f manifests/",
        "  helm template chart | gatehouse test -f policies/",
        "  gatehouse test -f all.yaml -o sarif > findings.sarif"})
final class TestCommand implements Callable<Integer> {

  /** What the violations are written as. */
  enum Format {
    TEXT, JSON, YAML, SARIF, JUNIT, GITHUB
  }

  @Option(names = {"-f",
      "--filename"}, paramLabel = "PATH", description = "a file or folder of objects, templates and constraints; may be repeated")
  private List<String> paths = new ArrayList<>();

  @Option(names = {"-o",
      "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Option(names = "--deny-only", description = "leave out what is only warned about or recorded")
  private boolean denyOnly;

  @Option(names = {"-v", "--verbose"}, description = "show what policies print")
  private boolean verbose;

  @Override
  public Integer call() {
    var printed = new ArrayList<String>();
    var judgements = judgements(printed);
    var shown = denyOnly
        ? judgements.stream().filter(j -> j.result().denies()).toList()
        : judgements;
    System.out.print(text(shown));
    if (!printed.isEmpty()) {
      System.out.println("\n" + String.join("\n", printed) + "\n");
    }
    return judgements.stream().anyMatch(j -> j.result().denies()) ? ExitCode.REFUSED : ExitCode.OK;
  }

  private String text(List<Judgement> judgements) {
    return switch (format) {
      case TEXT -> JudgementText.lines(judgements);
      case JSON -> JudgementText.json(judgements);
      case YAML -> JudgementYaml.of(judgements);
      case SARIF -> Json.write(Sarif.of(JudgementText.findings(judgements), Version.text()),
          JsonStyle.pretty(2)) + "\n";
      case JUNIT -> Junit.write(JudgementText.findings(judgements));
      case GITHUB -> GithubCommands.write(JudgementText.findings(judgements));
    };
  }

  private List<Judgement> judgements(List<String> printed) {
    var objects = Inputs.read(paths);
    var options = verbose ? TemplateOptions.DEFAULT.withPrint() : TemplateOptions.DEFAULT;
    try {
      var policies = PolicyInputs.load(objects, options);
      return new Judge(policies, ReviewOptions.DEFAULT.withPrint(printed::add)).judge(objects);
    } catch (JudgeException e) {
      throw new CommandException("auditing objects: " + e.getMessage());
    }
  }
}
