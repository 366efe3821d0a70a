package dev.gatehouse.cli;

import dev.gatehouse.cli.judge.JudgeException;
import dev.gatehouse.cli.measure.MeasurementException;
import dev.gatehouse.cli.measure.MeasurementFile;
import dev.gatehouse.cli.measure.MeasurementReport;
import dev.gatehouse.cli.measure.Measuring;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.policy.TemplateOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast policies judge objects; input and output of {@code gator bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = {
    "Measures how fast policies judge objects.",
    "Exit code 1 if a metric is worse than the saved one by more than the threshold."}, footer = {
        "", "Examples:", "  gatehouse bench -f policies/ -f samples/",
        "  gatehouse bench -f policies/ -f samples/ --save before.json",
        "  gatehouse bench -f policies/ -f samples/ --compare before.json --threshold 5"})
final class BenchCommand implements Callable<Integer> {

  /** What the measurement is written as. */
  enum Format {
    TABLE, JSON, YAML
  }

  /** The engines that can be measured. */
  enum Engine {
    REGO
  }

  @Option(names = {"-f",
      "--filename"}, paramLabel = "PATH", description = "a file or folder of templates, constraints and objects; may be repeated")
  private List<String> paths = new ArrayList<>();

  @Option(names = {"-e",
      "--engine"}, paramLabel = "ENGINE", defaultValue = "rego", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  @SuppressWarnings("UnusedVariable") // there is one engine so far; naming another is an error
  private Engine engine = Engine.REGO;

  @Option(names = {"-n",
      "--iterations"}, paramLabel = "N", defaultValue = "1000", description = "how often each object is judged (default: ${DEFAULT-VALUE})")
  private int iterations = 1000;

  @Option(names = "--warmup", paramLabel = "N", defaultValue = "10", description = "iterations before the clock starts (default: ${DEFAULT-VALUE})")
  private int warmup = 10;

  @Option(names = {"-c",
      "--concurrency"}, paramLabel = "N", defaultValue = "1", description = "threads that judge at the same time (default: ${DEFAULT-VALUE})")
  private int concurrency = 1;

  @Option(names = "--memory", description = "measure memory allocated for a review")
  private boolean memory;

  @Option(names = {"-o",
      "--output"}, paramLabel = "FORMAT", defaultValue = "table", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.TABLE;

  @Option(names = "--save", paramLabel = "FILE", description = "keep the measurement in a .json or .yaml file")
  private Optional<Path> save = Optional.empty();

  @Option(names = "--compare", paramLabel = "FILE", description = "compare with one kept before")
  private Optional<Path> compare = Optional.empty();

  @Option(names = "--threshold", paramLabel = "PERCENT", defaultValue = "10", description = "how much worse a metric may be (default: ${DEFAULT-VALUE})")
  private double threshold = 10;

  @Option(names = "--min-threshold", paramLabel = "DURATION", defaultValue = "0s", description = "latency changes below this do not count, such as 1ms (default: ${DEFAULT-VALUE})")
  private String minimum = "0s";

  @Override
  public Integer call() {
    try {
      var measurement = new Measuring(
          new Measuring.Plan(iterations, warmup, concurrency, memory), TemplateOptions.DEFAULT)
          .measure(Inputs.read(paths));
      System.out.print(switch (format) {
        case TABLE -> MeasurementReport.of(measurement);
        case JSON -> Json.write(ArrayValue.of(measurement.toValue()), JsonStyle.pretty(2)) + "\n";
        case YAML -> Yaml.write(ArrayValue.of(measurement.toValue()));
      });
      if (save.isPresent()) {
        MeasurementFile.save(measurement, save.get());
      }
      return compare.isEmpty() || MeasurementFile.compare(compare.get(), measurement, threshold,
          minimum, System.out) ? ExitCode.OK : ExitCode.REFUSED;
    } catch (JudgeException | MeasurementException e) {
      throw new CommandException(e.getMessage());
    }
  }
}
