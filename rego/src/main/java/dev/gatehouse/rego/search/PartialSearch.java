package dev.gatehouse.rego.search;

import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PartialResult;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.CheckedQuery;
import dev.gatehouse.rego.compile.ResidualBodies;
import dev.gatehouse.rego.compile.SourceNames;
import dev.gatehouse.rego.partial.ExplicitOperands;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.partial.Simplifier;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import dev.gatehouse.rego.trace.Observer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A query that is evaluated as far as its documents are known; any number of threads may do so. */
public final class PartialSearch {

  private final CheckedQuery query;
  private final Knowledge knowledge;
  private final SourceNames names;
  private final ResidualBodies bodies;
  private final RegoVersion version;

  private PartialSearch(
      CheckedQuery query,
      Knowledge knowledge,
      SourceNames names,
      ResidualBodies bodies,
      RegoVersion version) {
    this.query = query;
    this.knowledge = knowledge;
    this.names = names;
    this.bodies = bodies;
    this.version = version;
  }

  /**
   * @param builtins built-in functions by name
   * @param version the dialect of modules in results
   */
  public static PartialSearch of(
      CheckedPolicy policy,
      CheckedQuery query,
      Function<String, @Nullable Builtin> builtins,
      RegoVersion version) {
    return new PartialSearch(
        query,
        Knowledge.of(policy, query, builtins),
        SourceNames.of(policy, query),
        policy.residualBodies(),
        version);
  }

  /**
   * What is left of the query.
   *
   * @throws EvaluationException if an error or limit halts it
   */
  public PartialResult result(
      Input input, PartialSettings partial, Settings settings, Observer observer) {
    return DeepStack.call(() -> {
      var search = new Search(knowledge, input, settings, observer, names);
      var frame = search.query(query.body());
      var residue = new Residue(search, partial, bodies, frame.bindings);
      search.residue = residue;
      var simplifier = Simplifier.ofQuery(bodies, live(partial));
      var queries = new ArrayList<Body>();
      QueryEnd.reach(search, frame, () -> {
        search.budget.allocate(1);
        var left = bodies.possible(left(residue, frame.bindings));
        if (left != null) {
          queries.add(
              ExplicitOperands.of(partial.shallow() ? left : simplifier.simplify(left)));
        }
        return null;
      });
      return new PartialResult(queries, residue.support.modules(version));
    });
  }

  private Set<String> live(PartialSettings partial) {
    var live = new HashSet<>(partial.variables());
    for (var document : partial.documents()) {
      live.addAll(ResidualBodies.all(document.head()));
    }
    for (var name : ResidualBodies.all(query.body())) {
      if (!CheckedQuery.isGenerated(name)) {
        live.add(name);
      }
    }
    return live;
  }

  /** What is left on the way to a solution, and what its variables are. */
  private static Body left(Residue residue, Bindings bindings) {
    var expressions = new ArrayList<>(residue.expressions());
    var equalities = new ArrayList<Expr>();
    for (var name : List.copyOf(bindings.names())) {
      var variable = new Term.Var(Location.NONE, name);
      equalities.add(Forms.equality(variable, bindings.spelled(variable, bindings)));
    }
    equalities.sort(TermOrder::compareExpressions);
    expressions.addAll(equalities);
    return new Body(Location.NONE, expressions);
  }
}
