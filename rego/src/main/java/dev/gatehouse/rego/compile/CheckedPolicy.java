package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Modules that passed every check, their rules in core form; immutable. */
public final class CheckedPolicy {

  private final Compilation compilation;
  private final List<Definition> definitions;

  CheckedPolicy(Compilation compilation) {
    this.compilation = compilation;
    this.definitions = compilation.definitions();
  }

  /** The modules as parsed, sorted by the name of their source. */
  public List<Module> modules() {
    return compilation.units().stream().map(Compilation.Unit::module).toList();
  }

  /** Every rule, in the order of modules and then of their source; not the links of else chains. */
  public List<Definition> definitions() {
    return definitions;
  }

  /** The rules by path. */
  public RuleTree rules() {
    return compilation.tree();
  }

  /** What the modules were compiled with. */
  public CompileOptions options() {
    return compilation.options;
  }

  /** The number of arguments of a function by its operator in core form; -1 if there is none. */
  public int arity(Term.Ref operator) {
    return compilation.arity(operator);
  }

  /** The rules that a rule refers to directly, as far as names tell; dynamic references to all. */
  public List<Definition> dependencies(Definition definition) {
    return compilation.graph().uses(definition).stream()
        .flatMap(hub -> hub.rules().stream())
        .distinct()
        .toList();
  }

  /** The names of local variables in core form to those in the source that they stand for. */
  public Map<String, String> localNames() {
    return Collections.unmodifiableMap(compilation.names.sources());
  }

  /**
   * The comprehensions of a rule, not of its else chain, that OPA evaluates once for all values of
   * variables around them: by identity, the names of these variables in order.
   */
  public Map<Term, List<String>> comprehensionKeys(Rule rule) {
    var args = rule.head().args();
    return new ComprehensionKeys(compilation::arity, args == null ? List.of() : args)
        .of(rule.body());
  }

  /** The same for the body of a query. */
  public Map<Term, List<String>> comprehensionKeys(Body query) {
    return new ComprehensionKeys(compilation::arity, List.of()).of(query);
  }

  /**
   * Checks a query and brings it into core form.
   *
   * @throws PolicyException with every issue of the query
   */
  public CheckedQuery checkQuery(Body query) throws PolicyException {
    return new QueryCompiler(compilation.query()).compile(query);
  }

  /**
   * Checks a query, brings it into core form, and keeps the values of its expressions.
   *
   * @param context a module whose package and imports give the query's names their meaning
   * @throws PolicyException with every issue of the query
   */
  public ShownQuery checkShownQuery(Body query, Module context) throws PolicyException {
    return new QueryCompiler(compilation.query()).compileShown(query, context);
  }

  /**
   * Checks a query for partial evaluation and brings it into core form.
   *
   * @param context a module whose package and imports give the query's names their meaning
   * @throws PolicyException with every issue of the query
   */
  public CheckedQuery checkPartialQuery(Body query, Module context) throws PolicyException {
    return new QueryCompiler(compilation.query()).compilePartial(query, context);
  }

  /** What there is to know of bodies that partial evaluation leaves. */
  public ResidualBodies residualBodies() {
    return new ResidualBodies(compilation);
  }

  /**
   * The documents that a query needs.
   *
   * @throws PolicyException with every issue of the query
   */
  public Dependencies dependencies(Body query) throws PolicyException {
    return Dependencies.of(checkQuery(query).body(), compilation);
  }
}
