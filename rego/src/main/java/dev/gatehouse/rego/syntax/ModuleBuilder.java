package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a module of its statements and checks what only a whole module shows. */
final class ModuleBuilder {

  private final Source source;
  private final List<StatementParser.Statement> statements;
  private final List<Module.Comment> comments;
  private final List<MetadataParser.Block> blocks;
  private final List<Issue> issues = new ArrayList<>();
  private final List<Module.Import> imports = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  private ModuleBuilder(
      Source source,
      List<StatementParser.Statement> statements,
      List<Module.Comment> comments,
      List<MetadataParser.Block> blocks) {
    this.source = source;
    this.statements = statements;
    this.comments = comments;
    this.blocks = blocks;
  }

  static Module build(
      Source source,
      List<StatementParser.Statement> statements,
      List<Module.Comment> comments,
      List<MetadataParser.Block> blocks)
      throws PolicyException {
    return new ModuleBuilder(source, statements, comments, blocks).build();
  }

  private Module build() throws PolicyException {
    var first = statements.getFirst();
    if (!(first instanceof StatementParser.PackageStatement)) {
      report(first.location(), "package expected");
    }
    statements.stream().skip(1).forEach(this::add);
    if (source.version() != RegoVersion.V0 || importsRegoV1()) {
      rules.forEach(this::checkV1);
    }
    if (!issues.isEmpty()
        || !(first instanceof StatementParser.PackageStatement(var location, var path))) {
      throw new PolicyException(issues);
    }
    var byRow = new TreeMap<Integer, StatementParser.Statement>();
    statements.forEach(statement -> byRow.putIfAbsent(statement.location().row(), statement));
    var annotations = blocks.stream()
        .map(block -> annotation(block, byRow.higherEntry(block.location().row())))
        .toList();
    if (!issues.isEmpty()) {
      throw new PolicyException(issues);
    }
    DepthCheck.checkModule(path, rules);
    return new Module(location, path, source.version(), imports, rules, annotations, comments);
  }

  private void report(Location location, String message) {
    issues.add(new Issue(Issue.PARSE, location, message));
  }

  private void add(StatementParser.Statement statement) {
    switch (statement) {
      case StatementParser.PackageStatement s -> report(s.location(), "unexpected package");
      case StatementParser.ImportStatement s -> imports.add(s.content());
      case StatementParser.RuleStatement s -> rules.add(s.rule());
      case StatementParser.BodyStatement s -> {
        try {
          rules.add(ExpressionRules.toRule(s.body()));
        } catch (ExpressionRules.NoRule reason) {
          issues.add(reason.at(s.location()));
        }
      }
    }
  }

  /** The annotation that a block is for the statement below it. */
  private Module.Annotation annotation(
      MetadataParser.Block block, Map.@Nullable Entry<Integer, StatementParser.Statement> below) {
    var target = below == null ? null : below.getValue();
    var kind = switch (target) {
      case null -> "";
      case StatementParser.PackageStatement s -> "package";
      case StatementParser.ImportStatement s -> "import";
      case StatementParser.RuleStatement s -> "rule";
      case StatementParser.BodyStatement s -> "rule";
    };
    var scope = block.scope();
    if (scope.isEmpty()) {
      scope = kind.equals("rule") && block.isEntrypoint() ? "document" : kind;
    }
    switch (scope) {
      case "rule", "document" -> checkScope(block, scope, "rule", kind);
      case "package", "subpackages" -> checkScope(block, scope, "package", kind);
      default ->
        report(
            block.location(),
            "invalid annotation scope '" + scope
                + "'. Use one of 'rule', 'document', 'package', or 'subpackages'");
    }
    if (block.isEntrypoint() && !scope.equals("document") && !scope.equals("package")) {
      report(
          block.location(),
          "annotation entrypoint applied to non-document or package scope '" + scope + "'");
    }
    var row = target == null ? 0 : target.location().row();
    return new Module.Annotation(block.location(), scope, row, block.content());
  }

  private void checkScope(MetadataParser.Block block, String scope, String wanted, String kind) {
    if (!kind.equals(wanted)) {
      var have = kind.isEmpty() ? "" : " (have " + kind + ")";
      report(
          block.location(),
          "annotation scope '" + scope + "' must be applied to " + wanted + have);
    }
  }

  private boolean importsRegoV1() {
    return imports.stream().anyMatch(i -> i.path().toString().equals("rego.v1"));
  }

  private void checkV1(Rule first) {
    for (var rule = first; rule != null; rule = rule.otherwise()) {
      var head = rule.head();
      var what = head.isFunction() ? "function" : "rule";
      var name = head.ref().head().toString();
      if (head.ref().parts().size() < 2 && PartText.isKeyword(name)) {
        report(rule.location(), name + " keyword cannot be used for rule name");
      }
      if (!rule.isDefault() && !rule.bodyWritten() && !head.valueWritten()
          && !head.isMultiValue()) {
        report(rule.location(), what + " must have value assignment and/or body declaration");
      }
      if (rule.bodyWritten() && !head.hasIf()) {
        report(rule.location(), "`if` keyword is required before " + what + " body");
      }
      if (head.isMultiValue() && !head.hasContains()) {
        report(rule.location(), "`contains` keyword is required for partial set rules");
      }
    }
  }
}
