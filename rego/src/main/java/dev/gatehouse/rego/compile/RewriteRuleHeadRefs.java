package dev.gatehouse.rego.compile;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;

/**
 * Moves parts of a rule's reference that are neither scalars nor variables into its body:
 * {@code p[input.x]} becomes {@code p[v]} with {@code v = input.x}.
 */
final class RewriteRuleHeadRefs {

  private RewriteRuleHeadRefs() {}

  static void run(Compilation compilation) {
    var capabilities = compilation.capabilities();
    var general = capabilities.has(Capabilities.REGO_V1)
        || capabilities.has(Capabilities.RULE_HEAD_REFS);
    var prefixes = general || capabilities.has(Capabilities.RULE_HEAD_REF_STRING_PREFIXES);
    for (var definition : compilation.definitions()) {
      var rule = definition.rule();
      if (!prefixes && !isName(rule.head())) {
        compilation.issue(Issue.COMPILE, rule.location(),
            "rule heads with refs are not supported: " + TermText.of(rule.head().ref()));
      } else if (!general && isGeneral(rule.head())) {
        compilation.issue(Issue.TYPE, rule.location(),
            "rule heads with general refs (containing variables) are not supported: "
                + TermText.of(rule.head().ref()));
      } else {
        rewrite(definition, compilation.names);
      }
    }
  }

  /** Whether the head is a name with at most one key, as it was before heads were references. */
  private static boolean isName(Rule.Head head) {
    return head.ref().parts().size() + (head.key() == null ? 0 : 1) <= 2;
  }

  private static boolean isGeneral(Rule.Head head) {
    var parts = head.ref().parts();
    var known = head.isMultiValue() ? parts.size() : parts.size() - 1;
    return parts.stream().limit(known).skip(1)
        .anyMatch(part -> !(part instanceof Term.Scalar(var location, StringValue name)));
  }

  private static void rewrite(Definition definition, LocalNames names) {
    var head = definition.rule().head();
    var extra = new ArrayList<Expr>();
    var ref = Heads.ref(
        head.ref(),
        part -> {
          if (part instanceof Term.Scalar || part instanceof Term.Var) {
            return part;
          }
          var local = new Term.Var(part.location(), names.next());
          extra.add(Operators.generated(part.location(), local, part));
          return local;
        });
    if (!extra.isEmpty()) {
      definition.head(Heads.with(head, ref, head.args(), head.key(), head.value()));
      definition.body(Bodies.append(definition.rule().body(), extra));
    }
  }
}
