package dev.gatehouse.rego.compile;

import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.UNKNOWN;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.IssueDetail;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the references of an expression, and learns the types of the variables in them. */
final class ReferenceTypes extends Walk {

  private final TypeEnvironment environment;
  private final Compilation compilation;
  private final List<TypeIssue> issues = new ArrayList<>();

  ReferenceTypes(TypeEnvironment environment, Compilation compilation) {
    this.environment = environment;
    this.compilation = compilation;
  }

  List<TypeIssue> issues() {
    return issues;
  }

  @Override
  boolean enter(Expr expr) {
    switch (expr.form()) {
      case Expr.Invoke invoke -> terms(invoke.args());
      case Expr.Is(var term) -> term(term);
      case Expr.Not not -> body(not.body());
      default -> {
        return true;
      }
    }
    return false;
  }

  @Override
  boolean enter(Term term) {
    if (!(term instanceof Term.Ref ref)) {
      return !Names.isComprehension(term);
    }
    if (environment.reference(ref.parts()) instanceof Type.Function function) {
      var parts = shown(ref);
      issues.add(TypeIssue.unsupported(parts, parts.size() - 1, function));
      return false;
    }
    var issue = check(ref);
    if (issue != null) {
      issues.add(issue);
    }
    return true;
  }

  /** The reference with the names and terms of the source for those that the compiler made. */
  private List<Term> shown(Term.Ref ref) {
    return ((Term.Ref) new Subjects(compilation).descend(ref)).parts();
  }

  private @Nullable TypeIssue check(Term.Ref ref) {
    if (!(ref.head() instanceof Term.Var(var location, var name))) {
      return null;
    }
    if (Operators.isRoot(name)) {
      return checkDocument(name, ref);
    }
    var known = environment.variable(name);
    if (known == UNKNOWN) {
      environment.variable(name, ANY);
    }
    return checkBelow(known == UNKNOWN ? ANY : known, ref, 1);
  }

  private @Nullable TypeIssue checkDocument(String root, Term.Ref ref) {
    for (TypeEnvironment scope = environment; scope != null; scope = scope.outer()) {
      var node = scope.documents().child(StringValue.of(root));
      for (var i = 1; node != null; i++) {
        if (node.isLeaf()) {
          return checkBelow(node.type(), ref, i);
        }
        if (i == ref.parts().size()) {
          return null;
        }
        var issue = checkStep(node, ref, i);
        if (issue != null) {
          return issue;
        }
        var key = TypeEnvironment.constant(ref.parts().get(i));
        node = key == null ? null : node.child(key);
      }
    }
    return checkBelow(ANY, ref, 1);
  }

  private @Nullable TypeIssue checkStep(TypeTree node, Term.Ref ref, int position) {
    var part = ref.parts().get(position);
    if (part instanceof Term.Var(var location, var name)) {
      var keys = environment.keys(node.extent());
      var known = environment.variable(name);
      if (known == UNKNOWN) {
        environment.variable(name, keys);
      } else if (!Types.unify(keys, known)) {
        return mismatch(ref, position, known, keys, node.keys());
      }
      return null;
    }
    var isString = part instanceof Term.Scalar(var location, var key) && key instanceof StringValue;
    return position <= 2 && !isString
        ? mismatch(ref, position, environment.type(part), Type.STRING, node.keys())
        : null;
  }

  private TypeIssue mismatch(
      Term.Ref ref, int position, @Nullable Type have, Type want, List<Value> oneOf) {
    return TypeIssue.wrongKey(new IssueDetail.WrongKey(
        shown(ref), position, Optional.ofNullable(have), want, oneOf));
  }

  private @Nullable TypeIssue checkBelow(Type start, Term.Ref ref, int from) {
    var type = start;
    for (var i = from; i < ref.parts().size(); i++) {
      var keys = environment.keys(type);
      if (keys == UNKNOWN) {
        return TypeIssue.unsupported(shown(ref), i - 1, type);
      }
      var issue = checkKey(type, keys, ref, i);
      if (issue != null) {
        return issue;
      }
      type = ref.parts().get(i) instanceof Term.Scalar(var location, var key)
          ? Types.select(type, key)
          : environment.values(type);
    }
    return null;
  }

  private @Nullable TypeIssue checkKey(Type type, Type keys, Term.Ref ref, int position) {
    return switch (ref.parts().get(position)) {
      case Term.Var(var location, var name) -> {
        var known = environment.variable(name);
        if (known == UNKNOWN) {
          environment.variable(name, keys);
          yield null;
        }
        yield Types.unify(known, keys)
            ? null
            : mismatch(ref, position, known, keys, oneOf(type));
      }
      case Term.Ref inner -> {
        var known = environment.reference(inner.parts());
        yield known == UNKNOWN || Types.unify(known, keys)
            ? null
            : mismatch(ref, position, known, keys, oneOf(type));
      }
      case Term.Scalar(var location, var key) ->
        Types.select(type, key) == UNKNOWN
            ? mismatch(ref, position, null, keys, oneOf(type))
            : null;
      case Term part ->
        new TermTypes(environment).fits(part, keys)
            ? null
            : mismatch(ref, position, environment.type(part), keys, List.of());
    };
  }

  /** The known keys of the type. */
  private static List<Value> oneOf(Type type) {
    var keys = new TreeSet<Value>();
    collect(type, keys);
    return List.copyOf(keys);
  }

  private static void collect(Type type, TreeSet<Value> keys) {
    switch (type) {
      case Type.Object object ->
        object.properties().forEach(property -> keys.add(property.key()));
      case Type.Any any -> any.of().forEach(alternative -> collect(alternative, keys));
      default -> {
      }
    }
  }

  /** Puts what the author wrote for what the compiler made of it. */
  private static final class Subjects extends Transform {

    private final Compilation compilation;

    Subjects(Compilation compilation) {
      this.compilation = compilation;
    }

    @Override
    protected Term term(Term term) {
      if (!(term instanceof Term.Var(var location, var name))) {
        return descend(term);
      }
      var subject = compilation.subjects.get(name);
      if (subject != null) {
        return subject instanceof Term.Var ? subject : descend(subject);
      }
      var source = compilation.names.source(name);
      return source.equals(name) ? term : new Term.Var(location, source);
    }
  }
}
