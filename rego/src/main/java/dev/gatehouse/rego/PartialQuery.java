package dev.gatehouse.rego;

import dev.gatehouse.rego.search.PartialSearch;
import dev.gatehouse.rego.search.PartialSettings;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Parser;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.trace.Observer;
import java.util.ArrayList;
import java.util.List;

/**
 * A query that is evaluated in part: what its result says is the same as what the query says, with less
 * to do once what was unknown is known. Any number of threads may evaluate it.
 */
public final class PartialQuery {

  private static final Observer NOBODY = event -> {};

  private final PartialSearch search;
  private final PartialSettings settings;

  private PartialQuery(PartialSearch search, PartialSettings settings) {
    this.search = search;
    this.settings = settings;
  }

  static PartialQuery of(PartialSearch search, PartialOptions options) throws PolicyException {
    var documents = new ArrayList<Term.Ref>();
    var variables = new ArrayList<String>();
    for (var unknown : options.unknowns()) {
      if (term(unknown) instanceof Term.Var(var location, var name)) {
        variables.add(name);
      } else {
        documents.add(reference(unknown));
      }
    }
    var kept = new ArrayList<Term.Ref>();
    for (var path : options.disableInlining()) {
      kept.add(reference(path));
    }
    var settings = new PartialSettings(
        documents, variables, kept, options.shallowInlining(),
        options.nondeterministicBuiltins(), options.namespace(), options.keepsPackages());
    return new PartialQuery(search, settings);
  }

  private static Term term(String text) throws PolicyException {
    var body = Parser.parseBody(text, RegoVersion.V1).expressions();
    if (body.size() == 1
        && body.getFirst().form() instanceof Expr.Is(var term)
        && !body.getFirst().negated()) {
      return term;
    }
    throw invalid(text);
  }

  private static Term.Ref reference(String text) throws PolicyException {
    if (term(text) instanceof Term.Ref ref) {
      return ref;
    }
    throw invalid(text);
  }

  private static PolicyException invalid(String text) {
    return new PolicyException(
        List.of(
            new Issue(
                Issue.PARSE, Location.NONE,
                "expected the path of a document, such as input.x, not " + text)));
  }

  /**
   * What is left of the query.
   *
   * @param input what is known; {@code input} itself may be among what is unknown
   * @throws EvaluationException if an error or limit halts it
   */
  public PartialResult result(Input input) {
    return result(input, Settings.DEFAULT, NOBODY);
  }

  /**
   * What is left of the query; the observer learns of each step.
   *
   * @throws EvaluationException if an error or limit halts it
   */
  public PartialResult result(Input input, Settings search, Observer observer) {
    return this.search.result(input, settings, search, observer);
  }
}
