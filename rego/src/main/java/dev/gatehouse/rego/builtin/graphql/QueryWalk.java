package dev.gatehouse.rego.builtin.graphql;

import dev.gatehouse.json.ObjectValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks a query in the light of a schema and tells the rules of each part. It collects what they
 * find wrong, and knows what the schema says of the parts that it has passed.
 */
final class QueryWalk {

  private static final int DEEPEST = 1000;
  private static final Definition.Field TYPE_NAME = Definition.Field.plain("__typename",
      TypeReference.named("String", false));

  private final Schema schema;
  private final List<Operation> operations;
  private final List<Fragment> fragments;
  private final List<Rule> rules;
  private final LongConsumer spend;
  private final List<String> faults = new ArrayList<>();
  private final Map<Selection, Site> sites = new IdentityHashMap<>();
  private final Map<Literal, Expected> expected = new IdentityHashMap<>();
  private final Map<Literal, Operation.Variable> variables = new IdentityHashMap<>();
  private final Set<String> enteredFragments = new HashSet<>();
  private @Nullable Operation current;
  private int depth;

  QueryWalk(Schema schema, ObjectValue query, List<Rule> rules, LongConsumer spend) {
    this.schema = schema;
    this.operations = Tree.list(query, "Operations", Operation::of);
    this.fragments = Tree.list(query, "Fragments", Fragment::of);
    this.rules = rules;
    this.spend = spend;
  }

  /**
   * What the schema says of a selection.
   *
   * @param parent the type that is selected from, null if unknown
   * @param field what a field is, null if it is unknown or no field
   */
  record Site(@Nullable Definition parent, Definition.@Nullable Field field) {

    static final Site UNKNOWN = new Site(null, null);
  }

  /**
   * What a value stands for.
   *
   * @param type the type that it must have
   * @param hasDefault whether another value stands in for null
   * @param definition what the schema says of the type, null if it is unknown
   */
  record Expected(TypeReference type, boolean hasDefault, @Nullable Definition definition) {}

  /** Walks the whole query. @return what is wrong, each with its place */
  List<String> walk() {
    for (var operation : operations) {
      enteredFragments.clear();
      walkOperation(operation);
    }
    for (var fragment : fragments) {
      enteredFragments.clear();
      var type = schema.type(fragment.condition());
      walkDirectives(fragment.directives(), "FRAGMENT_DEFINITION");
      walkSelections(type, fragment.selections());
      rules.forEach(rule -> rule.fragment(this, fragment));
    }
    return faults;
  }

  /** Says that something is wrong. */
  void fault(@Nullable Place place, String message) {
    faults.add("input" + (place == null ? "" : ":" + place) + ": " + message);
  }

  Schema schema() {
    return schema;
  }

  List<Operation> operations() {
    return operations;
  }

  /** Counts work against the limits of the evaluation. */
  void spend(long steps) {
    spend.accept(steps);
  }

  /** The operation that is walked; null in fragments that are walked on their own. */
  @Nullable
  Operation current() {
    return current;
  }

  @Nullable
  Fragment fragment(String name) {
    for (var fragment : fragments) {
      if (fragment.name().equals(name)) {
        return fragment;
      }
    }
    return null;
  }

  Site site(Selection selection) {
    return sites.getOrDefault(selection, Site.UNKNOWN);
  }

  @Nullable
  Expected expected(Literal value) {
    return expected.get(value);
  }

  /** The declaration of the variable that a value names, null if there is none. */
  Operation.@Nullable Variable variable(Literal value) {
    return variables.get(value);
  }

  /** Whether a variable has been used. */
  boolean isUsed(Operation.Variable variable) {
    return variables.values().stream().anyMatch(used -> used == variable);
  }

  private void walkOperation(Operation operation) {
    current = operation;
    for (var variable : operation.variables()) {
      rules.forEach(rule -> rule.variable(this, variable));
      if (variable.defaultValue() != null) {
        expect(variable.defaultValue(), variable.type(), false);
      }
    }
    for (var variable : operation.variables()) {
      if (variable.defaultValue() != null) {
        walkValue(variable.defaultValue());
      }
      walkDirectives(variable.directives(), "VARIABLE_DEFINITION");
    }
    walkDirectives(operation.directives(), operation.kind().toUpperCase(Locale.ROOT));
    walkSelections(schema.root(operation.kind()), operation.selections());
    rules.forEach(rule -> rule.operation(this, operation));
    current = null;
  }

  private void expect(Literal value, TypeReference type, boolean hasDefault) {
    expected.put(value, new Expected(type, hasDefault, schema.type(type.baseName())));
  }

  private void walkDirectives(List<Directive> directives, String location) {
    for (var use : directives) {
      var definition = schema.directive(use.name());
      for (var argument : use.arguments()) {
        walkArgument(definition == null ? null : definition.argument(argument.name()), argument);
      }
      rules.forEach(rule -> rule.directive(this, use, definition, location));
    }
    rules.forEach(rule -> rule.directives(this, directives));
  }

  private void walkArgument(
      Definition.@Nullable Field definition, Directive.Argument argument) {
    if (definition != null) {
      expect(argument.value(), definition.type(), definition.hasDefault());
    }
    walkValue(argument.value());
  }

  private void walkValue(Literal value) {
    spend(1);
    var operation = current;
    if (value.is(LiteralKind.VARIABLE) && operation != null) {
      var variable = operation.variable(value.raw());
      if (variable == null) {
        variables.remove(value);
      } else {
        variables.put(value, variable);
      }
    }
    var wanted = expected.get(value);
    for (var member : value.members()) {
      if (wanted != null) {
        expectMember(value, member, wanted);
      }
      walkValue(member.value());
    }
    rules.forEach(rule -> rule.value(this, value));
  }

  private void expectMember(Literal value, Literal.Member member, Expected wanted) {
    if (value.is(LiteralKind.LIST)) {
      var item = wanted.type().item();
      if (item != null) {
        expected.put(member.value(), new Expected(item, false, wanted.definition()));
      }
    } else if (wanted.definition() != null) {
      var field = wanted.definition().field(member.name());
      if (field != null) {
        expect(member.value(), field.type(), field.hasDefault());
      }
    }
  }

  private void walkSelections(@Nullable Definition parent, List<Selection> selections) {
    depth++;
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nesting is deeper than " + DEEPEST);
    }
    for (var selection : selections) {
      spend(1);
      switch (selection) {
        case Selection.Field field -> walkField(parent, field);
        case Selection.Inline inline -> walkInline(parent, inline);
        case Selection.Spread spread -> walkSpread(parent, spread);
      }
    }
    depth--;
  }

  private void walkField(@Nullable Definition parent, Selection.Field field) {
    var definition = definition(parent, field.name());
    sites.put(field, new Site(parent, definition));
    for (var argument : field.arguments()) {
      walkArgument(definition == null ? null : definition.argument(argument.name()), argument);
    }
    walkDirectives(field.directives(), "FIELD");
    walkSelections(
        definition == null ? null : schema.type(definition.type().baseName()),
        field.selections());
    rules.forEach(rule -> rule.field(this, field));
  }

  private static Definition.@Nullable Field definition(
      @Nullable Definition parent, String name) {
    if (name.equals("__typename")) {
      return TYPE_NAME;
    }
    return parent == null ? null : parent.field(name);
  }

  private void walkInline(@Nullable Definition parent, Selection.Inline inline) {
    sites.put(inline, new Site(parent, null));
    walkDirectives(inline.directives(), "INLINE_FRAGMENT");
    walkSelections(
        inline.condition().isEmpty() ? parent : schema.type(inline.condition()),
        inline.selections());
    rules.forEach(rule -> rule.inline(this, inline));
  }

  private void walkSpread(@Nullable Definition parent, Selection.Spread spread) {
    sites.put(spread, new Site(parent, null));
    walkDirectives(spread.directives(), "FRAGMENT_SPREAD");
    var fragment = fragment(spread.name());
    if (fragment != null && enteredFragments.add(fragment.name())) {
      walkDirectives(fragment.directives(), "FRAGMENT_DEFINITION");
      walkSelections(schema.type(fragment.condition()), fragment.selections());
    }
    rules.forEach(rule -> rule.spread(this, spread));
  }
}
