package dev.gatehouse.rego.format;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.compile.V1Check;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Relocation;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lays modules out as {@code opa fmt} does. */
public final class Formatter {

  private static final Set<String> V0_KEYWORDS = Set.of(
      "not", "package", "import", "as", "default", "else", "with", "null", "true", "false",
      "some");
  private static final Set<String> V1_KEYWORDS = Set.of("if", "contains", "in", "every");

  /** The name of the file that what was made is in. */
  static final String MADE = "__format_default__";

  /** The place of everything that was made rather than written, by the name that OPA has for it. */
  private static final Location NOWHERE = new Location(Formatter.MADE, 1, 1, "");

  private static final Comparator<Location> ROW_AND_COLUMN = Comparator.comparingInt(Location::row)
      .thenComparingInt(Location::column);

  private final Module module;
  private final Dialect dialect;
  private final boolean keywordsInRefs;
  private final Set<String> usedKeywords = new TreeSet<>();

  private Formatter(Module module, Dialect dialect, boolean keywordsInRefs) {
    this.module = module;
    this.dialect = dialect;
    this.keywordsInRefs = keywordsInRefs;
  }

  /** What the result has to be valid in. */
  public enum Dialect {
    V0,
    /** Valid in v0 and v1, by {@code import rego.v1}. */
    V0_AND_V1, V1
  }

  /**
   * The module in its own dialect.
   *
   * @throws PolicyException if a call of an infix operator has the wrong number of operands
   */
  public static String format(Module module) throws PolicyException {
    return format(module, switch (module.version()) {
      case V0 -> Dialect.V0;
      case V0_AND_V1 -> Dialect.V0_AND_V1;
      case V1 -> Dialect.V1;
    });
  }

  /**
   * The module in a dialect that may be newer than its own.
   *
   * @throws PolicyException if the dialect does not have what the module uses, or a call of an infix
   *     operator has the wrong number of operands
   */
  public static String format(Module module, Dialect dialect) throws PolicyException {
    return format(module, dialect, true);
  }

  /**
   * The module in a dialect that may be newer than its own.
   *
   * @param keywordsInRefs whether {@code x.if} stays as it is, or becomes {@code x["if"]}
   * @throws PolicyException if the dialect does not have what the module uses, or a call of an infix
   *     operator has the wrong number of operands
   */
  public static String format(Module module, Dialect dialect, boolean keywordsInRefs)
      throws PolicyException {
    var issues = dialect == Dialect.V0 ? List.<Issue>of() : V1Check.issues(module);
    if (!issues.isEmpty()) {
      throw PolicyException.ordered(issues);
    }
    return new Formatter(module, dialect, keywordsInRefs).format();
  }

  /**
   * A module that was made rather than written, whose nodes have no places: what may be on one line is.
   *
   * @throws PolicyException if a call of an infix operator has the wrong number of operands
   */
  public static String formatMade(Module module) throws PolicyException {
    return format(Relocation.of(module, NOWHERE), madeDialect(module));
  }

  /**
   * A module that was written, or made of what was written: nodes without a place are as if they were on
   * the first line.
   *
   * @throws PolicyException if a call of an infix operator has the wrong number of operands
   */
  public static String formatMixed(Module module) throws PolicyException {
    var isMade = module.rules().stream().anyMatch(rule -> rule.location().equals(Location.NONE));
    return isMade
        ? format(Relocation.ofMissing(module, NOWHERE), madeDialect(module))
        : format(module);
  }

  /** Modules that are made for v0 are valid in v1 too where their names allow it. */
  private static Dialect madeDialect(Module module) {
    if (module.version() == RegoVersion.V1) {
      return Dialect.V1;
    }
    var names = new HashSet<String>();
    module.rules()
        .forEach(
            rule -> Nodes.walk(rule, node -> {
              if (node instanceof Term.Var(var location, var name)) {
                names.add(name);
              }
            }));
    names.retainAll(V1_KEYWORDS);
    return names.isEmpty() ? Dialect.V0_AND_V1 : Dialect.V0;
  }

  /**
   * A query that was made rather than written, one expression on a line; empty if it has none.
   *
   * @throws PolicyException if a call of an infix operator has the wrong number of operands
   */
  public static String formatMade(Body query) throws PolicyException {
    var path = new Term.Ref(NOWHERE, List.of(new Term.Var(NOWHERE, "data")));
    var module = new Module(
        NOWHERE, path, RegoVersion.V1, List.of(), List.of(), List.of(), List.of());
    return query.expressions().isEmpty()
        ? ""
        : new Formatter(module, Dialect.V1, true).format(Relocation.of(query, NOWHERE));
  }

  private String format(Body query) throws PolicyException {
    var wildcards = new HashSet<String>();
    var sharedWildcards = new HashSet<String>();
    Nodes.walk(query, node -> note(node, wildcards, sharedWildcards));
    var sheet = new Sheet(List.of());
    var terms = new TermLayout(sheet, keywords(), keywordsInRefs, sharedWildcards);
    terms.expressions().writeBody(query);
    return finished(sheet, terms);
  }

  private boolean isV1() {
    return dialect != Dialect.V0;
  }

  private String format() throws PolicyException {
    var wildcards = new HashSet<String>();
    var sharedWildcards = new HashSet<String>();
    for (var first : module.rules()) {
      for (var rule = first; rule != null; rule = rule.otherwise()) {
        for (var node : contents(rule)) {
          Nodes.walk(node, inner -> note(inner, wildcards, sharedWildcards));
        }
      }
    }
    var comments = module.comments().stream()
        .sorted(Comparator.comparing(Module.Comment::location, ROW_AND_COLUMN))
        .toList();
    var sheet = new Sheet(comments);
    var terms = new TermLayout(sheet, keywords(), keywordsInRefs, sharedWildcards);
    write(sheet, terms);
    return finished(sheet, terms);
  }

  private static String finished(Sheet sheet, TermLayout terms) throws PolicyException {
    var issues = terms.expressions().issues();
    if (!issues.isEmpty()) {
      throw new PolicyException(issues);
    }
    return sheet.finish();
  }

  /** What a rule consists of but for its name and the links of its chain. */
  private static List<Object> contents(Rule rule) {
    var head = rule.head();
    var contents = new ArrayList<Object>();
    var args = head.args();
    contents.addAll(args == null ? List.of() : args);
    for (var term : new @Nullable Term[]{head.key(), head.value()}) {
      if (term != null) {
        contents.add(term);
      }
    }
    contents.add(rule.body());
    return contents;
  }

  private void note(Object node, Set<String> wildcards, Set<String> sharedWildcards) {
    switch (node) {
      case Term.Var variable when variable.isWildcard() && !wildcards.add(variable.name()) ->
        sharedWildcards.add(variable.name());
      case Expr expression -> {
        switch (expression.form()) {
          case Expr.Every every -> usedKeywords.add("every");
          case Expr.Not not -> usedKeywords.add("not");
          case Expr.Logical logical -> usedKeywords.add(logical.isAnd() ? "and" : "or");
          case Expr.Invoke invoke when invoke.operator().toString()
              .startsWith("internal.member_") ->
            usedKeywords.add("in");
          default -> {
          }
        }
      }
      default -> {
      }
    }
  }

  /** The names that are keywords in the result. */
  private Set<String> keywords() {
    var keywords = new HashSet<>(V0_KEYWORDS);
    if (isV1()) {
      keywords.addAll(V1_KEYWORDS);
    }
    for (var item : module.imports()) {
      var keyword = ImportLayout.futureKeyword(item);
      if (keyword != null) {
        keywords.add(keyword);
      }
    }
    return keywords;
  }

  private RuleLayout.Style style() {
    var ifs = isV1();
    var contains = isV1();
    for (var item : module.imports()) {
      var keyword = ImportLayout.futureKeyword(item);
      var all = ImportLayout.isRegoV1(item) || ImportLayout.isAllKeywords(item);
      ifs |= all || "if".equals(keyword);
      contains |= all || "contains".equals(keyword);
    }
    var longNames = module.rules().stream()
        .map(Rule::head)
        .anyMatch(
            head -> head.ref().parts().size() > 2
                || (head.ref().parts().size() == 2 && head.isMultiValue()));
    return new RuleLayout.Style(isV1(), ifs, contains, longNames);
  }

  private void write(Sheet sheet, TermLayout terms) {
    writePackage(sheet, terms);
    var imports = new ImportLayout(sheet, terms);
    var rules = new RuleLayout(sheet, terms, style());
    var selected = ImportLayout.select(module.imports(), dialect, usedKeywords);
    var order = new ArrayList<Object>(selected);
    order.addAll(module.rules());
    order.sort(Comparator.comparing(Formatter::location, ROW_AND_COLUMN));
    if (!module.rules().isEmpty()) {
      var firstRule = module.rules().stream().mapToInt(r -> r.location().row()).min().orElse(0);
      var late = new ArrayList<Module.Import>();
      if (selected.stream().anyMatch(i -> isAdded(i) && i.location().row() >= firstRule)) {
        selected.stream().filter(Formatter::isAdded).forEach(late::add);
      }
      order.removeAll(late);
      imports.write(late);
    }
    var start = 0;
    while (start < order.size()) {
      var isImport = order.get(start) instanceof Module.Import;
      var end = start;
      while (end < order.size() && order.get(end) instanceof Module.Import == isImport) {
        end++;
      }
      var group = order.subList(start, end);
      if (isImport) {
        imports.write(group.stream().map(Module.Import.class::cast).toList());
      } else {
        rules.write(group.stream().map(Rule.class::cast).toList());
      }
      start = end;
    }
  }

  private static boolean isAdded(Module.Import item) {
    return item.location().file().equals(ImportLayout.ADDED);
  }

  private static Location location(Object statement) {
    return switch (statement) {
      case Module.Import item -> item.location();
      case Rule rule -> rule.location();
      default -> throw new IllegalArgumentException("no statement: " + statement.getClass());
    };
  }

  private void writePackage(Sheet sheet, TermLayout terms) {
    sheet.insertComments(module.location().row());
    sheet.startLine();
    sheet.write("package ");
    var parts = module.path().parts();
    var name = parts.get(1) instanceof Term.Scalar scalar ? scalar : null;
    var path = new ArrayList<Term>();
    if (name != null && name.value() instanceof StringValue string) {
      path.add(new Term.Var(new Location("", 1, 1, string.value()), string.value()));
    }
    path.addAll(parts.subList(2, parts.size()));
    var comments = sheet.comments();
    sheet.loseComments();
    terms.writeRef(path);
    sheet.takeComments(comments);
    sheet.blankLine();
  }
}
