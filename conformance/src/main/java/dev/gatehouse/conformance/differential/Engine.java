package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Outcome.Fault;
import dev.gatehouse.conformance.differential.Outcome.Reply;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Answer;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.builtin.NetworkAccess;
import dev.gatehouse.rego.format.Formatter;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** This engine, asked as its peer is. */
final class Engine {

  static final Limits LIMITS = new Limits(20_000_000, 500, Duration.ofSeconds(10),
      5_000_000);

  private Engine() {}

  /** What comes of a program with the usual backend. */
  static Outcome outcome(Program program) {
    return outcome(program, CompileOptions.DEFAULT.backend());
  }

  /** What comes of a program. */
  static Outcome outcome(Program program, Backend backend) {
    try {
      var sources = new ArrayList<Source>();
      for (var module : program.modules()) {
        sources.add(source(module));
      }
      var policy = Policy.compile(sources,
          new CompileOptions(program.strict(), true, Set.of(), List.of(), backend)
              .withNetwork(NetworkAccess.to(Set.of("127.0.0.1"))));
      var replies = new ArrayList<Reply>();
      for (var query : program.queries()) {
        replies.add(reply(policy, query, program));
      }
      return new Outcome(List.of(), replies);
    } catch (PolicyException e) {
      return new Outcome(faults(e), List.of());
    } catch (RuntimeException | StackOverflowError e) {
      return new Outcome(List.of(crash(e)), List.of());
    }
  }

  /** The layout of a module that is to be valid in {@code v0}, {@code v1} or {@code v0-v1}. */
  static String layout(Program.ModuleText module, String target) {
    var dialect = switch (target) {
      case "v0" -> Formatter.Dialect.V0;
      case "v1" -> Formatter.Dialect.V1;
      default -> Formatter.Dialect.V0_AND_V1;
    };
    try {
      return Formatter.format(parsed(module), dialect);
    } catch (PolicyException e) {
      return String.join("\n", faults(e).stream().map(Fault::toString).toList());
    } catch (RuntimeException | StackOverflowError e) {
      return crash(e).toString();
    }
  }

  private static Module parsed(Program.ModuleText module) throws PolicyException {
    var source = source(module);
    return Parser.parseUnannotated(source, Capabilities.of(source.version()));
  }

  static Source source(Program.ModuleText module) {
    return new Source(module.name(), module.text(),
        module.version().equals("v0") ? RegoVersion.V0 : RegoVersion.V1);
  }

  static Input input(Program program) {
    return new Input(program.input().isEmpty() ? null : json(program.input()),
        (ObjectValue) json(program.data()), LIMITS, program.strictErrors(), line -> {});
  }

  private static Reply reply(Policy policy, String query, Program program) {
    try {
      var input = input(program);
      var inquiry = policy.inquire(new Source("", query, RegoVersion.V1), QueryContext.NONE);
      var solutions = inquiry.answers(input).stream().map(Engine::solution).toList();
      return new Reply(solutions, List.of(), false);
    } catch (PolicyException e) {
      return new Reply(List.of(), faults(e), false);
    } catch (EvaluationException e) {
      return new Reply(List.of(), List.of(fault(e.code(), e.location(), e.detail())),
          e.code().equals(EvaluationException.LIMIT));
    } catch (RuntimeException | StackOverflowError e) {
      return new Reply(List.of(), List.of(crash(e)), false);
    }
  }

  private static String solution(Answer answer) {
    var parts = new ArrayList<String>();
    answer.bindings().forEach((name, value) -> parts.add(name + " = " + value));
    parts.add(String.join("; ",
        answer.expressions().stream().map(part -> part.value().toString()).toList()));
    return String.join("; ", parts);
  }

  static Value json(String text) {
    try {
      return Json.parse(text);
    } catch (TextException e) {
      throw new IllegalStateException("no JSON: " + text, e);
    }
  }

  static List<Fault> faults(PolicyException e) {
    return e.issues().stream().map(Engine::fault).toList();
  }

  private static Fault fault(Issue issue) {
    return fault(issue.code(), issue.location(), issue.message());
  }

  static Fault fault(String code, Location at, String message) {
    return new Fault(code, at.file(), at.row(), at.column(), message);
  }

  static Fault crash(Throwable thrown) {
    var trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    var start = trace.toString().lines().limit(8).reduce("", (a, b) -> a + "\n" + b);
    return new Fault("crash " + thrown.getClass().getSimpleName(), "", 0, 0, start);
  }
}
