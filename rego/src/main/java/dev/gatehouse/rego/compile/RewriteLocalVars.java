package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives every declared variable a name of its own and removes the declarations: {@code :=} becomes
 * {@code =}, {@code some x} goes, {@code some k, v in xs} becomes {@code v = xs[k]}.
 */
final class RewriteLocalVars {

  private final Compilation compilation;

  private RewriteLocalVars(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    var stage = new RewriteLocalVars(compilation);
    compilation.definitions().forEach(stage::chain);
  }

  private void chain(Definition definition) {
    var strict = compilation.options.strict();
    var head = definition.rule().head();
    Set<String> unused = strict && head.args() != null
        ? new LinkedHashSet<>(Variables.of(head.args()))
        : new LinkedHashSet<>();
    var arguments = new LocalScope(compilation.names);
    if (head.args() != null) {
      var patterns = new ArgumentPatterns(arguments, compilation);
      definition.head(
          Heads.with(head, head.ref(), patterns.terms(head.args()), head.key(), head.value()));
    }
    for (var link = definition; link != null; link = link.otherwise()) {
      var scope = rewrite(link, arguments, unused);
      unused.removeIf(name -> scope.count(name) > 1);
    }
    for (var name : unused) {
      if (!name.startsWith("$")) {
        compilation.issue(
            Issue.COMPILE,
            head.location(),
            "unused argument " + name + ". (hint: use _ (wildcard variable) instead)");
      }
    }
  }

  private LocalScope rewrite(Definition definition, LocalScope arguments, Set<String> unused) {
    var used = new HashSet<String>();
    var hasVariables = Heads.mayHaveVariables(definition.rule().head());
    if (hasVariables) {
      definition.head(new HeadClosures(compilation).head(definition.rule().head()));
      var head = definition.rule().head();
      var variables = new Variables(Set.of())
          .terms(head.ref().parts().subList(1, head.ref().parts().size()));
      if (head.key() != null) {
        variables.term(head.key());
      }
      if (head.value() != null) {
        variables.term(head.value());
        unused.removeAll(Variables.of(head.value()));
      }
      used.addAll(variables.names());
    }
    var scope = arguments.copy();
    renameBuiltinNames(definition.rule(), scope);
    var declarations = new Declarations(scope, compilation);
    definition.body(declarations.body(definition.rule().body(), used));
    declarations.report();
    if (declarations.assigns()) {
      compilation.replaced.add(Operators.ASSIGN);
    }
    if (hasVariables) {
      definition.head(Heads.apply(new Rename(scope.renames()), definition.rule().head()));
    }
    return scope;
  }

  /** A variable that is called like a built-in function must not be taken for it later on. */
  private void renameBuiltinNames(Rule rule, LocalScope scope) {
    var candidates = new TreeSet<String>();
    for (var name : Variables.of(rule.body(), Variables.SAFETY)) {
      if (compilation.functions.exists(name) && scope.local(name) == null) {
        candidates.add(name);
      }
    }
    if (candidates.isEmpty()) {
      return;
    }
    var mentioned = new WithVariables();
    mentioned.rule(rule);
    candidates.removeAll(Declared.in(rule.body()));
    candidates.removeAll(mentioned.names);
    candidates.forEach(name -> scope.declare(name, LocalScope.Occurrence.SEEN));
  }

  /** The variables of {@code with} modifiers, which may name functions. */
  private static final class WithVariables extends Walk {

    private final Set<String> names = new HashSet<>();

    @Override
    boolean enter(Expr.With with) {
      names.addAll(new Variables(Set.of()).with(with).names());
      return true;
    }
  }

  /** Renames variables wherever they occur. */
  static final class Rename extends Transform {

    private final Map<String, String> names;

    Rename(Map<String, String> names) {
      this.names = names;
    }

    @Override
    protected Term term(Term term) {
      if (term instanceof Term.Var(var location, var name)) {
        var changed = names.get(name);
        return changed == null || changed.equals(name) ? term : new Term.Var(location, changed);
      }
      return descend(term);
    }
  }

  /** Gives local names to the variables of a function's arguments. */
  private static final class ArgumentPatterns extends Transform {

    private final LocalScope scope;
    private final Compilation compilation;

    ArgumentPatterns(LocalScope scope, Compilation compilation) {
      this.scope = scope;
      this.compilation = compilation;
    }

    @Override
    protected Term term(Term term) {
      return switch (term) {
        case Term.Var(var location, var name) -> {
          var known = scope.local(name);
          if (known != null) {
            scope.use(name);
          }
          yield new Term.Var(
              location,
              known != null ? known : scope.declare(name, LocalScope.Occurrence.ARGUMENT));
        }
        case Term.ObjectTerm(var location, var entries) ->
          new Term.ObjectTerm(
              location,
              VisitOrder.entries(entries).stream()
                  .map(entry -> new Term.Entry(entry.key(), term(entry.value())))
                  .toList());
        case Term.Call call -> {
          compilation.issue(
              Issue.COMPILE, call.location(), "rule arguments cannot contain calls");
          yield call;
        }
        case Term.Ref ref -> descend(ref);
        case Term.ArrayTerm array -> descend(array);
        default -> term;
      };
    }
  }

  /** Rewrites the declarations of comprehensions and template strings within a head. */
  private static final class HeadClosures extends Transform {

    private final Compilation compilation;
    private final List<Issue> issues = new ArrayList<>();

    HeadClosures(Compilation compilation) {
      this.compilation = compilation;
    }

    Rule.Head head(Rule.Head head) {
      var changed = Heads.with(
          head,
          head.ref(),
          head.args() == null ? null : terms(head.args()),
          nullable(head.key()),
          nullable(head.value()));
      compilation.issues.addAll(issues);
      return changed;
    }

    @Override
    protected Term term(Term term) {
      if (!Names.isComprehension(term) && !(term instanceof Term.Template)) {
        return descend(term);
      }
      return new Declarations(new LocalScope(compilation.names), compilation, issues).term(term);
    }
  }

  /** Rewrites the declarations of a query. */
  static Body query(Body query, Compilation compilation) {
    var declarations = new Declarations(new LocalScope(compilation.names), compilation);
    var body = declarations.body(query, Set.of());
    declarations.report();
    return body;
  }
}
