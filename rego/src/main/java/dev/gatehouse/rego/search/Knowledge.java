package dev.gatehouse.rego.search;

import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.CheckedQuery;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.syntax.Term;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a policy and a query before any evaluation.
 *
 * @param root the place {@code data}
 * @param builtins built-in functions by name
 * @param comprehensionKeys the comprehensions that are evaluated once for all values of variables, by
 *     identity
 */
record Knowledge(
    Node root,
    Function<String, @Nullable Builtin> builtins,
    Map<Term, List<String>> comprehensionKeys) {

  static Knowledge of(
      CheckedPolicy policy, CheckedQuery query, Function<String, @Nullable Builtin> builtins) {
    var keys = new IdentityHashMap<Term, List<String>>();
    for (var definition : policy.definitions()) {
      for (Definition link = definition; link != null; link = link.otherwise()) {
        keys.putAll(policy.comprehensionKeys(link.rule()));
      }
    }
    keys.putAll(policy.comprehensionKeys(query.body()));
    return new Knowledge(Node.root(policy), builtins, keys);
  }

  @Nullable
  Builtin builtin(String name) {
    return builtins.apply(name);
  }

  /** The functions with an operator, null if rules define none. */
  @Nullable
  Node function(Term.Ref operator) {
    var node = Terms.isRootRef(operator, "data") ? root.find(operator.parts()) : null;
    return node != null && node.isFunction() ? node : null;
  }
}
