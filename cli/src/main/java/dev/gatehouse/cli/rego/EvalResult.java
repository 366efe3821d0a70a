package dev.gatehouse.cli.rego;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Answer;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PartialResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code eval} found.
 *
 * @param problems what went wrong; where {@code failed}, there are no answers
 * @param failed whether a problem halted the evaluation
 * @param observations what the evaluation told besides
 * @param partial what it left, if it was one in part
 */
record EvalResult(
    List<Answer> answers,
    List<Problem> problems,
    boolean failed,
    Observations observations,
    @Nullable PartialResult partial) {

  EvalResult(
      List<Answer> answers, List<Problem> problems, boolean failed, Observations observations) {
    this(answers, problems, failed, observations, null);
  }

  EvalResult(List<Answer> answers, List<Problem> problems, boolean failed) {
    this(answers, problems, failed, Observations.NONE);
  }

  EvalResult {
    answers = List.copyOf(answers);
    problems = List.copyOf(problems);
  }

  static EvalResult failure(List<Problem> problems) {
    return new EvalResult(List.of(), problems, true);
  }

  /** What to say in place of answers that are nested too deep to be written. */
  EvalResult tooDeep() {
    var place = answers.stream()
        .flatMap(answer -> answer.expressions().stream())
        .map(Answer.Part::location)
        .findFirst()
        .orElse(Location.NONE);
    var error = new EvaluationException(
        EvaluationException.LIMIT, place, "a value is nested too deep to be shown");
    return failure(List.of(Problem.of(error)));
  }

  /** Text for the standard and the error output. */
  record Output(String out, String err) {

    static Output of(String out) {
      return new Output(out, "");
    }
  }

  Output write(EvalCommand.Format format) {
    return switch (format) {
      case JSON -> Output.of(json().text());
      case DISCARD -> Output.of(discarded().text());
      case VALUES -> orProblems(values());
      case BINDINGS -> orProblems(bindings());
      case RAW -> orProblems(raw());
      case PRETTY -> {
        var shown = !problems.isEmpty()
            ? ""
            : partial == null ? pretty() : new PartialReport(partial).pretty();
        yield new Output(
            observations.before() + shown + observations.after(),
            problems.isEmpty() ? "" : Problem.text(problems, "") + "\n");
      }
      case SOURCE -> orProblems(partial == null ? "" : new PartialReport(partial).source());
    };
  }

  private Output orProblems(String text) {
    return problems.isEmpty() ? Output.of(text) : new Output("", Problem.text(problems, "") + "\n");
  }

  private JsonTree.Fields json() {
    var json = JsonTree.object()
        .withList("errors", JsonTree.array(problems, Problem::json))
        .withList("result", JsonTree.array(answers, EvalResult::answer));
    return observations.addTo(
        partial == null ? json : json.with("partial", new PartialReport(partial).json()));
  }

  private JsonTree.Fields discarded() {
    var json = JsonTree.object()
        .withList("errors", JsonTree.array(problems, problem -> problem.json().sorted()));
    return observations.addTo(answers.isEmpty() ? json : json.with("result", "discarded"));
  }

  private static JsonTree answer(Answer answer) {
    var json = JsonTree.object()
        .with("expressions", JsonTree.array(answer.expressions(), EvalResult::expression));
    if (!answer.bindings().isEmpty()) {
      json.with("bindings", bindings(answer));
    }
    return json;
  }

  private static JsonTree expression(Answer.Part part) {
    var location = part.location();
    return JsonTree.object()
        .with("value", part.value())
        .with("text", location.text())
        .with(
            "location",
            JsonTree.object().with("row", location.row()).with("col", location.column()));
  }

  private static JsonTree bindings(Answer answer) {
    var json = JsonTree.object();
    answer.bindings().forEach(json::with);
    return json;
  }

  private String values() {
    var text = new StringBuilder();
    for (var answer : answers) {
      text.append(
          JsonTree.array(answer.expressions(), part -> new JsonTree.Leaf(part.value())).text());
    }
    return text.toString();
  }

  private String bindings() {
    var text = new StringBuilder();
    answers.forEach(answer -> text.append(bindings(answer).text()));
    return text.toString();
  }

  private String raw() {
    var text = new StringBuilder();
    for (var answer : answers) {
      var separator = "";
      for (var part : answer.expressions()) {
        text.append(separator);
        text.append(part.value() instanceof StringValue s ? s.value() : Json.write(part.value()));
        separator = " ";
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String pretty() {
    if (answers.isEmpty()) {
      return "undefined\n";
    }
    var first = answers.getFirst();
    var parts = first.expressions();
    if (answers.size() == 1
        && first.bindings().isEmpty()
        && (parts.size() == 1
            || parts.stream().allMatch(p -> p.value() instanceof BooleanValue))) {
      return new JsonTree.Leaf(parts.getFirst().value()).text();
    }
    return table(first);
  }

  /** Expressions that say more than true or false, then variables by name. */
  private String table(Answer first) {
    var shown = new ArrayList<Integer>();
    for (var i = 0; i < first.expressions().size(); i++) {
      if (first.bindings().isEmpty()
          || !(first.expressions().get(i).value() instanceof BooleanValue)) {
        shown.add(i);
      }
    }
    var header = new ArrayList<String>();
    shown.forEach(i -> header.add(first.expressions().get(i).location().text()));
    header.addAll(first.bindings().keySet());
    var table = new Table(header);
    for (var answer : answers) {
      var row = new ArrayList<String>();
      shown.forEach(i -> row.add(cell(answer.expressions().get(i).value())));
      answer.bindings().values().forEach(value -> row.add(cell(value)));
      table.row(row);
    }
    return table.text();
  }

  private static String cell(Value value) {
    return Json.write(value);
  }
}
