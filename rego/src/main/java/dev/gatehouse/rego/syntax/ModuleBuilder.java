package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.util.ArrayList;
import java.util.List;

/** Makes a module of its statements and checks what only a whole module shows. */
final class ModuleBuilder {

  private final Source source;
  private final List<StatementParser.Statement> statements;
  private final List<Module.Comment> comments;
  private final List<Issue> issues = new ArrayList<>();
  private final List<Module.Import> imports = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  private ModuleBuilder(
      Source source, List<StatementParser.Statement> statements, List<Module.Comment> comments) {
    this.source = source;
    this.statements = statements;
    this.comments = comments;
  }

  static Module build(
      Source source, List<StatementParser.Statement> statements, List<Module.Comment> comments)
      throws PolicyException {
    return new ModuleBuilder(source, statements, comments).build();
  }

  private Module build() throws PolicyException {
    var first = statements.getFirst();
    if (!(first instanceof StatementParser.PackageStatement)) {
      report(first.location(), "package expected");
    }
    statements.stream().skip(1).forEach(this::add);
    if (source.version() == RegoVersion.V1 || importsRegoV1()) {
      rules.forEach(this::checkV1);
    }
    if (!issues.isEmpty()
        || !(first instanceof StatementParser.PackageStatement(var location, var path))) {
      throw new PolicyException(issues);
    }
    DepthCheck.checkRules(rules);
    return new Module(location, path, source.version(), imports, rules, List.of(), comments);
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

  private boolean importsRegoV1() {
    return imports.stream().anyMatch(i -> i.path().toString().equals("rego.v1"));
  }

  private void checkV1(Rule first) {
    for (var rule = first; rule != null; rule = rule.otherwise()) {
      var head = rule.head();
      var what = head.isFunction() ? "function" : "rule";
      var name = head.ref().head().toString();
      if (head.ref().parts().size() < 2
          && (Kind.KEYWORDS.containsKey(name) || Kind.V1_KEYWORDS.containsKey(name))) {
        report(rule.location(), name + " keyword cannot be used for rule name");
      }
      if (!rule.isDefault() && !rule.bodyWritten() && !head.valueWritten() && !head.isMultiValue()) {
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
