package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the stages work on and hand on to each other; changes from stage to stage. */
final class Compilation {

  private static final CompileOptions OUTLINE = new CompileOptions(
      false, false, Set.of(), List.of());

  final CompileOptions options;
  final Functions functions;
  final LocalNames names;
  final List<Issue> issues = new ArrayList<>();

  /** Terms that locals made by the compiler stand for, for messages. */
  final Map<String, Term> subjects = new HashMap<>();

  /** The types of the documents that rules define. */
  final TypeTree types;

  /** Names of functions whose calls the stages replaced: a policy needs them all the same. */
  final Set<String> replaced = new HashSet<>();

  /** Whether calls of functions that do not exist are no issues, and annotations give no types. */
  final boolean isOutline;

  private final List<Unit> units;
  private RuleTree tree = RuleTree.of(List.of());
  private RuleGraph graph = RuleGraph.EMPTY;
  private AnnotationSet annotations = AnnotationSet.NONE;

  Compilation(List<Module> sources, CompileOptions options) {
    this(sources, options, false);
  }

  private Compilation(List<Module> sources, CompileOptions options, boolean isOutline) {
    this.options = options;
    this.isOutline = isOutline;
    this.functions = new Functions(options);
    this.names = LocalNames.ofModules();
    this.types = new TypeTree();
    this.units = sources.stream()
        .sorted(Comparator.comparing(module -> module.location().file()))
        .map(module -> new Unit(module, Definition.all(module)))
        .toList();
  }

  private Compilation(Compilation policy) {
    this.options = policy.options.withStrict(false);
    this.isOutline = policy.isOutline;
    this.functions = policy.functions;
    this.names = LocalNames.ofQuery();
    this.types = policy.types;
    this.units = policy.units;
    this.tree = policy.tree;
    this.graph = policy.graph;
  }

  /** The compilation of modules that may call what is not known here, to learn what they need. */
  static Compilation ofOutline(List<Module> sources) {
    return new Compilation(sources, OUTLINE, true);
  }

  /** The compilation of a query against what was compiled here; as in OPA, it is never strict. */
  Compilation query() {
    return new Compilation(this);
  }

  /** A module with its rules. */
  record Unit(Module module, List<Definition> definitions) {

    /** Every rule and every link of its else chain, in order of source. */
    void eachLink(Consumer<Definition> action) {
      for (var definition : definitions) {
        for (var link = definition; link != null; link = link.otherwise()) {
          action.accept(link);
        }
      }
    }
  }

  List<Unit> units() {
    return units;
  }

  List<Definition> definitions() {
    return units.stream().flatMap(unit -> unit.definitions().stream()).toList();
  }

  /** Every rule and every link of its else chain, in order of source. */
  void eachLink(Consumer<Definition> action) {
    units.forEach(unit -> unit.eachLink(action));
  }

  RuleTree tree() {
    return tree;
  }

  void tree(RuleTree made) {
    tree = made;
  }

  RuleGraph graph() {
    return graph;
  }

  void graph(RuleGraph made) {
    graph = made;
  }

  AnnotationSet annotations() {
    return annotations;
  }

  void annotations(AnnotationSet made) {
    annotations = made;
  }

  /** What the modules together may use. */
  Capabilities capabilities() {
    return options.capabilities(RegoVersion.V1);
  }

  /** Whether the checks that came with Rego v1 hold for the module. */
  boolean hasStrictRules(Module module) {
    return options.strict() || isV1(module);
  }

  static boolean isV1(Module module) {
    return module.version() != RegoVersion.V0
        || module.imports().stream().anyMatch(i -> TermText.of(i.path()).equals("rego.v1"));
  }

  /** The number of arguments of a function, -1 if there is none of this name. */
  int arity(Term.Ref operator) {
    if (Operators.isData(operator)) {
      return tree.arity(operator);
    }
    if (operator.parts().size() == 1
        && operator.head() instanceof Term.Var(var location, var name)
        && name.equals(Operators.DECLARE)) {
      return 2;
    }
    var type = functions.type(Names.dotted(operator));
    return type == null ? -1 : type.args().size();
  }

  /** The text of a term with the names that its variables have in the source. */
  String sourceText(Term term) {
    return TermText.of(new RewriteLocalVars.Rename(names.sources()).term(term));
  }

  /** Fails if there are issues. */
  void stopOnIssues() throws PolicyException {
    if (!issues.isEmpty()) {
      throw new PolicyException(issues);
    }
  }

  void issue(String code, Location location, String message) {
    issues.add(new Issue(code, location, message));
  }
}
