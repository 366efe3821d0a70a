package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parses a source's statements: package, imports, rules, and expressions that stand alone. */
final class StatementParser {

  private final Scanner.Scanned scanned;
  private final Cursor cursor;
  private final TermParser terms;
  private final RuleParser rules;
  private final Map<String, Kind> importable;

  private StatementParser(Scanner.Scanned scanned, Cursor cursor, Map<String, Kind> importable) {
    this.scanned = scanned;
    this.cursor = cursor;
    this.terms = new TermParser(cursor);
    this.rules = new RuleParser(cursor, terms);
    this.importable = importable;
  }

  /** A parser of a source. @throws PolicyException if the capabilities make no sense for it */
  static StatementParser of(Source source, Capabilities capabilities) throws PolicyException {
    var importable = ImportableKeywords.of(source.version(), capabilities);
    var scanned = Scanner.scan(source);
    return new StatementParser(
        scanned, new Cursor(scanned.tokens(), source.version(), capabilities), importable);
  }

  Scanner.Scanned scanned() {
    return scanned;
  }

  Cursor cursor() {
    return cursor;
  }

  /** What stands at the top of a source. */
  sealed interface Statement {
    Location location();
  }

  record PackageStatement(Location location, Term.Ref path) implements Statement {}

  record ImportStatement(Module.Import content) implements Statement {
    @Override
    public Location location() {
      return content.location();
    }
  }

  record RuleStatement(Rule rule) implements Statement {
    @Override
    public Location location() {
      return rule.location();
    }
  }

  record BodyStatement(Body body) implements Statement {
    @Override
    public Location location() {
      return body.expressions().getFirst().location();
    }
  }

  /** Every statement up to the end, or up to the first that cannot be read. */
  List<Statement> parseModule() {
    var statements = new ArrayList<Statement>();
    while (!cursor.is(Kind.EOF)) {
      cursor.forgetTerms();
      var count = statements.size();
      parseNext(statements);
      if (statements.size() == count) {
        break;
      }
    }
    return statements;
  }

  /** Every expression up to the end, or up to the first that cannot be read. */
  List<Expr> parseQuery() {
    var expressions = new ArrayList<Expr>();
    while (!cursor.is(Kind.EOF)) {
      cursor.forgetTerms();
      if (parsePackageOrImport() != null) {
        cursor.error(cursor.location(), "expected body");
        break;
      }
      if (cursor.hasErrors()) {
        break;
      }
      var body = terms.literals().parseStatement();
      if (body == null) {
        break;
      }
      expressions.addAll(body.expressions());
    }
    return expressions;
  }

  private void parseNext(List<Statement> statements) {
    var wasHeader = cursor.is(Kind.PACKAGE) || cursor.is(Kind.IMPORT);
    var statement = parsePackageOrImport();
    if (statement != null) {
      statements.add(statement);
      return;
    }
    if (wasHeader && cursor.hasErrors()) {
      return;
    }
    var mark = cursor.mark();
    var parsed = rules.parse();
    if (parsed != null) {
      parsed.forEach(rule -> statements.add(new RuleStatement(rule)));
      return;
    }
    if (cursor.hasErrors()) {
      return;
    }
    cursor.restore(mark);
    var body = terms.literals().parseStatement();
    if (body != null) {
      statements.add(new BodyStatement(body));
    }
  }

  /** A package or import; null, back at the start, if it is neither and no error is noted. */
  private @Nullable Statement parsePackageOrImport() {
    var mark = cursor.mark();
    Statement statement = switch (cursor.kind()) {
      case PACKAGE -> parsePackage();
      case IMPORT -> parseImport();
      default -> null;
    };
    if (statement == null && cursor.errors().size() == mark.errors().size()) {
      cursor.restore(mark);
    }
    return statement;
  }

  /** Whether the statement's keyword is the start of a reference such as {@code package.x}. */
  private boolean isReference() {
    return cursor.isFollowedDirectlyBy(Kind.DOT, Kind.LEFT_BRACKET);
  }

  private @Nullable Statement parsePackage() {
    if (isReference()) {
      return null;
    }
    var start = cursor.location();
    cursor.advance();
    if (!cursor.isNameOrKeyword()) {
      cursor.unexpected();
      return null;
    }
    cursor.treatAsName();
    var term = terms.parseTerm();
    return switch (term) {
      case null -> null;
      case Term.Var name ->
        new PackageStatement(start, packagePath(name.location(), List.of(name)));
      case Term.Ref ref -> {
        if (!(ref.head() instanceof Term.Var)) {
          cursor.error(
              ref.head().location(),
              "unexpected " + ref.head().kindName() + " token: expecting var");
          yield null;
        }
        yield hasStringParts(ref)
            ? new PackageStatement(start, packagePath(ref.location(), ref.parts()))
            : null;
      }
      default -> {
        cursor.unexpected();
        yield null;
      }
    };
  }

  private static Term.Ref packagePath(Location location, List<Term> names) {
    var first = (Term.Var) names.getFirst();
    var parts = new ArrayList<Term>();
    parts.add(new Term.Var(first.location(), "data"));
    parts.add(TermParser.string(first.location(), first.name()));
    parts.addAll(names.subList(1, names.size()));
    return new Term.Ref(location, parts);
  }

  private boolean hasStringParts(Term.Ref ref) {
    for (var part : ref.parts().subList(1, ref.parts().size())) {
      if (!(part instanceof Term.Scalar scalar && scalar.value() instanceof StringValue)) {
        cursor.error(
            part.location(), "unexpected " + part.kindName() + " token: expecting string");
        return false;
      }
    }
    return true;
  }

  private @Nullable Statement parseImport() {
    if (isReference()) {
      return null;
    }
    var start = cursor.location();
    cursor.advance();
    if (!cursor.isNameOrKeyword()) {
      cursor.unexpected();
      return null;
    }
    cursor.treatAsName();
    var path = parseImportPath();
    if (path == null) {
      return null;
    }
    if (cursor.is(Kind.AS)) {
      var alias = parseAlias();
      return alias == null ? null : activate(new Module.Import(start, path, alias));
    }
    checkLastPart(path);
    return activate(new Module.Import(start, path, null));
  }

  private Term.@Nullable Ref parseImportPath() {
    var keywords = cursor.keywords();
    var plain = new HashMap<>(keywords);
    plain.keySet().removeAll(Kind.V1_KEYWORDS.keySet());
    plain.keySet().removeAll(Kind.FUTURE_KEYWORDS.keySet());
    cursor.useKeywords(plain);
    var term = terms.parseTerm();
    cursor.useKeywords(keywords);
    var path = switch (term) {
      case Term.Var name -> new Term.Ref(name.location(), List.of(name));
      case Term.Ref ref -> ref;
      case null, default -> null;
    };
    if (path == null) {
      cursor.error(cursor.location(), "expected path");
      return null;
    }
    if (!hasStringParts(path)) {
      return null;
    }
    var root = path.head().toString();
    if (!List.of("data", "future", "input", "rego").contains(root)) {
      cursor.hint("if this is unexpected, try updating OPA");
      cursor.error(
          path.location(),
          "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
              + root);
      return null;
    }
    return path;
  }

  private @Nullable String parseAlias() {
    cursor.advance();
    if (cursor.is(Kind.IDENT) && terms.parseTerm() instanceof Term.Var alias) {
      return alias.name();
    }
    cursor.unexpected("expected var");
    return null;
  }

  /** An import makes its last part known as a name, so that may not be a keyword. */
  private void checkLastPart(Term.Ref path) {
    var last = path.parts().getLast();
    var name = last instanceof Term.Scalar scalar && scalar.value() instanceof StringValue string
        ? string.value()
        : last.toString();
    if (!path.head().toString().equals("future") && cursor.isReserved(name)) {
      cursor.hint("import a different path or use an alias");
      cursor.error(
          last.location(),
          "unexpected import path, must not end with a keyword, got: " + name);
    }
  }

  /** Puts the keywords in force that an import brings. */
  private Statement activate(Module.Import statement) {
    switch (statement.path().head().toString()) {
      case "future" -> activateFuture(statement);
      case "rego" -> activateRegoV1(statement);
      default -> {
      }
    }
    return new ImportStatement(statement);
  }

  private void activateFuture(Module.Import statement) {
    var names = names(statement.path());
    var location = statement.path().location();
    if (names.size() == 1 || !names.get(1).equals("keywords")) {
      cursor.error(location, "invalid import, must be `future.keywords`");
      return;
    }
    if (statement.alias() != null) {
      cursor.error(location, "`future` imports cannot be aliased");
      return;
    }
    if (names.size() == 3 && !importable.containsKey(names.get(2))) {
      cursor.error(
          location,
          "unexpected keyword, must be one of ["
              + String.join(" ", new TreeSet<>(importable.keySet())) + "]");
      return;
    }
    var chosen = names.size() == 3 ? List.of(names.get(2)) : importable.keySet();
    for (var name : chosen) {
      addKeyword(name);
    }
  }

  private void activateRegoV1(Module.Import statement) {
    var location = statement.path().location();
    if (!cursor.capabilities().has(Capabilities.REGO_V1_IMPORT)
        && !cursor.capabilities().has(Capabilities.REGO_V1)) {
      cursor.error(
          location, "invalid import, `rego.v1` is not supported by current capabilities");
      return;
    }
    if (!names(statement.path()).equals(List.of("rego", "v1"))) {
      cursor.error(location, "invalid import `" + statement.path() + "`, must be `rego.v1`");
      return;
    }
    if (cursor.version() == RegoVersion.V1) {
      return;
    }
    if (statement.alias() != null) {
      cursor.error(location, "`rego` imports cannot be aliased");
      return;
    }
    activateV1Keywords();
  }

  private void activateV1Keywords() {
    Kind.V1_KEYWORDS.forEach(cursor::addKeyword);
  }

  /** Puts the keywords of an import in force that is no part of the source. */
  void activateKeywords(String path) {
    switch (path) {
      case "rego.v1" -> activateV1Keywords();
      case "future.keywords" -> importable.keySet().forEach(this::addKeyword);
      default -> addKeyword(path.substring(path.lastIndexOf('.') + 1));
    }
    cursor.rescan();
  }

  private void addKeyword(String name) {
    var kind = importable.get(name);
    if (kind != null) {
      cursor.addKeyword(name, kind);
    }
    if (kind == Kind.NOT) {
      cursor.allowNotBodies();
    }
  }

  private static List<String> names(Term.Ref path) {
    return path.parts().stream()
        .map(
            part -> part instanceof Term.Scalar scalar
                && scalar.value() instanceof StringValue string
                    ? string.value()
                    : part.toString())
        .toList();
  }
}
