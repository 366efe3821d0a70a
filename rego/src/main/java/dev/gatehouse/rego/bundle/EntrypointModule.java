package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rules of the queries that are left of an entry point. */
final class EntrypointModule {

  private EntrypointModule() {}

  /**
   * A module with a rule for each query.
   *
   * @param result the variable that has the value of the entry point
   * @return null if a query refers to the entry point itself, which is among the rules that are left
   */
  static @Nullable Module of(
      List<Body> queries, Term.Ref entrypoint, Term.Var result, RegoVersion version) {
    if (queries.stream().anyMatch(query -> refersTo(query, entrypoint.parts()))) {
      return null;
    }
    var parts = entrypoint.parts();
    var name = parts.getLast() instanceof Term.Scalar(var location, StringValue text)
        ? text.value()
        : parts.getLast().toString();
    var ref = new Term.Ref(Location.NONE, List.of(new Term.Var(Location.NONE, name)));
    var head = new Rule.Head(
        Location.NONE, ref, null, null, result, false, false, true, false);
    var rules = new ArrayList<Rule>();
    queries.forEach(
        query -> rules.add(new Rule(Location.NONE, false, head, query, true, null)));
    var path = new Term.Ref(Location.NONE, parts.subList(0, parts.size() - 1));
    return new Module(Location.NONE, path, version, List.of(), rules, List.of(), List.of());
  }

  private static boolean refersTo(Body query, List<Term> path) {
    var found = new boolean[1];
    Nodes.walk(query, node -> {
      if (node instanceof Term.Ref(var location, var parts)) {
        found[0] |= parts.size() >= path.size()
            && TermOrder.compareAll(parts.subList(0, path.size()), path) == 0;
      }
    });
    return found[0];
  }
}
