package dev.gatehouse.rego.format;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the imports that the result needs and writes them, sorted within their groups. */
final class ImportLayout {

  /** The file of imports that the source does not have. */
  static final String ADDED = "__format_default__";

  private static final Set<String> FUTURE_KEYWORDS_OF_V1 = Set.of("not", "and", "or");

  private static final Comparator<Module.Import> BY_PATH = Comparator.<Module.Import, Term>comparing(
      Module.Import::path, TermOrder.INSTANCE)
      .thenComparing(item -> item.alias() == null ? "" : item.alias());

  private final Sheet sheet;
  private final TermLayout terms;

  ImportLayout(Sheet sheet, TermLayout terms) {
    this.sheet = sheet;
    this.terms = terms;
  }

  /** The keyword of {@code import future.keywords.x}, or null. */
  static @Nullable String futureKeyword(Module.Import item) {
    var parts = item.path().parts();
    return parts.size() == 3
        && item.path().toString().startsWith("future.keywords")
        && parts.get(2) instanceof Term.Scalar scalar
        && scalar.value() instanceof StringValue name
            ? name.value()
            : null;
  }

  static boolean isAllKeywords(Module.Import item) {
    return item.path().toString().equals("future.keywords");
  }

  static boolean isRegoV1(Module.Import item) {
    return item.path().toString().equals("rego.v1");
  }

  private static boolean isFuture(Module.Import item) {
    return item.path().head().toString().equals("future");
  }

  /**
   * The imports of the result.
   *
   * @param used the keywords that the module uses and that come by import in some dialect
   */
  static List<Module.Import> select(
      List<Module.Import> imports, Formatter.Dialect dialect, Set<String> used) {
    var selected = new ArrayList<>(imports);
    if (dialect == Formatter.Dialect.V0_AND_V1
        && imports.stream().noneMatch(ImportLayout::isRegoV1)) {
      add(selected, "rego", "v1");
    }
    var hasRegoV1 = selected.stream().anyMatch(ImportLayout::isRegoV1);
    var isV1 = dialect != Formatter.Dialect.V0 || hasRegoV1;
    if (hasRegoV1) {
      selected.removeIf(ImportLayout::isFuture);
    }
    for (var keyword : used) {
      if (!isV1 || FUTURE_KEYWORDS_OF_V1.contains(keyword)) {
        ensureKeyword(selected, keyword);
      }
    }
    return selected;
  }

  private static void ensureKeyword(List<Module.Import> imports, String keyword) {
    for (var item : imports) {
      var imported = futureKeyword(item);
      if (isAllKeywords(item)
          || keyword.equals(imported)
          || (keyword.equals("in") && "every".equals(imported))) {
        return;
      }
    }
    add(imports, "future", "keywords", keyword);
  }

  /** Adds an import below those that bring keywords. */
  private static void add(List<Module.Import> imports, String... names) {
    var row = 1;
    for (var item : imports) {
      var brings = isRegoV1(item) || (isFuture(item) && item.path().parts().size() >= 2);
      row = brings ? Math.max(row, item.location().row() + 1) : row;
    }
    var place = new Location(ADDED, row, 1, "import " + String.join(".", names));
    var parts = new ArrayList<Term>();
    parts.add(new Term.Var(place, names[0]));
    for (var i = 1; i < names.length; i++) {
      parts.add(new Term.Scalar(place, StringValue.of(names[i])));
    }
    imports.add(new Module.Import(place, new Term.Ref(place, parts), null));
  }

  /** Writes imports, each with the comment on its line. */
  void write(List<Module.Import> imports) {
    var comments = new IdentityHashMap<Module.Import, Module.Comment>();
    var others = new ArrayList<Module.Comment>();
    var byRow = new HashMap<Integer, Module.Import>();
    imports.forEach(item -> byRow.putIfAbsent(item.location().row(), item));
    for (var comment : sheet.comments()) {
      var item = byRow.get(comment.location().row());
      if (item == null) {
        others.add(comment);
      } else {
        comments.put(item, comment);
      }
    }
    sheet.takeComments(others);
    for (var group : groups(imports)) {
      sheet.insertComments(group.getFirst().location().row());
      for (var item : group.stream().sorted(BY_PATH).toList()) {
        sheet.startLine();
        writeImport(item);
        var comment = comments.get(item);
        sheet.write(comment == null ? "" : " " + Sheet.shown(comment));
        sheet.endLine();
      }
      sheet.blankLine();
    }
  }

  /** Imports by the blank lines between them in the source. */
  private static List<List<Module.Import>> groups(List<Module.Import> imports) {
    var groups = new ArrayList<List<Module.Import>>();
    Module.Import before = null;
    for (var item : imports) {
      if (before == null || item.location().row() - before.location().row() > 1) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(item);
      before = item;
    }
    return groups;
  }

  private void writeImport(Module.Import item) {
    sheet.write("import ");
    var comments = sheet.comments();
    sheet.loseComments();
    terms.writeRef(item.path().parts());
    sheet.takeComments(comments);
    var alias = item.alias();
    sheet.write(alias == null ? "" : " as " + alias);
  }
}
