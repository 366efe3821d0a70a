package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.HashMap;
import java.util.Map;

/** Shows core form with the names that local variables have in the source; immutable. */
public final class SourceNames {

  private final Map<String, String> names;
  private final RewriteLocalVars.Rename rename;

  private SourceNames(Map<String, String> names) {
    this.names = names;
    this.rename = new RewriteLocalVars.Rename(names);
  }

  /** The names of a policy and of a query against it. */
  public static SourceNames of(CheckedPolicy policy, CheckedQuery query) {
    var names = new HashMap<>(policy.localNames());
    names.putAll(query.sources());
    return new SourceNames(names);
  }

  /** The name in the source, or the name itself where the compiler made it. */
  public String of(String local) {
    return names.getOrDefault(local, local);
  }

  /** Whether the compiler made the name and no name in the source stands for it. */
  public boolean isGenerated(String local) {
    return LocalNames.isGenerated(of(local));
  }

  /** Whether the variable has the value of an expression of a query; no source has a place for it. */
  public boolean isValue(String local) {
    return ShowValues.isShown(local);
  }

  /** The term in the names of the source. */
  public Term in(Term term) {
    return rename.term(term);
  }

  /** The expression in the names of the source. */
  public Expr in(Expr expr) {
    return rename.expr(expr);
  }

  /** The body in the names of the source. */
  public Body in(Body body) {
    return rename.body(body);
  }
}
