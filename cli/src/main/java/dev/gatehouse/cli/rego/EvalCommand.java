package dev.gatehouse.cli.rego;

import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a query. */
@Command(name = "eval", description = "Evaluates a Rego query and prints the result.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:evaluated", "1:--fail or --fail-defined applies, or wrong usage",
    "2:the policy, the data or the evaluation has an error"}, footer = {"", "Examples:",
        "  gatehouse rego eval 'x := 1; y := 2; x < y'",
        "  gatehouse rego eval -d policy.rego -i input.json data.example.deny",
        "  gatehouse rego eval -d policy/ -f pretty 'data.example.deny[x]'"})
final class EvalCommand implements Callable<Integer> {

  /** How the result is written. */
  enum Format {
    JSON, VALUES, BINDINGS, PRETTY, SOURCE, RAW, DISCARD
  }

  @Parameters(arity = "0..1", paramLabel = "QUERY", description = "the query")
  private @Nullable String query;

  @Option(names = {"-d",
      "--data"}, paramLabel = "PATH", description = "policy or data file or folder; a prefix such as foo.bar: says where data goes")
  private List<String> data = List.of();

  @Option(names = {"-b", "--bundle"}, paramLabel = "PATH", description = "bundle file or folder")
  private List<String> bundles = List.of();

  @Option(names = {"-i", "--input"}, paramLabel = "FILE", description = "input document")
  private @Nullable String inputFile;

  @Option(names = {"-I", "--stdin-input"}, description = "read the input document from stdin")
  private boolean inputFromStdin;

  @Option(names = "--stdin", description = "read the query from stdin")
  private boolean queryFromStdin;

  @Option(names = "--package", paramLabel = "NAME", defaultValue = "", description = "the package whose rules the query names")
  private String packageName = "";

  @Option(names = "--import", paramLabel = "PATH", description = "what the query imports")
  private List<String> imports = List.of();

  @Option(names = "--ignore", paramLabel = "PATTERN", split = ",", description = "names of files and folders to leave out")
  private List<String> ignored = List.of();

  @Option(names = {"-S", "--strict"}, description = "compile in strict mode")
  private boolean strict;

  @Option(names = "--strict-builtin-errors", description = "the first error of a built-in function ends the evaluation")
  private boolean strictErrors;

  @Option(names = "--show-builtin-errors", description = "show every error of a built-in function beside the result")
  private boolean showErrors;

  @Option(names = "--fail", description = "exit code 1 if there is no result")
  private boolean fail;

  @Option(names = "--fail-defined", description = "exit code 1 if there is a result")
  private boolean failDefined;

  @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "0s", converter = Durations.class, description = "how long the evaluation may take, such as 500ms")
  private Duration timeout = Duration.ZERO;

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "json", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.JSON;

  @Mixin
  private ObservationOptions observation = new ObservationOptions();

  @Mixin
  private PartialFlags partial = new PartialFlags();

  @Mixin
  private InliningFlags inlining = new InliningFlags();

  @Mixin
  private NotOffered notOffered = new NotOffered();

  @Mixin
  private CapabilitiesOption capabilities = new CapabilitiesOption();

  @Mixin
  private NetworkOption network = new NetworkOption();

  @Mixin
  private Dialect dialect = new Dialect();

  @Mixin
  private SchemaFiles schemas = new SchemaFiles();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    checkUsage();
    var refusal = notOffered.refusal();
    if (!refusal.isEmpty()) {
      System.err.println(refusal);
      return 2;
    }
    if (strictErrors && showErrors) {
      System.err.println("cannot use --show-builtin-errors with --strict-builtin-errors, "
          + "--strict-builtin-errors will return the first built-in error encountered immediately");
      return 2;
    }
    try {
      var text = queryFromStdin ? new String(stdin(), StandardCharsets.UTF_8) : query;
      return show(result(text == null ? "" : text, input(), schemas.load()));
    } catch (ProblemException e) {
      System.err.println(e.getMessage());
    } catch (NoSuchFileException e) {
      System.err.println("open " + e.getMessage() + ": no such file or directory");
    } catch (IOException e) {
      System.err.println(e.getMessage());
    } catch (TextException e) {
      System.err.println("unable to parse input: " + e.getMessage());
    } catch (PartialReport.NotWritten e) {
      System.err.println(e.getMessage());
    }
    return 2;
  }

  /** Writes the result, or that it is nested too deep for that. */
  private int show(EvalResult result) {
    EvalResult.Output output;
    try {
      output = result.write(format);
    } catch (StackOverflowError e) {
      return show(result.tooDeep());
    }
    System.out.print(output.out());
    System.out.flush();
    System.err.print(output.err());
    if (result.failed()) {
      return 2;
    }
    return (fail && result.answers().isEmpty()) || (failDefined && !result.answers().isEmpty())
        ? 1
        : 0;
  }

  private void checkUsage() {
    var fault = query == null && !queryFromStdin
        ? "specify query argument or --stdin"
        : query != null && queryFromStdin
            ? "specify query argument or --stdin but not both"
            : queryFromStdin && inputFromStdin
                ? "specify --stdin or --stdin-input but not both"
                : faultOfResults();
    if (!fault.isEmpty()) {
      throw new ParameterException(spec.commandLine(), fault);
    }
  }

  private String faultOfResults() {
    if (fail && failDefined) {
      return "specify --fail or --fail-defined but not both";
    }
    return fits(format)
        ? observation.fault()
        : "invalid output format for " + (partial.isPartial() ? "partial " : "") + "evaluation";
  }

  private boolean fits(Format chosen) {
    return switch (chosen) {
      case PRETTY, JSON -> true;
      case SOURCE -> partial.isPartial();
      case VALUES, BINDINGS, RAW, DISCARD -> !partial.isPartial();
    };
  }

  private static byte[] stdin() throws IOException {
    return System.in.readAllBytes();
  }

  private @Nullable Value input() throws IOException, TextException {
    if (inputFromStdin) {
      return Files.document(stdin());
    }
    return inputFile == null
        ? null
        : Files.document(Files.bytes(Path.of(Files.withoutScheme(inputFile))));
  }

  private EvalResult result(
      String text, @Nullable Value input, Map<List<String>, Value> known) {
    if (text.isEmpty()) {
      return EvalResult.failure(List.of(Problem.of("cannot evaluate empty query")));
    }
    var metrics = new Metrics();
    try {
      var start = System.nanoTime();
      var grammar = capabilities.limited(dialect.version());
      var loaded = Files.load(data, grammar, ignored)
          .and(Bundles.load(bundles, grammar, ignored));
      var compiling = System.nanoTime();
      var policy = loaded.compile(
          grammar.limit(new CompileOptions(strict, true, Set.of(), List.of())
              .withSchemas(known)
              .withNetwork(network.access())));
      var asking = System.nanoTime();
      if (!data.isEmpty() || !bundles.isEmpty()) {
        metrics.add(Metrics.LOAD_FILES, compiling - start);
        metrics.add(Metrics.MODULE_PARSE, loaded.parseNanos());
      }
      metrics.add(Metrics.MODULE_COMPILE, asking - compiling);
      var source = new Source("", text, dialect.version());
      var context = new QueryContext(packageName, imports);
      Evaluated<?> evaluated = partial.isPartial()
          ? new Evaluated.InPart(
              policy.preparePartial(source, context, inlining.apply(partial.options())))
          : new Evaluated.Whole(policy.inquire(source, context));
      var asked = System.nanoTime();
      Parser.parseBody(source, imports, grammar.usable());
      var parseNanos = System.nanoTime() - asked;
      metrics.add(Metrics.QUERY_PARSE, parseNanos);
      metrics.add(Metrics.QUERY_COMPILE, Math.max(0, asked - asking - parseNanos));
      return evaluate(evaluated, settings(input, loaded), metrics, policy.modules());
    } catch (ProblemException e) {
      return EvalResult.failure(e.problems("loading error: "));
    } catch (PolicyException e) {
      return EvalResult.failure(Problem.of(e.issues()));
    }
  }

  private Input settings(@Nullable Value input, Loaded loaded) {
    return Input.of(input, loaded.data())
        .withLimits(Durations.limits(timeout))
        .withStrictErrors(strictErrors)
        .withPrint(System.err::println);
  }

  private <T> EvalResult evaluate(
      Evaluated<T> evaluated, Input settings, Metrics metrics, List<Module> modules) {
    var errors = new ArrayList<Problem>();
    var evaluation = new Evaluation<>(
        evaluated,
        showErrors ? settings.withErrors(error -> errors.add(Problem.of(error))) : settings,
        observation,
        modules);
    try {
      var found = evaluation.run(metrics);
      return evaluated.report(found, errors, evaluation.observations());
    } catch (EvaluationException e) {
      return new EvalResult(
          List.of(), List.of(Problem.of(e)), true, evaluation.observations());
    }
  }
}
