package dev.gatehouse.rego;

import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.Builtins;
import dev.gatehouse.rego.builtin.NetworkAccess;
import dev.gatehouse.rego.compile.CheckedPolicy;
import dev.gatehouse.rego.compile.Compiler;
import dev.gatehouse.rego.compile.Dependencies;
import dev.gatehouse.rego.eval.Program;
import dev.gatehouse.rego.plan.Planner;
import dev.gatehouse.rego.search.ObservedQuery;
import dev.gatehouse.rego.search.PartialSearch;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.ContextParser;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Modules that were compiled together; immutable and safe for any number of threads. */
public final class Policy {

  private final CheckedPolicy checked;
  private final Function<String, @Nullable Builtin> functions;
  private final Planner planner;
  private final Program program;

  private Policy(CheckedPolicy checked, CompileOptions options) throws PolicyException {
    this.checked = checked;
    this.functions = functions(options);
    this.planner = Planner.of(checked, functions);
    var own = options.functions().stream().map(Builtin::name).collect(Collectors.toSet());
    declared(options).keySet().stream()
        .filter(name -> !Builtins.isName(name))
        .forEach(own::add);
    this.program = Program.of(planner.plan(), own, options.backend());
  }

  /**
   * Compiles modules.
   *
   * @throws PolicyException with every issue, if there is any
   */
  public static Policy compile(List<Source> sources, CompileOptions options)
      throws PolicyException {
    return compileModules(parse(sources, options), options);
  }

  /**
   * Compiles modules that were parsed, and maybe changed, by the caller.
   *
   * @throws PolicyException with every issue, if there is any
   */
  public static Policy compileModules(List<Module> modules, CompileOptions options)
      throws PolicyException {
    return new Policy(Compiler.check(modules, options), options);
  }

  private static List<Module> parse(List<Source> sources, CompileOptions options)
      throws PolicyException {
    var modules = new ArrayList<Module>();
    var issues = new ArrayList<Issue>();
    for (var source : sources) {
      try {
        modules.add(Parser.parseModule(source, options.capabilities(source.version())));
      } catch (PolicyException e) {
        issues.addAll(e.issues());
      }
    }
    if (!issues.isEmpty()) {
      throw new PolicyException(issues);
    }
    return modules;
  }

  /** The embedding program's own functions before the standard ones and those that nobody made. */
  private static Function<String, @Nullable Builtin> functions(CompileOptions options) {
    Map<String, Builtin> own = options.functions().stream()
        .collect(Collectors.toMap(Builtin::name, f -> f));
    var standard = Builtins.withNetwork(network(options));
    var declared = declared(options);
    return name -> {
      var function = own.containsKey(name) ? own.get(name) : standard.find(name);
      var declaration = declared.get(name);
      return function == null && declaration != null
          ? Builtin.missing(name, declaration.type())
          : function;
    };
  }

  private static NetworkAccess network(CompileOptions options) {
    return options.capabilities()
        .flatMap(Capabilities::hosts)
        .map(options.network()::within)
        .orElse(options.network());
  }

  private static Map<String, Capabilities.Declaration> declared(CompileOptions options) {
    return options.capabilities().flatMap(Capabilities::functions).orElse(Map.of());
  }

  /**
   * Prepares a query, such as {@code data.example.allow} or {@code x = data.example.deny[_]}.
   *
   * @throws PolicyException with every issue of the query's text
   */
  public Query prepare(String query) throws PolicyException {
    return prepare(query, RegoVersion.V1);
  }

  /**
   * Prepares a query that is written in the given dialect.
   *
   * @throws PolicyException with every issue of the query's text
   */
  public Query prepare(String query, RegoVersion version) throws PolicyException {
    var body = checked.checkQuery(parse(query, version));
    var source = new Source("", query, version);
    return new SettledQuery(program.prepare(planner.plan(body)), Lazy.of(() -> settling(source)));
  }

  /**
   * Prepares a query that was parsed, or is part of the result of a partial evaluation. As with all
   * queries of one expression, there is a solution where it is false; the solution tells so.
   *
   * @throws PolicyException with every issue of the query
   */
  public Query prepare(Body query) throws PolicyException {
    return program.prepare(planner.plan(checked.checkQuery(query)));
  }

  /**
   * Prepares a query whose evaluations are to be observed.
   *
   * @throws PolicyException with every issue of the query's text
   */
  public ObservedQuery observe(String query, RegoVersion version) throws PolicyException {
    return ObservedQuery.of(
        checked, checked.checkQuery(parse(query, version)), functions);
  }

  /**
   * Prepares a query that somebody typed in.
   *
   * @throws PolicyException with every issue of the query's text or context
   */
  public Inquiry inquire(Source query, QueryContext context) throws PolicyException {
    var capabilities = checked.options().capabilities(query.version());
    var module = ContextParser.parse(context, query.version(), capabilities);
    var body = Parser.parseBody(query, context.imports(), capabilities);
    var checkedQuery = checked.checkShownQuery(body, module);
    return new Inquiry(
        program.prepare(planner.plan(checkedQuery.query())),
        Lazy.of(() -> ObservedQuery.of(checked, checkedQuery.query(), functions)),
        checkedQuery.shown());
  }

  /** A query that was prepared before, with the values of its expressions. */
  private Inquiry settling(Source query) {
    try {
      return inquire(query, QueryContext.NONE);
    } catch (PolicyException e) {
      throw new IllegalStateException("a query that is valid is not: " + query.text(), e);
    }
  }

  /**
   * Prepares a query that is evaluated as far as it can be without what is unknown.
   *
   * @throws PolicyException with every issue of the query's text or context, or of the options
   */
  public PartialQuery preparePartial(Source query, QueryContext context, PartialOptions options)
      throws PolicyException {
    var capabilities = checked.options().capabilities(query.version());
    var module = ContextParser.parse(context, query.version(), capabilities);
    var body = Parser.parseBody(query, context.imports(), capabilities);
    var checkedQuery = checked.checkPartialQuery(body, module);
    return PartialQuery.of(
        PartialSearch.of(checked, checkedQuery, functions, query.version()), options);
  }

  /** The modules as they were parsed, sorted by the name of their source. */
  public List<Module> modules() {
    return checked.modules();
  }

  /**
   * The documents that a query needs, directly and by rules.
   *
   * @throws PolicyException with every issue of the query's text
   */
  public Dependencies dependencies(Source query) throws PolicyException {
    return checked.dependencies(
        Parser.parseBody(query, List.of(), checked.options().capabilities(query.version())));
  }

  private Body parse(String query, RegoVersion version) throws PolicyException {
    return Parser.parseBody(
        new Source("", query, version), List.of(), checked.options().capabilities(version));
  }
}
