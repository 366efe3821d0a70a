package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.syntax.Module;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks modules and brings them into core form, stage by stage. The stages have the names and the
 * order of OPA's, because a stage that finds issues is the last one to run.
 */
public final class Compiler {

  private static final List<Stage> STAGES = List.of(
      stage("ResolveRefs", "names → paths below data", ResolveRefs::run),
      stage("InitLocalVarGen", "names in sources → names not to give", Compiler::takenNames),
      stage("NameSharedWildcards", "p[_1]; q[_1] as left by partial evaluation → p[v]; q[v]",
          NameSharedWildcards::run),
      stage("RewriteRuleHeadRefs", "p[input.x] → p[v] with v = input.x", RewriteRuleHeadRefs::run),
      stage("CheckKeywordOverrides", "nothing hides data or input", CheckKeywordOverrides::run),
      stage("CheckDuplicateImports", "imports → names of their own", CheckDuplicateImports::run),
      stage("SetRuleTree", "rules → tree by path", Compiler::setRuleTree),
      stage("RewriteLocalVars", ":=, some, every → unique names", RewriteLocalVars::run),
      stage("RewriteTemplateStrings", "$\"{x}\" → call", RewriteTemplateStrings::run),
      stage("CheckVoidCalls", "values → from functions with a result", CheckVoidCalls::run),
      stage("RewritePrintCalls", "print → nothing or internal.print", RewritePrintCalls::run),
      stage("RewriteExprTerms", "f(g(x)) → g(x, v); f(v)", RewriteExprTerms::run),
      stage("RewriteRegoMetadataCalls", "METADATA → constants",
          RewriteRegoMetadataCalls::run),
      stage("SetGraph", "references → dependencies of rules", Compiler::setGraph),
      stage("RewriteComprehensionTerms", "[x.y | …] → [v | …; v = x.y]",
          RewriteComprehensionTerms::run),
      stage("RewriteRefsInHead", "p := x.y → p := v with v = x.y", RewriteRefsInHead::run),
      stage("RewriteWithValues", "with x as y.z → v = y.z; with x as v", RewriteWithValues::run),
      stage("CheckRuleConflicts", "rules → one kind for each path", CheckRuleConflicts::run),
      stage("CheckUndefinedFuncs", "calls → of functions that exist", CheckUndefinedFuncs::run),
      stage("CheckSafetyRuleHeads", "head variables → in the body", CheckSafety::heads),
      stage("CheckSafetyRuleBodies", "bodies → safe order", CheckSafety::bodies),
      stage("RewriteEquals", "x == y → x = y", RewriteEquals::run),
      stage("RewriteDynamicTerms", "f(x.y) → v = x.y; f(v)", RewriteDynamicTerms::run),
      stage("CheckRecursion", "dependencies → without cycles", CheckRecursion::run),
      stage("CheckTypes", "terms → types that can meet", TypeChecker::run),
      stage("CheckDeprecatedBuiltins", "v1 → without old functions", CheckDeprecatedBuiltins::run));

  /** The stages that modules which call unknown functions cannot pass. */
  private static final Set<String> OF_KNOWN_FUNCTIONS = Set.of(
      "CheckUndefinedFuncs", "CheckSafetyRuleBodies");

  private Compiler() {}

  /** A step of compilation: its name in OPA, what it makes of what, and its code. */
  private record Stage(String name, String makes, Consumer<Compilation> run) {}

  private static Stage stage(String name, String makes, Consumer<Compilation> run) {
    return new Stage(name, makes, run);
  }

  /**
   * Checks modules that belong together.
   *
   * @throws PolicyException with every issue of the first stage that found any
   */
  public static CheckedPolicy check(List<Module> modules, CompileOptions options)
      throws PolicyException {
    var compilation = new Compilation(modules, options);
    for (var stage : STAGES) {
      stage.run.accept(compilation);
      compilation.stopOnIssues();
    }
    compilation.definitions().forEach(Definition::finish);
    return new CheckedPolicy(compilation);
  }

  /**
   * What modules need of the language. They may call functions that do not exist; their bodies are
   * not checked for safety then.
   *
   * @throws PolicyException with every issue of the first stage that found any
   */
  public static Requirements requirements(List<Module> modules) throws PolicyException {
    var compilation = Compilation.ofOutline(modules);
    for (var stage : STAGES) {
      if (!OF_KNOWN_FUNCTIONS.contains(stage.name)) {
        stage.run.accept(compilation);
        compilation.stopOnIssues();
      }
    }
    return Requirements.of(compilation);
  }

  private static void takenNames(Compilation compilation) {
    compilation.eachLink(
        definition -> new Variables(Set.of())
            .body(definition.rule().body())
            .names()
            .forEach(compilation.names::exclude));
  }

  private static void setRuleTree(Compilation compilation) {
    compilation.tree(RuleTree.of(compilation.definitions()));
  }

  private static void setGraph(Compilation compilation) {
    compilation.graph(RuleGraph.of(compilation));
  }
}
