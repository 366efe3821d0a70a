package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Outcome.Reply;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.PartialOptions;
import dev.gatehouse.rego.PartialResult;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Query;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.format.Formatter;
import dev.gatehouse.rego.syntax.Body;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** This engine's partial evaluation: its text, and whether what is left means what was asked. */
final class PartialEngine {

  private static final Pattern DOCUMENT = Pattern.compile("data(\\.\\w+)+");

  private PartialEngine() {}

  /** What a partial evaluation of each query leaves, as the peer writes it. */
  static Outcome left(Program program, PartialOptions options) {
    try {
      var policy = Policy.compile(sources(program), compileOptions(program));
      var replies = new ArrayList<Reply>();
      for (var query : program.queries()) {
        replies.add(reply(policy, query, program, options));
      }
      return new Outcome(List.of(), replies);
    } catch (PolicyException e) {
      return new Outcome(Engine.faults(e), List.of());
    } catch (RuntimeException | StackOverflowError e) {
      return new Outcome(List.of(Engine.crash(e)), List.of());
    }
  }

  private static CompileOptions compileOptions(Program program) {
    return new CompileOptions(program.strict(), true, Set.of(), List.of());
  }

  private static List<Source> sources(Program program) {
    return program.modules().stream().map(Engine::source).toList();
  }

  private static Reply reply(
      Policy policy, String query, Program program, PartialOptions options) {
    try {
      return new Reply(List.of(text(left(policy, query, program, options))), List.of(), false);
    } catch (PolicyException e) {
      return new Reply(List.of(), Engine.faults(e), false);
    } catch (EvaluationException e) {
      return new Reply(List.of(), List.of(Engine.fault(e.code(), e.location(), e.detail())),
          e.code().equals(EvaluationException.LIMIT));
    } catch (RuntimeException | StackOverflowError e) {
      return new Reply(List.of(), List.of(Engine.crash(e)), false);
    }
  }

  private static PartialResult left(
      Policy policy, String query, Program program, PartialOptions options)
      throws PolicyException {
    var source = new Source("", query, RegoVersion.V1);
    return policy.preparePartial(source, QueryContext.NONE, options)
        .result(Engine.input(program));
  }

  private static String text(PartialResult result) throws PolicyException {
    var text = new StringBuilder();
    for (var query : result.queries()) {
      text.append("# Query\n").append(Formatter.formatMade(query));
    }
    for (var module : result.modules()) {
      text.append("# Module\n").append(Formatter.formatMade(module));
    }
    return text.toString();
  }

  /** How what is left means something else than the query that was asked, null if it does not. */
  static @Nullable String fault(Program program, String query, PartialOptions options) {
    try {
      var policy = Policy.compile(sources(program), compileOptions(program));
      return fault(
          policy, program, DOCUMENT.matcher(query).matches() ? "x = " + query : query, options);
    } catch (PolicyException e) {
      return null;
    }
  }

  private static @Nullable String fault(
      Policy policy, Program program, String query, PartialOptions options) {
    Set<Map<String, Value>> whole;
    Set<Map<String, Value>> rest;
    try {
      whole = solutions(policy.prepare(query), program);
    } catch (EvaluationException | PolicyException e) {
      return null;
    }
    PartialResult result;
    try {
      result = left(policy, query, program, options);
    } catch (EvaluationException e) {
      return null;
    } catch (PolicyException e) {
      return e.getMessage();
    }
    try {
      rest = solutions(program, result);
    } catch (EvaluationException e) {
      var isLater = program.strictErrors() || e.code().equals(EvaluationException.CONFLICT);
      return isLater ? null : result + ": " + e.getMessage();
    } catch (PolicyException e) {
      return isOfTypes(e) ? null : result + ": " + e.getMessage();
    }
    var names = new HashSet<String>();
    whole.forEach(solution -> names.addAll(solution.keySet()));
    if (query.contains(":=") || query.startsWith("some ")) {
      names.clear(); // what a query declares has no name in what is left, in OPA neither
    }
    return only(names, whole).equals(only(names, rest))
        ? null
        : result + " gives " + only(names, rest) + ", not " + whole;
  }

  private static Set<Map<String, Value>> only(Set<String> names, Set<Map<String, Value>> all) {
    var kept = new HashSet<Map<String, Value>>();
    for (var solution : all) {
      var some = new TreeMap<>(solution);
      some.keySet().retainAll(names);
      kept.add(some);
    }
    return kept;
  }

  private static Set<Map<String, Value>> solutions(Query query, Program program) {
    var all = new HashSet<Map<String, Value>>();
    query.solutions(Engine.input(program))
        .stream()
        .filter(solution -> !solution.expressions().equals(List.of(BooleanValue.FALSE)))
        .forEach(solution -> all.add(new TreeMap<>(solution.bindings())));
    return all;
  }

  /** Whether types allow a query; its types may have become more narrow. */
  private static boolean canHold(Policy policy, Body query) throws PolicyException {
    try {
      policy.prepare(query);
      return true;
    } catch (PolicyException e) {
      if (isOfTypes(e)) {
        return false;
      }
      throw e;
    }
  }

  /** What is left has more narrow types than what was asked, and may be refused for them. */
  private static boolean isOfTypes(PolicyException e) {
    return e.issues().stream().allMatch(issue -> issue.code().equals(Issue.TYPE));
  }

  private static Set<Map<String, Value>> solutions(Program program, PartialResult result)
      throws PolicyException {
    var modules = new ArrayList<>(
        Policy.compile(sources(program), compileOptions(program)).modules());
    modules.addAll(result.modules());
    var policy = Policy.compileModules(modules, compileOptions(program).withStrict(false));
    var all = new HashSet<Map<String, Value>>();
    for (var query : result.queries()) {
      if (query.expressions().isEmpty()) {
        all.add(Map.of());
      } else if (canHold(policy, query)) {
        all.addAll(solutions(policy.prepare(query), program));
      }
    }
    return all;
  }
}
