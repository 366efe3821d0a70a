package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes names of imports and of rules of the same package full paths below {@code data}. */
final class ResolveRefs {

  private final Compilation compilation;

  private ResolveRefs(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    new ResolveRefs(compilation).run();
  }

  private void run() {
    var packages = new HashMap<String, Map<String, Global>>();
    for (var unit : compilation.units()) {
      var names = packages.computeIfAbsent(TermText.of(unit.module().path()),
          p -> new LinkedHashMap<>());
      for (var definition : unit.definitions()) {
        if (definition.rule().head().ref().head() instanceof Term.Var(var location, var name)) {
          names.computeIfAbsent(name, n -> new Global(path(unit.module(), n)));
        }
      }
    }
    for (var unit : compilation.units()) {
      var globals = new HashMap<>(
          packages.getOrDefault(TermText.of(unit.module().path()), Map.of()));
      for (var statement : unit.module().imports()) {
        if (isDocument(statement.path())) {
          globals.put(statement.name(), new Global(statement.path().parts()));
        }
      }
      unit.definitions().forEach(definition -> resolveChain(definition, globals));
      if (compilation.options.strict()) {
        reportUnused(unit.module(), globals);
      }
    }
  }

  /** Resolves the names of a query as if it stood in a module. */
  static Body query(Body query, Module context, Compilation compilation) {
    var path = TermText.of(context.path());
    var globals = new HashMap<String, Global>();
    for (var unit : compilation.units()) {
      if (TermText.of(unit.module().path()).equals(path)) {
        for (var rule : unit.module().rules()) {
          if (rule.head().ref().head() instanceof Term.Var(var location, var name)) {
            globals.put(name, new Global(path(context, name)));
          }
        }
      }
    }
    for (var statement : context.imports()) {
      if (isDocument(statement.path())) {
        globals.put(statement.name(), new Global(statement.path().parts()));
      }
    }
    var scopes = new Scopes();
    scopes.push(Declared.in(query));
    return new Resolver(globals, scopes).body(query);
  }

  private static List<Term> path(Module module, String name) {
    var parts = new ArrayList<>(module.path().parts());
    parts.add(Names.string(module.path().location(), name));
    return parts;
  }

  private static boolean isDocument(Term.Ref path) {
    return path.head() instanceof Term.Var(var location, var name) && Operators.isRoot(name);
  }

  /** The links of an else chain repeat the arguments: what is wrong with these is said once. */
  private void resolveChain(Definition definition, Map<String, Global> globals) {
    @Nullable
    Definition link = definition;
    while (link != null && resolve(link, globals)) {
      link = link.otherwise();
    }
  }

  private boolean resolve(Definition definition, Map<String, Global> globals) {
    var scopes = new Scopes();
    var rule = definition.rule();
    if (rule.head().args() != null) {
      var patterns = new Patterns();
      patterns.terms(rule.head().args());
      if (patterns.shadowed != null) {
        compilation.issue(
            Issue.COMPILE,
            rule.location(),
            "args must not shadow "
                + TermText.of(patterns.shadowed)
                + " (use a different variable name)");
        return false;
      }
      scopes.push(patterns.names);
    }
    scopes.push(Declared.in(rule.body()));
    var resolver = new Resolver(globals, scopes);
    var head = rule.head();
    definition.head(
        Heads.with(
            head,
            Heads.ref(head.ref(), resolver::term),
            head.args(),
            resolver.nullable(head.key()),
            resolver.nullable(head.value())));
    definition.body(resolver.body(rule.body()));
    return true;
  }

  private void reportUnused(Module module, Map<String, Global> globals) {
    for (var statement : module.imports()) {
      var global = globals.get(statement.name());
      if (isDocument(statement.path()) && global != null && !global.used) {
        compilation.issue(
            Issue.COMPILE, statement.location(), TermText.of(statement) + " unused");
      }
    }
  }

  /** What a name stands for in a module, and whether it was used. */
  private static final class Global {

    private final List<Term> parts;
    private boolean used;

    Global(List<Term> parts) {
      this.parts = parts;
    }

    List<Term> at(Location location) {
      used = true;
      return parts.stream().map(part -> place(part, location)).toList();
    }

    private static Term place(Term part, Location location) {
      return switch (part) {
        case Term.Scalar(var old, var value) -> new Term.Scalar(location, value);
        case Term.Var(var old, var name) -> new Term.Var(location, name);
        default -> part;
      };
    }
  }

  /** The variables that the arguments of a function may bind. */
  private static final class Patterns extends Walk {

    private final Set<String> names = new HashSet<>();
    private @Nullable Term shadowed;

    @Override
    boolean enter(Term term) {
      if (term instanceof Term.Var(var location, var name)) {
        names.add(name);
      }
      if (shadowed == null && Operators.isRoot(term)) {
        shadowed = term;
      }
      return switch (term) {
        case Term.SetTerm set -> false;
        case Term.ArrayComprehension closure -> false;
        case Term.SetComprehension closure -> false;
        case Term.ObjectComprehension closure -> false;
        case Term.Call call -> false;
        default -> shadowed == null;
      };
    }
  }

  /** Replaces names within the scopes that do not declare them. */
  private static final class Resolver extends Transform {

    private final Map<String, Global> globals;
    private final Scopes scopes;

    Resolver(Map<String, Global> globals, Scopes scopes) {
      this.globals = globals;
      this.scopes = scopes;
    }

    private @Nullable Global global(Term term) {
      if (term instanceof Term.Var(var location, var name)) {
        var global = globals.get(name);
        return global == null || scopes.has(name) ? null : global;
      }
      return null;
    }

    @Override
    protected Term term(Term term) {
      return switch (term) {
        case Term.Var variable -> {
          var global = global(variable);
          yield global == null
              ? variable
              : new Term.Ref(variable.location(), global.at(variable.location()));
        }
        case Term.Ref ref -> reference(ref);
        case Term.ArrayComprehension closure -> within(Declared.in(closure.body()), term);
        case Term.SetComprehension closure -> within(Declared.in(closure.body()), term);
        case Term.ObjectComprehension closure -> within(Declared.in(closure.body()), term);
        default -> descend(term);
      };
    }

    private Term within(Set<String> declared, Term closure) {
      scopes.push(declared);
      var result = descend(closure);
      scopes.pop();
      return result;
    }

    private Term.Ref reference(Term.Ref ref) {
      var global = global(ref.head());
      if (global == null) {
        return (Term.Ref) descend(ref);
      }
      var parts = new ArrayList<>(global.at(ref.head().location()));
      parts.addAll(terms(ref.parts().subList(1, ref.parts().size())));
      return new Term.Ref(ref.location(), parts);
    }

    @Override
    protected Term.Ref operator(Term.Ref operator) {
      return reference(operator);
    }

    @Override
    protected Term.Ref target(Term.Ref target) {
      return reference(target);
    }

    @Override
    protected Expr expr(Expr expr) {
      if (!(expr.form() instanceof Expr.Every every)) {
        return descend(expr);
      }
      scopes.push(Variables.of(Names.pair(every.key(), every.value())));
      var form = new Expr.Every(every.key(), every.value(), term(every.domain()),
          body(every.body()));
      scopes.pop();
      return new Expr(
          expr.location(), form, expr.negated(), withs(expr.withs()), expr.generated());
    }
  }
}
