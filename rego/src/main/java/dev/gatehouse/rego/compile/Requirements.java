package dev.gatehouse.rego.compile;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What modules need of the language to be compiled, as far as they show it.
 *
 * @param functions names of built-in functions, those of operators too
 * @param keywords what they import of {@code future.keywords}
 * @param features constructs of the language, as {@link Capabilities#features()} has them
 */
public record Requirements(
    SortedSet<String> functions, SortedSet<String> keywords, SortedSet<String> features) {

  private static final Set<String> NEW_KEYWORDS = Set.of("and", "not", "or");
  private static final Set<String> V1_KEYWORDS = Set.of("contains", "every", "if", "in");

  public Requirements {
    functions = Collections.unmodifiableSortedSet(new TreeSet<>(functions));
    keywords = Collections.unmodifiableSortedSet(new TreeSet<>(keywords));
    features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
  }

  static Requirements of(Compilation compilation) {
    var search = new Search(compilation);
    for (var unit : compilation.units()) {
      search.module(unit.module());
      unit.eachLink(link -> search.body(link.rule().body()));
    }
    search.functions.addAll(compilation.replaced);
    return new Requirements(search.functions, search.keywords, search.features);
  }

  /** Hands bodies of comprehensions on. */
  private static final class Comprehensions extends Walk {

    private final Search search;

    Comprehensions(Search search) {
      this.search = search;
    }

    @Override
    boolean enter(Term term) {
      switch (term) {
        case Term.ArrayComprehension closure -> search.body(closure.body());
        case Term.SetComprehension closure -> search.body(closure.body());
        case Term.ObjectComprehension closure -> search.body(closure.body());
        default -> {
          return true;
        }
      }
      return false;
    }
  }

  /** Collects what modules show. */
  private static final class Search extends Walk {

    private final Compilation compilation;
    private final SortedSet<String> functions = new TreeSet<>();
    private final SortedSet<String> keywords = new TreeSet<>();
    private final SortedSet<String> features = new TreeSet<>();

    Search(Compilation compilation) {
      this.compilation = compilation;
    }

    @Override
    boolean enter(Expr expr) {
      return switch (expr.form()) {
        case Expr.Invoke call -> {
          if (!Operators.isData(call.operator())) {
            called(Names.dotted(call.operator()));
          }
          yield true;
        }
        case Expr.Every every -> inner(every.body());
        case Expr.Not not -> inner(not.body());
        case Expr.Logical logical -> inner(logical.left()) || inner(logical.right());
        default -> true;
      };
    }

    private void called(String name) {
      if (compilation.functions.exists(name)) {
        functions.add(name);
      }
      if (name.equals(RewriteTemplateStrings.FUNCTION)) {
        features.add(Capabilities.TEMPLATE_STRINGS);
      }
    }

    /** As in OPA, what is not checked for its types is not seen, but for what it comprehends. */
    private boolean inner(Body body) {
      new Comprehensions(this).body(body);
      return false;
    }

    void module(Module module) {
      var isV1 = module.version() == RegoVersion.V1;
      if (isV1) {
        features.add(Capabilities.REGO_V1);
      } else {
        module.rules().forEach(rule -> head(rule.head().ref()));
      }
      for (var item : module.imports()) {
        if (item.path() instanceof Term.Ref path) {
          imported(path, isV1);
        }
      }
    }

    private void head(Term.Ref path) {
      if (path.parts().size() >= 3) {
        features.add(Names.isGround(path)
            ? Capabilities.RULE_HEAD_REF_STRING_PREFIXES
            : Capabilities.RULE_HEAD_REFS);
      }
    }

    private void imported(Term.Ref path, boolean isV1) {
      var names = names(path);
      if (names.equals(List.of("rego", "v1")) && !isV1) {
        features.add(Capabilities.REGO_V1_IMPORT);
      } else if (names.equals(List.of("future", "keywords"))) {
        keywords(NEW_KEYWORDS, isV1);
        keywords(V1_KEYWORDS, isV1);
      } else if (names.size() == 3 && names.getFirst().equals("future")) {
        keywords(names.subList(2, 3), isV1);
      }
    }

    private static List<String> names(Term.Ref path) {
      return path.parts().stream()
          .map(part -> switch (part) {
            case Term.Var(var location, var name) -> name;
            case Term.Scalar(var location, StringValue name) -> name.value();
            default -> "";
          })
          .toList();
    }

    /** In Rego 1.0 the older ones come without an import. */
    private void keywords(Collection<String> names, boolean isV1) {
      names.stream()
          .filter(name -> NEW_KEYWORDS.contains(name) || !isV1)
          .forEach(keywords::add);
    }
  }
}
