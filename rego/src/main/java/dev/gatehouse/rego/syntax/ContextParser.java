package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.util.ArrayList;
import java.util.List;

/** Parses the package and the imports that a query is given beside its text. */
public final class ContextParser {

  private ContextParser() {}

  /**
   * The package and the imports as a module without rules.
   *
   * @throws PolicyException with every error that was found
   */
  public static Module parse(
      QueryContext context, RegoVersion version, Capabilities capabilities)
      throws PolicyException {
    var issues = new ArrayList<Issue>();
    var imports = new ArrayList<Module.Import>();
    for (var path : context.imports()) {
      try {
        if (statement("import " + path,
            version, capabilities) instanceof StatementParser.ImportStatement(var i)) {
          imports.add(i);
        }
      } catch (PolicyException e) {
        issues.addAll(e.issues());
      }
    }
    var root = new Term.Ref(Location.NONE, List.of(new Term.Var(Location.NONE, "data")));
    var name = context.packageName();
    if (!name.isEmpty()
        && statement("package " + name,
            version,
            capabilities) instanceof StatementParser.PackageStatement(var location, var path)) {
      root = path;
    }
    if (!issues.isEmpty()) {
      throw new PolicyException(issues);
    }
    return new Module(Location.NONE, root, version, imports, List.of(), List.of(), List.of());
  }

  private static StatementParser.Statement statement(
      String text, RegoVersion version, Capabilities capabilities) throws PolicyException {
    var parser = StatementParser.of(new Source("", text, version), capabilities);
    var cursor = parser.cursor();
    var statements = List.<StatementParser.Statement>of();
    try {
      statements = parser.parseModule();
    } catch (Cursor.Halted halted) {
      // The cursor holds the reason as its last error.
    }
    if (cursor.hasErrors()) {
      throw new PolicyException(cursor.errors());
    }
    if (statements.size() != 1) {
      throw new PolicyException(
          List.of(new Issue("", Location.NONE, "expected exactly one statement")));
    }
    return statements.getFirst();
  }
}
