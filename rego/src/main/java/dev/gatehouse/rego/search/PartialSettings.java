package dev.gatehouse.rego.search;

import dev.gatehouse.rego.syntax.Term;
import java.util.List;

/**
 * How a partial search goes.
 *
 * @param documents references to what is unknown
 * @param variables the variables of the query that are unknown
 * @param disableInlining the documents whose rules are kept apart
 * @param shallow whether all rules are kept apart that depend on what is unknown
 * @param nondeterministic whether functions are called that give different results each time
 * @param namespace the package below {@code data} of the rules that are kept apart
 * @param keepsPackages whether these stay in their own packages instead
 */
public record PartialSettings(
    List<Term.Ref> documents,
    List<String> variables,
    List<Term.Ref> disableInlining,
    boolean shallow,
    boolean nondeterministic,
    String namespace,
    boolean keepsPackages) {

  public PartialSettings {
    documents = List.copyOf(documents);
    variables = List.copyOf(variables);
    disableInlining = List.copyOf(disableInlining);
  }
}
