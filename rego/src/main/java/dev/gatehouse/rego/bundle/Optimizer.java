package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PartialResult;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.builtin.Builtins;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.Compiler;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.search.PartialSearch;
import dev.gatehouse.rego.search.PartialSettings;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.ContextParser;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates entry points of a bundle in part ahead of time, one after the other. What is left of their
 * rules stands in modules of its own, and replaces these rules and those that they are made of.
 */
public final class Optimizer {

  private static final Term.Var RESULT = new Term.Var(Location.NONE, "$__result__");

  private final OptimizerOptions options;
  private final ObjectValue data;
  private final ModuleNames names;
  private List<Module> modules;
  private @Nullable List<Term.Ref> unknowns;

  private Optimizer(List<Module> modules, ObjectValue data, OptimizerOptions options) {
    this.modules = modules;
    this.data = data;
    this.options = options;
    this.names = new ModuleNames(options.namespace());
  }

  /**
   * The modules of an optimized bundle, in the order of their names.
   *
   * @param data the documents of the bundle
   * @param entrypoints the paths of the rules that are asked for, {@code data} first
   * @throws PolicyException with every issue of the modules
   * @throws BundleException if an entry point is none, or is never defined
   * @throws EvaluationException if an error or limit halts the evaluation of one
   */
  public static List<Source> optimize(
      List<Module> modules,
      ObjectValue data,
      List<Term.Ref> entrypoints,
      OptimizerOptions options)
      throws PolicyException, BundleException {
    var optimizer = new Optimizer(modules, data, options);
    for (var i = 0; i < entrypoints.size(); i++) {
      optimizer.optimize(entrypoints.get(i), i);
    }
    return ModuleTexts.of(
        optimizer.modules.stream()
            .sorted(
                Comparator.comparing(module -> StringValue.of(module.location().file())))
            .toList());
  }

  private void optimize(Term.Ref entrypoint, int index) throws PolicyException, BundleException {
    if (entrypoint.parts().size() <= 2) {
      throw new BundleException(
          "invalid entrypoint " + entrypoint
              + ": to create optimized support module, the entrypoint"
              + " ref must have at least two components in addition to the 'data' root");
    }
    var policy = Compiler.check(modules, options.compile());
    var left = left(policy, entrypoint);
    if (left.queries().isEmpty()) {
      throw new BundleException("undefined entrypoint " + entrypoint);
    }
    var made = new ArrayList<>(left.modules());
    var own = EntrypointModule.of(left.queries(), entrypoint, RESULT, options.version());
    if (own != null) {
      made.add(own);
    }
    var named = new ArrayList<Module>();
    for (var i = 0; i < made.size(); i++) {
      named.add(names.name(made.get(i), index, i));
    }
    modules = new ModuleMerge(named).with(modules);
  }

  private PartialResult left(CheckedPolicy policy, Term.Ref entrypoint) throws PolicyException {
    var dependence = new EntrypointDependence(policy);
    if (unknowns == null) {
      unknowns = dependence.unknowns(options.roots());
    }
    var query = policy.checkPartialQuery(
        new Body(Location.NONE, List.of(Forms.equality(RESULT, entrypoint))),
        ContextParser.parse(
            QueryContext.NONE, options.version(),
            options.compile().capabilities(options.version())));
    var settings = new PartialSettings(
        unknowns, List.of(), dependence.replaced(entrypoint), !options.deep(), false,
        options.namespace(), true);
    var builtins = Builtins.standard();
    return PartialSearch.of(policy, query, builtins::find, options.version())
        .result(Input.of(null, data), settings, Settings.DEFAULT, event -> {});
  }
}
