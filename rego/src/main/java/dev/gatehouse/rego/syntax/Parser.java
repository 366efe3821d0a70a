package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes trees of source text.
 *
 * <p>The grammar, its errors and their places are those of OPA 1.20. Work and nesting are bounded,
 * so that no source, however made, can exhaust the stack or the time.
 */
public final class Parser {

  private Parser() {}

  /**
   * Parses a module that may use all that its dialect has.
   *
   * @throws PolicyException with every error that was found
   */
  public static Module parseModule(Source source) throws PolicyException {
    return parseModule(source, Capabilities.of(source.version()));
  }

  /**
   * Parses a module.
   *
   * @throws PolicyException with every error that was found
   */
  public static Module parseModule(Source source, Capabilities capabilities)
      throws PolicyException {
    return parseModule(source, capabilities, true);
  }

  /**
   * Parses a module whose annotations are no more than comments.
   *
   * @throws PolicyException with every error that was found
   */
  public static Module parseUnannotated(Source source, Capabilities capabilities)
      throws PolicyException {
    return parseModule(source, capabilities, false);
  }

  private static Module parseModule(Source source, Capabilities capabilities, boolean annotated)
      throws PolicyException {
    var parser = StatementParser.of(source, capabilities);
    var scanned = parser.scanned();
    var cursor = parser.cursor();
    var statements = List.<StatementParser.Statement>of();
    try {
      statements = parser.parseModule();
    } catch (Cursor.Halted halted) {
      // The cursor holds the reason as its last error.
    }
    var comments = cursor.hasErrors()
        ? scanned.comments().subList(0, cursor.token().comments())
        : scanned.comments();
    var metadata = MetadataParser.parse(annotated ? comments : List.of());
    if (cursor.hasErrors() || !metadata.issues().isEmpty()) {
      var issues = new ArrayList<>(cursor.errors());
      issues.addAll(metadata.issues());
      throw new PolicyException(issues);
    }
    if (statements.isEmpty()) {
      var issue = metadata.blocks().isEmpty()
          ? new Issue(Issue.PARSE, new Location(source.name(), 0, 0, ""), "empty module")
          : new Issue(
              Issue.PARSE, metadata.blocks().getFirst().location(), "package expected");
      throw new PolicyException(List.of(issue));
    }
    return ModuleBuilder.build(source, statements, scanned.comments(), metadata.blocks());
  }

  /**
   * Parses a query: expressions with line breaks or semicolons between them.
   *
   * @throws PolicyException with every error that was found
   */
  public static Body parseBody(String query, RegoVersion version) throws PolicyException {
    return parseBody(new Source("", query, version), List.of(), Capabilities.of(version));
  }

  /**
   * Parses a query under imports.
   *
   * @param imports the paths of the imports that count, such as {@code future.keywords.and}
   * @throws PolicyException with every error that was found
   */
  public static Body parseBody(Source query, List<String> imports, Capabilities capabilities)
      throws PolicyException {
    var statements = StatementParser.of(query, capabilities);
    var cursor = statements.cursor();
    imports.forEach(statements::activateKeywords);
    var expressions = List.<Expr>of();
    try {
      expressions = statements.parseQuery();
    } catch (Cursor.Halted halted) {
      // The cursor holds the reason as its last error.
    }
    if (cursor.hasErrors()) {
      throw new PolicyException(cursor.errors());
    }
    DepthCheck.check(expressions);
    return new Body(new Location(query.name(), 1, 1, query.text()), expressions);
  }

  /**
   * Parses a single term.
   *
   * @throws PolicyException if the text is not one term
   */
  public static Term parseTerm(String text, RegoVersion version) throws PolicyException {
    var body = parseBody(text, version);
    if (body.expressions().size() == 1) {
      var only = body.expressions().getFirst();
      if (only.form() instanceof Expr.Is(var term) && !only.negated() && only.withs().isEmpty()) {
        return term;
      }
    }
    var issues = new ArrayList<Issue>();
    issues.add(new Issue(Issue.PARSE, body.location(), "expected exactly one term"));
    throw new PolicyException(issues);
  }
}
