package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.Answer;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Inquiry;
import dev.gatehouse.rego.PartialQuery;
import dev.gatehouse.rego.PartialResult;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.trace.Observer;
import java.util.List;

/** What is evaluated: a query, or a query in part. */
sealed interface Evaluated<T> {

  T run(Input input);

  /** The same, told to an observer. */
  T run(Input input, Settings settings, Observer observer);

  /** What the time that it takes is called. */
  String metric();

  EvalResult report(T found, List<Problem> problems, Observations observations);

  /** A query. */
  record Whole(Inquiry inquiry) implements Evaluated<List<Answer>> {

    @Override
    public List<Answer> run(Input input) {
      return inquiry.answers(input);
    }

    @Override
    public List<Answer> run(Input input, Settings settings, Observer observer) {
      return inquiry.answers(input, settings, observer);
    }

    @Override
    public String metric() {
      return Metrics.QUERY_EVAL;
    }

    @Override
    public EvalResult report(
        List<Answer> found, List<Problem> problems, Observations observations) {
      return new EvalResult(found, problems, false, observations);
    }
  }

  /** A query in part. */
  record InPart(PartialQuery query) implements Evaluated<PartialResult> {

    @Override
    public PartialResult run(Input input) {
      return query.result(input);
    }

    @Override
    public PartialResult run(Input input, Settings settings, Observer observer) {
      return query.result(input, settings, observer);
    }

    @Override
    public String metric() {
      return Metrics.PARTIAL_EVAL;
    }

    @Override
    public EvalResult report(
        PartialResult found, List<Problem> problems, Observations observations) {
      return new EvalResult(List.of(), problems, false, observations, found);
    }
  }
}
