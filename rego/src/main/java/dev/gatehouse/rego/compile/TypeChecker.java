package dev.gatehouse.rego.compile;

import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.UNKNOWN;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds expressions that can never hold because of their types. Rules are checked after those that
 * they refer to; the type of a rule joins its definitions. What is unknown is never an issue.
 */
final class TypeChecker {

  /** Closures of one rule that are checked in scopes other than their own. */
  private static final int MOST_REPEATED = 10_000;

  private final Compilation compilation;
  private final TypeTree documents;
  private final Map<TypeEnvironment, Map<Body, Checked>> closures = new IdentityHashMap<>();
  private final Map<Body, Boolean> replacing = new IdentityHashMap<>();
  private final Map<String, TypeTree> relaxed = new HashMap<>();
  private final TypeMembers members = new TypeMembers();
  /** Whether rules that depend on a replaced document may be anything. */
  private final boolean relaxes;
  private @Nullable TypeChecker unrelaxed;
  private int repeated;

  private TypeChecker(Compilation compilation, TypeTree documents, boolean relaxes) {
    this.compilation = compilation;
    this.documents = documents;
    this.relaxes = relaxes;
  }

  /** A body's scope, and what was found in it. */
  private record Checked(TypeEnvironment environment, List<TypeIssue> issues) {}

  static void run(Compilation compilation) {
    var checker = new TypeChecker(compilation, compilation.types, true);
    var input = SchemaAnnotations.input(compilation);
    if (input != null) {
      compilation.types.put(List.of(StringValue.of("input")), input);
    }
    var schemas = new SchemaAnnotations(compilation);
    compilation.graph().sorted().forEach(rule -> checker.check(rule, schemas));
  }

  static void query(Body query, Compilation compilation) {
    var checker = new TypeChecker(compilation, compilation.types, true);
    checker.report(checker.check(query, TypeEnvironment.of(checker, checker.documents)).issues);
  }

  /** The issue of calling a built-in function with the wrong number of arguments. */
  static TypeIssue arity(Expr expr, Expr.Invoke call, Type.Function type, Compilation compilation) {
    var checker = new TypeChecker(compilation, new TypeTree(), true);
    var environment = TypeEnvironment.of(checker, checker.documents);
    var name = Names.dotted(call.operator());
    var have = call.args().stream().map(environment::type).toList();
    return TypeIssue.arguments(
        expr.location(),
        "arity mismatch",
        compilation.functions.arguments(name, have, type, false));
  }

  private void report(List<TypeIssue> issues) {
    issues.forEach(issue -> compilation.issues.add(issue.issue()));
  }

  /** The type of the built-in function of this name, null if there is none. */
  Type.@Nullable Function function(String name) {
    return compilation.functions.type(name);
  }

  TypeMembers members() {
    return members;
  }

  private void check(Definition definition, SchemaAnnotations schemas) {
    var rule = definition.rule();
    var outer = TypeEnvironment.of(this, documents);
    var annotated = compilation.isOutline ? null : schemas.documents(definition, outer);
    var checked = check(
        rule.body(), annotated == null ? outer : outer.withDocuments(annotated));
    report(checked.issues);
    closures.clear();
    repeated = 0;
    var path = definition.path();
    var ground = Names.groundPrefix(path);
    var keys = keys(ground);
    var isFaulty = !checked.issues.isEmpty();
    var type = isFaulty ? ANY : type(rule, checked.environment);
    var open = path.subList(ground.size(), path.size());
    if (!open.isEmpty() && (isFaulty || type instanceof Type.Function)) {
      documents.putBelow(keys, open.stream().map(outer::type).toList(), type);
      return;
    }
    if (isFaulty) {
      documents.put(keys, ANY);
      return;
    }
    for (var i = open.size() - 1; i >= 0 && type != UNKNOWN; i--) {
      var key = checked.environment.type(open.get(i));
      type = key == UNKNOWN ? UNKNOWN : Type.object(key, type);
    }
    if (type != UNKNOWN) {
      documents.insert(keys, Types.bounded(type));
    }
  }

  private static List<Value> keys(List<Term> path) {
    var keys = new ArrayList<Value>();
    for (var part : path) {
      if (part instanceof Term.Var(var location, var name)) {
        keys.add(StringValue.of(name));
      } else if (TypeEnvironment.constant(part) instanceof Value key) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static Type type(Rule rule, TypeEnvironment environment) {
    var head = rule.head();
    if (head.args() != null && !head.args().isEmpty()) {
      for (var name : Variables.of(head.args())) {
        if (environment.variable(name) == UNKNOWN) {
          environment.variable(name, ANY);
        }
      }
      var result = head.value() == null ? UNKNOWN : environment.type(head.value());
      return new Type.Function(
          head.args().stream().map(environment::type).toList(),
          result == UNKNOWN ? null : result,
          null);
    }
    if (head.key() != null) {
      var member = environment.type(head.key());
      return member == UNKNOWN ? UNKNOWN : Type.set(member);
    }
    return head.value() == null ? UNKNOWN : environment.type(head.value());
  }

  /**
   * The scope of a closure's body, null if there is any issue in it. The type of a closure is that
   * which it has with the rules as they are, even where documents are replaced.
   */
  @Nullable
  TypeEnvironment closure(Body body, TypeEnvironment environment) {
    var checker = relaxes && replacesData(body) ? unrelaxed() : this;
    var checked = checker.checkClosure(body, environment);
    return checked.issues.isEmpty() ? checked.environment : null;
  }

  private TypeChecker unrelaxed() {
    var known = unrelaxed;
    if (known == null) {
      known = new TypeChecker(compilation, documents, false);
      unrelaxed = known;
    }
    return known;
  }

  private boolean replacesData(Body body) {
    return replacing.computeIfAbsent(body, b -> {
      var search = new DataReplacements();
      search.body(b);
      return search.found;
    });
  }

  /** Finds modifiers that replace a document below {@code data}. */
  private static final class DataReplacements extends Walk {

    private boolean found;

    @Override
    boolean enter(Expr.With with) {
      found |= Operators.isData(with.target());
      return !found;
    }
  }

  /** A body is checked once in a scope, though its type is asked for again and again. */
  private Checked checkClosure(Body body, TypeEnvironment environment) {
    var checked = closures.computeIfAbsent(environment, e -> new IdentityHashMap<>());
    var known = checked.get(body);
    if (known == null) {
      known = check(body, environment);
      checked.put(body, known);
    }
    return known;
  }

  private Checked check(Body body, TypeEnvironment around) {
    var environment = around.inner();
    var issues = new ArrayList<TypeIssue>();
    for (var expr : body.expressions()) {
      var scope = expr.withs().isEmpty() ? environment : replaced(environment, expr);
      var inner = new Closures(scope);
      inner.expr(expr);
      issues.addAll(inner.issues);
      var references = new ReferenceTypes(scope, compilation);
      references.expr(expr);
      issues.addAll(references.issues());
      var issue = check(expr, scope);
      var isKnown = !inner.issues.isEmpty() || !references.issues().isEmpty();
      if (issue != null && !(isKnown && issue.fromUnknown())) {
        issues.add(issue);
      }
    }
    return new Checked(environment, issues);
  }

  /**
   * Checks the comprehensions of an expression: as in OPA, those within others in the scope of the
   * expression too, which does not know the variables of the others.
   */
  private final class Closures extends Walk {

    private final TypeEnvironment environment;
    private final List<TypeIssue> issues = new ArrayList<>();

    Closures(TypeEnvironment environment) {
      this.environment = environment;
    }

    @Override
    boolean enter(Term term) {
      return switch (term) {
        case Term.ArrayComprehension closure -> isSound(closure.body());
        case Term.SetComprehension closure -> isSound(closure.body());
        case Term.ObjectComprehension closure -> isSound(closure.body());
        default -> true;
      };
    }

    private boolean isSound(Body body) {
      var found = checkClosure(body, environment).issues;
      if (!found.isEmpty()) {
        issues.clear();
        issues.addAll(found);
      }
      return found.isEmpty() && repeated++ < MOST_REPEATED;
    }
  }

  private @Nullable TypeIssue check(Expr expr, TypeEnvironment environment) {
    for (var with : expr.withs()) {
      var issue = checkReplacement(with, environment);
      if (issue != null) {
        return issue;
      }
    }
    if (!(expr.form() instanceof Expr.Invoke call)) {
      return null;
    }
    return Operators.isEquality(call) && call.args().size() == 2
        ? checkEquality(expr, call, environment)
        : checkCall(expr, call, environment);
  }

  /** A function can be replaced by a function of the same arguments only. */
  private @Nullable TypeIssue checkReplacement(
      Expr.With with, TypeEnvironment environment) {
    if (!(environment.type(with.target()) instanceof Type.Function target)
        || !(environment.type(with.value()) instanceof Type.Function value)
        || Types.unify(target, value)) {
      return null;
    }
    var name = TermText.of(with.target());
    return TypeIssue.arguments(
        with.location(),
        "arity mismatch",
        compilation.functions.arguments(name, value.args(), target, false));
  }

  private static @Nullable TypeIssue checkEquality(
      Expr expr, Expr.Invoke call, TypeEnvironment environment) {
    var left = call.args().getFirst();
    var right = call.args().getLast();
    var leftType = environment.type(left);
    var rightType = environment.type(right);
    return new TermTypes(environment).meet(left, leftType, right, rightType)
        ? null
        : TypeIssue.match(expr.location(), leftType, rightType);
  }

  private @Nullable TypeIssue checkCall(
      Expr expr, Expr.Invoke call, TypeEnvironment environment) {
    var type = environment.reference(call.operator().parts());
    if (Types.isAny(type) || type == UNKNOWN && compilation.isOutline) {
      return null;
    }
    if (!(type instanceof Type.Function function)) {
      var name = TermText.of(call.operator());
      return TypeIssue.plain(expr.location(), "undefined function " + name);
    }
    var problem = WrongArguments.of(call.args(), function, environment);
    if (problem == null) {
      return null;
    }
    var name = TermText.of(call.operator());
    return TypeIssue.arguments(
        expr.location(),
        problem.text(),
        compilation.functions.arguments(name, problem.have(), function, true));
  }

  /**
   * The scope of an expression with modifiers: a replaced document may be of its own type or that of
   * its replacement, and rules that depend on it may be anything.
   */
  private TypeEnvironment replaced(TypeEnvironment environment, Expr expr) {
    var scope = environment;
    var types = new TypeTree();
    var isReplaced = false;
    for (var with : expr.withs()) {
      var target = with.target();
      var targetType = environment.reference(target.parts());
      var isFunction = targetType instanceof Type.Function;
      var dependents = dependents(target, isFunction);
      if (!dependents.isEmpty()) {
        scope = scope.withDocuments(dependents);
      }
      if (!isFunction) {
        types.put(
            keys(Names.groundPrefix(target.parts())),
            replacement(target, targetType, environment.type(with.value())));
        isReplaced = true;
      }
    }
    return isReplaced ? scope.withDocuments(types) : scope;
  }

  private static Type replacement(Term.Ref target, Type targetType, Type valueType) {
    if (!Names.isGround(target) || targetType == UNKNOWN || valueType == UNKNOWN) {
      return ANY;
    }
    var either = Types.or(targetType, valueType);
    return either == UNKNOWN ? ANY : either;
  }

  private TypeTree dependents(Term.Ref target, boolean isFunction) {
    if (!relaxes || !Operators.isData(target)) {
      return new TypeTree();
    }
    return relaxed.computeIfAbsent(
        (isFunction ? "f:" : "") + TermText.of(target), key -> relax(target, isFunction));
  }

  private TypeTree relax(Term.Ref target, boolean isFunction) {
    var tree = new TypeTree();
    var rules = compilation.tree().dynamic(target);
    for (var definition : compilation.graph().dependents(rules)) {
      var path = Names.groundPrefix(definition.path());
      if (!isFunction || TermOrder.compareAll(path, target.parts()) != 0) {
        tree.put(keys(path), ANY);
      }
    }
    return tree;
  }
}
