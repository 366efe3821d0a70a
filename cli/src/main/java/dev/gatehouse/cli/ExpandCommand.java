package dev.gatehouse.cli;

import dev.gatehouse.cli.judge.JudgeException;
import dev.gatehouse.cli.judge.Namespaces;
import dev.gatehouse.cli.judge.PolicyInputs;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.json.YamlStyle;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.expansion.ExpansionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what workloads would generate; input, output and exit codes of {@code gator expand}. */
@Command(name = "expand", mixinStandardHelpOptions = true, description = "Shows the objects that workloads would generate.", footer = {
    "", "Examples:",
    "  gatehouse expand -n deployment.yaml -n expansion.yaml",
    "  gatehouse expand -n manifests/ -f json -o expanded.json"})
final class ExpandCommand implements Callable<Integer> {

  private static final int INDENT = 4;
  private static final String MUTATION_GROUP = "mutations.gatekeeper.sh";
  private static final String DELIMITER = "---\n";
  private static final Comparator<KubernetesObject> DESCENDING = Comparator
      .comparing((KubernetesObject o) -> o.name() + o.apiVersion() + o.kind(),
          StringValue::compareUtf8)
      .reversed();

  /** What the objects are written as. */
  enum Format {
    YAML, JSON
  }

  @Option(names = {"-n",
      "--filename"}, paramLabel = "PATH", description = "a file or folder of objects and expansion templates; may be repeated")
  private List<String> paths = new ArrayList<>();

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "yaml", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.YAML;

  @Option(names = {"-o",
      "--outputfile"}, paramLabel = "FILE", description = "where to write, in place of what is there; standard output without it")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws IOException {
    var objects = Inputs.read(paths);
    objects.stream().filter(object -> object.group().equals(MUTATION_GROUP)).forEach(
        object -> System.err.println("notice: " + object.kind() + " " + object.name()
            + " is not applied: mutators are not supported"));
    var text = expanded(objects).stream().sorted(DESCENDING).map(this::text)
        .collect(Collectors.joining(DELIMITER));
    if (file.isPresent()) {
      System.out.println("Writing output to file: " + file.get());
      Files.writeString(file.get(), text);
    } else {
      System.out.println(text);
    }
    return ExitCode.OK;
  }

  private String text(KubernetesObject object) {
    return switch (format) {
      case YAML -> Yaml.write(object.value(), YamlStyle.GO_YAML_2);
      case JSON -> Json.write(object.value(), JsonStyle.pretty(INDENT));
    };
  }

  private static List<KubernetesObject> expanded(List<KubernetesObject> objects) {
    try {
      var policies = PolicyInputs.loadExpansions(objects);
      var namespaces = Namespaces.among(objects);
      var expanded = new ArrayList<KubernetesObject>();
      for (var object : objects) {
        policies.expander().expand(object, namespaces.of(object))
            .forEach(resultant -> expanded.add(resultant.object()));
      }
      return expanded;
    } catch (JudgeException | ExpansionException e) {
      throw new CommandException("error expanding resources: " + e.getMessage());
    }
  }
}
