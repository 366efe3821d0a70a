package dev.gatehouse.cli.rego;

import dev.gatehouse.cli.rego.ObservationOptions.Explain;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Answer;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.builtin.NetworkAccess;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import dev.gatehouse.rego.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody who explores policies has said so far; changes with each line. */
final class ReplSession {

  private Loaded loaded;
  private final RegoVersion version;
  private final CompileOptions options;
  private final List<String> imports = new ArrayList<>();
  private final List<String> rules = new ArrayList<>();
  private String packageName = "repl";
  private @Nullable Value input;
  private Explain trace = Explain.OFF;
  private EvalCommand.Format format = EvalCommand.Format.PRETTY;
  private boolean strictErrors;

  ReplSession(Loaded loaded, RegoVersion version, NetworkAccess network) {
    this.loaded = loaded;
    this.version = version;
    this.options = new CompileOptions(false, true, Set.of(), List.of()).withNetwork(network);
  }

  /** What to show for a line, with a line break at its end where it is not empty. */
  String answer(String typed) {
    if (typed.endsWith("\t")) {
      return names(typed.strip());
    }
    var line = typed.strip();
    try {
      return command(line.startsWith(":") ? line.substring(1) : line);
    } catch (ProblemException e) {
      return e.getMessage() + "\n";
    } catch (PolicyException e) {
      return Problem.text(e.issues().stream().map(Problem::typed).toList(), "") + "\n";
    } catch (EvaluationException e) {
      return Problem.text(List.of(Problem.of(e)), "") + "\n";
    } catch (IOException | TextException e) {
      return e.getMessage() + "\n";
    }
  }

  private String command(String line)
      throws PolicyException, ProblemException, IOException, TextException {
    var space = line.indexOf(' ');
    var rest = space < 0 ? "" : line.substring(space + 1).strip();
    return switch (space < 0 ? line : line.substring(0, space)) {
      case "" -> "";
      case "import" -> keep(imports, rest);
      case "package" -> enter(rest);
      case "show" -> module();
      case "unset" -> forget(rest);
      case "load" -> load(rest);
      case "names" -> names(rest);
      case "json", "pretty" -> {
        format = EvalCommand.Format.valueOf(line.toUpperCase(Locale.ROOT));
        yield "";
      }
      case "notes" -> trace(Explain.NOTES);
      case "fails" -> trace(Explain.FAILS);
      case "strict-builtin-errors" -> {
        strictErrors = !strictErrors;
        yield "";
      }
      case "dump" -> Json.write(loaded.data()) + "\n";
      case "trace" -> rest.startsWith("(") ? query(line) : trace(rest);
      case "input" -> rest.isEmpty() || rest.startsWith("=") ? query(line) : read(rest);
      default -> isRule(line) ? keep(rules, line) : query(line);
    };
  }

  private String trace(String mode) {
    if (mode.isEmpty()) {
      return trace(Explain.FULL);
    }
    for (var known : Explain.values()) {
      if (known.name().equals(mode.toUpperCase(Locale.ROOT))) {
        trace = known;
        return "";
      }
    }
    return "trace is " + trace.name().toLowerCase(Locale.ROOT)
        + "; it can be full, notes, fails, debug or off\n";
  }

  /** Shows what a mode shows from now on, or no longer. */
  private String trace(Explain mode) {
    trace = trace == mode ? Explain.OFF : mode;
    return "";
  }

  private String load(String paths) throws ProblemException {
    var all = loaded.and(
        Files.load(List.of(paths.split("\\s+")), Grammar.of(version), List.of()));
    all.compile(options);
    loaded = all;
    return "";
  }

  private String names(String line) {
    try {
      return new ReplCompletion(compiled().modules(), packageName).of(line);
    } catch (PolicyException | ProblemException e) {
      return new ReplCompletion(loaded.modules(), packageName).of(line);
    }
  }

  private String module() {
    var text = new StringBuilder("package " + packageName + "\n");
    imports.forEach(path -> text.append("\nimport ").append(path).append('\n'));
    rules.forEach(rule -> text.append('\n').append(rule).append('\n'));
    return text.toString();
  }

  private String forget(String name) {
    if (name.isEmpty()) {
      imports.clear();
      rules.clear();
      return "";
    }
    var removed = rules.removeIf(rule -> name.equals(name(rule)));
    return removed ? "" : "there is no rule " + name + "\n";
  }

  /** The name of the rule that a text defines. */
  private String name(String rule) {
    try {
      var parsed = Parser.parseModule(new Source("", "package p\n" + rule, version)).rules();
      return parsed.isEmpty() ? "" : parsed.getFirst().head().ref().head().toString();
    } catch (PolicyException e) {
      return "";
    }
  }

  private String enter(String name) throws PolicyException {
    Parser.parseModule(new Source("", "package " + name, version));
    packageName = name;
    return "";
  }

  private String read(String file) throws IOException, TextException {
    input = Files.document(java.nio.file.Files.readAllBytes(Path.of(file)));
    return "";
  }

  /** Whether a line defines something; {@code x := 1} does, {@code x = 1} asks. */
  private boolean isRule(String line) {
    try {
      var rules = Parser.parseModule(new Source("", "package p\n" + line, version)).rules();
      return rules.stream()
          .anyMatch(
              rule -> rule.isDefault()
                  || rule.head().hasIf()
                  || rule.head().isMultiValue()
                  || rule.head().assign());
    } catch (PolicyException e) {
      return false;
    }
  }

  /** Keeps an import or a rule if everything still compiles with it. */
  private String keep(List<String> kept, String text) throws PolicyException, ProblemException {
    kept.add(text);
    try {
      compiled();
      return "";
    } catch (PolicyException | ProblemException e) {
      kept.removeLast();
      throw e;
    }
  }

  private dev.gatehouse.rego.Policy compiled() throws PolicyException, ProblemException {
    var own = Parser.parseModule(new Source("repl", module(), version));
    return loaded.and(new Loaded(List.<Module>of(own), ObjectValue.EMPTY))
        .compile(options);
  }

  private String query(String line) throws PolicyException, ProblemException {
    var source = new Source("", line, version);
    var inquiry = compiled().inquire(source, new QueryContext(packageName, imports));
    var printed = new StringBuilder();
    var settings = Input.of(input, loaded.data())
        .withLimits(Durations.limits(Duration.ofMinutes(1)))
        .withStrictErrors(strictErrors)
        .withPrint(text -> printed.append(text).append('\n'));
    if (trace == Explain.OFF) {
      var answers = inquiry.answers(settings);
      return printed + shown(answers, Observations.NONE);
    }
    var events = new Trace(trace == Explain.DEBUG, false);
    var answers = inquiry.answers(settings, Settings.DEFAULT, events);
    return printed
        + shown(
            answers,
            new Observations(
                List.of(), Explanation.events(events, trace), List.of(), null, false));
  }

  private String shown(List<Answer> answers, Observations observations) {
    var shownAsJson = format == EvalCommand.Format.JSON;
    var text = new EvalResult(answers, List.of(), false,
        shownAsJson ? Observations.NONE : observations).write(format).out();
    return shownAsJson ? observations.before() + text : text;
  }
}
