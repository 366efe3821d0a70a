package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Module;
import java.util.HashMap;
import java.util.function.UnaryOperator;

/** Checks one query against a policy and brings it into core form, by the stages of modules. */
final class QueryCompiler {

  private final Compilation compilation;

  QueryCompiler(Compilation compilation) {
    this.compilation = compilation;
  }

  /** A query whose expressions are shown; its names are those of a module. */
  ShownQuery compileShown(Body query, Module context) throws PolicyException {
    var values = ShowValues.in(compilation);
    var resolved = stage(query, b -> ResolveRefs.query(b, context, compilation));
    var checked = compile(values.rewrite(resolved));
    return new ShownQuery(checked, values.shown(checked.body()));
  }

  /** A query for partial evaluation, in which {@code ==} is unification as in modules. */
  CheckedQuery compilePartial(Body query, Module context) throws PolicyException {
    var resolved = stage(query, b -> ResolveRefs.query(b, context, compilation));
    return compile(resolved, RewriteEquals::partialQuery);
  }

  CheckedQuery compile(Body query) throws PolicyException {
    return compile(query, RewriteEquals::query);
  }

  private CheckedQuery compile(Body query, UnaryOperator<Body> equality) throws PolicyException {
    if (query.expressions().isEmpty()) {
      compilation.issue(Issue.COMPILE, Location.NONE, "empty query cannot be compiled");
    }
    compilation.stopOnIssues();
    Variables.of(query).forEach(compilation.names::exclude);
    var body = stage(query, b -> NameSharedWildcards.query(b, compilation));
    body = stage(body, b -> RewriteLocalVars.query(b, compilation));
    var variables = new HashMap<String, String>();
    for (var name : Variables.of(body)) {
      variables.put(name, compilation.names.source(name));
    }
    body = stage(body, b -> RewriteTemplateStrings.query(b, compilation));
    CheckVoidCalls.query(body, compilation);
    compilation.stopOnIssues();
    body = stage(body, b -> RewritePrintCalls.query(b, compilation));
    body = stage(body, b -> RewriteExprTerms.query(b, compilation));
    body = stage(body, b -> RewriteComprehensionTerms.query(b, compilation));
    body = stage(body, b -> RewriteWithValues.query(b, compilation));
    CheckUndefinedFuncs.query(body, compilation);
    compilation.stopOnIssues();
    body = stage(body, b -> CheckSafety.query(b, compilation));
    body = stage(body, equality);
    body = stage(body, b -> RewriteDynamicTerms.query(b, compilation));
    TypeChecker.query(body, compilation);
    compilation.stopOnIssues();
    var present = Variables.of(body, Variables.SAFETY);
    variables.keySet().retainAll(present);
    variables.keySet().removeIf(Operators::isRoot);
    variables.values().removeIf(QueryCompiler::isHidden);
    return new CheckedQuery(body, variables, compilation.names.sources());
  }

  private static boolean isHidden(String name) {
    return name.startsWith("$") && !ShowValues.isShown(name) || LocalNames.isGenerated(name);
  }

  private Body stage(Body body, UnaryOperator<Body> stage) throws PolicyException {
    var result = stage.apply(body);
    compilation.stopOnIssues();
    return result;
  }
}
