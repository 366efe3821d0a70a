package dev.gatehouse.cli.rego;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tests of modules and makes them ready: of several rules of one name, each becomes a test
 * of its own ({@code test_x}, {@code test_x#01}); a test with cases, {@code test_x[name]}, notes each
 * case as it begins. For one use.
 */
final class TestRules {

  static final String PREFIX = "test_";
  static final String TODO_PREFIX = "todo_test_";

  /** The function that notes a case; called with an array of the names that identify it. */
  static final String CASE_BEGINS = "internal.test_case_begins";

  private final Map<String, Integer> counts = new HashMap<>();
  private final List<Test> tests = new ArrayList<>();
  private final List<Module> modules = new ArrayList<>();

  private TestRules() {}

  /**
   * A test.
   *
   * @param packageName with {@code data} before it
   * @param name the name of the rule
   * @param path the keys from {@code data} to the rule
   * @param hasCases whether its value is an object of cases
   */
  record Test(
      Location location, String packageName, String name, List<String> path, boolean hasCases) {

    boolean isTodo() {
      return path.getLast().startsWith(TODO_PREFIX);
    }

    /** A reference to the rule. */
    String query() {
      var query = new StringBuilder("data");
      path.forEach(key -> query.append('[').append(StringValue.of(key)).append(']'));
      return query.toString();
    }
  }

  static TestRules of(List<Module> sources) {
    var rules = new TestRules();
    sources.forEach(rules::add);
    return rules;
  }

  /** The modules to compile. */
  List<Module> modules() {
    return modules;
  }

  /** In the order of modules, then of their source. */
  List<Test> tests() {
    return tests;
  }

  private void add(Module module) {
    var rules = module.rules().stream().map(rule -> rule(module, rule)).toList();
    modules.add(
        new Module(module.location(), module.path(), module.version(), module.imports(), rules,
            module.annotations(), module.comments()));
  }

  private Rule rule(Module module, Rule rule) {
    var parts = rule.head().ref().parts();
    var position = position(parts);
    if (position < 0 || rule.isDefault()) {
      return rule;
    }
    var changed = new ArrayList<>(parts);
    if (name(parts.get(position)).startsWith(PREFIX)) {
      changed.set(position, unique(module, parts.subList(0, position + 1)));
    }
    var path = new ArrayList<String>();
    module.path().parts().stream().skip(1).map(TestRules::name).forEach(path::add);
    changed.subList(0, position + 1).stream().map(TestRules::name).forEach(path::add);
    var tail = parts.subList(position + 1, parts.size());
    var shown = new Term.Ref(rule.head().location(), changed.subList(0, position + 1));
    tests.add(new Test(rule.location(), module.path().toString(), shown.toString(), path,
        !tail.isEmpty() && !rule.head().isMultiValue()));
    var body = tail.isEmpty() ? rule.body() : withCases(rule.body(), tail);
    return new Rule(rule.location(), false, head(rule.head(), changed), body, rule.bodyWritten(),
        rule.otherwise());
  }

  private static int position(List<Term> parts) {
    for (var i = 0; i < parts.size(); i++) {
      var name = name(parts.get(i));
      if (i > 0 && parts.get(i) instanceof Term.Var) {
        return -1;
      }
      if (name.startsWith(PREFIX) || name.startsWith(TODO_PREFIX)) {
        return i;
      }
    }
    return -1;
  }

  private static String name(Term part) {
    return switch (part) {
      case Term.Var(var location, var name) -> name;
      case Term.Scalar(var location, StringValue text) -> text.value();
      default -> "";
    };
  }

  private Term unique(Module module, List<Term> name) {
    var last = name.getLast();
    var key = module.path() + " " + name;
    var count = counts.merge(key, 1, Integer::sum) - 1;
    if (count == 0) {
      return last;
    }
    var text = name(last) + "#%02d".formatted(count);
    return last instanceof Term.Var
        ? new Term.Var(last.location(), text)
        : new Term.Scalar(last.location(), StringValue.of(text));
  }

  private static Rule.Head head(Rule.Head head, List<Term> parts) {
    return new Rule.Head(head.location(), new Term.Ref(head.ref().location(), parts), head.args(),
        head.key(), head.value(), head.valueWritten(), head.assign(), head.hasIf(),
        head.hasContains());
  }

  /** Notes the case as soon as the expressions that first mention its names have been met. */
  private static Body withCases(Body body, List<Term> tail) {
    var expressions = new ArrayList<>(body.expressions());
    var position = 0;
    for (var part : tail) {
      var name = variable(part);
      for (var i = 0; name != null && i < expressions.size(); i++) {
        if (mentions(expressions.get(i), name)) {
          position = Math.max(position, i + 1);
          break;
        }
      }
    }
    var place = position == 0
        ? tail.getFirst().location()
        : expressions.get(position - 1).location();
    var operator = new Term.Ref(place, List.of(new Term.Var(place, "internal"),
        new Term.Scalar(place, StringValue.of(CASE_BEGINS.substring("internal.".length())))));
    var call = new Expr.Invoke(operator, List.of(new Term.ArrayTerm(place, tail)), false);
    expressions.add(position, Expr.of(place, call));
    return new Body(body.location(), expressions);
  }

  private static @Nullable String variable(Term part) {
    return switch (part) {
      case Term.Var(var location, var name) -> name;
      case Term.Ref ref -> variable(ref.head());
      default -> null;
    };
  }

  private static boolean mentions(Expr expression, String name) {
    var text = expression.location().text();
    for (var i = text.indexOf(name); i >= 0; i = text.indexOf(name, i + 1)) {
      if (!isNamePart(text, i - 1) && !isNamePart(text, i + name.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamePart(String text, int position) {
    return position >= 0
        && position < text.length()
        && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_');
  }
}
