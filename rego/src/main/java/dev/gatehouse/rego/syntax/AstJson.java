package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Modules in the JSON form that {@code opa parse --format json} prints. */
public final class AstJson {

  private final boolean locations;

  private AstJson(boolean locations) {
    this.locations = locations;
  }

  /**
   * The JSON form of a module.
   *
   * @param locations whether nodes carry where they are in the source, with their text in Base64
   */
  public static ObjectValue of(Module module, boolean locations) {
    return new AstJson(locations).module(module);
  }

  /** The JSON form of a body. */
  public static ArrayValue of(Body body, boolean locations) {
    return new AstJson(locations).body(body);
  }

  /** The JSON form of the expression at a position of its body, without locations. */
  public static Value of(Expr expression, int index) {
    return new AstJson(false).expression(expression, index);
  }

  /** The JSON form of a rule with its else chain, without locations. */
  public static Value of(Rule rule) {
    return new AstJson(false).rule(rule, rule, List.of());
  }

  /** The JSON form of a term, without locations. */
  public static Value of(Term term) {
    return new AstJson(false).term(term);
  }

  /** The parts of a reference in JSON form, without locations. */
  public static ArrayValue of(Term.Ref ref) {
    return new AstJson(false).parts(ref);
  }

  private ObjectValue module(Module module) {
    var json = ObjectValue.builder();
    var header = ObjectValue.builder().put("path", parts(module.path()));
    json.put("package", at(module.location(), header));
    putUnlessEmpty(json, "imports", list(module.imports(), this::importStatement));
    putUnlessEmpty(json, "annotations", list(module.annotations(), this::annotation));
    var attached = Annotations.attach(module);
    putUnlessEmpty(json, "rules",
        list(module.rules(), rule -> rule(rule, rule, attached.of(rule))));
    var blocks = new HashMap<Integer, Location>();
    module.annotations().forEach(a -> blocks.putIfAbsent(a.location().row(), a.location()));
    putUnlessEmpty(json, "comments", list(module.comments(), c -> comment(c, blocks)));
    return json.build();
  }

  private static void putUnlessEmpty(ObjectValue.Builder json, String key, ArrayValue items) {
    if (!items.isEmpty()) {
      json.put(key, items);
    }
  }

  private static <T> ArrayValue list(List<? extends T> items, Function<T, Value> form) {
    var values = new ArrayList<Value>(items.size());
    items.forEach(item -> values.add(form.apply(item)));
    return ArrayValue.of(values);
  }

  private Value importStatement(Module.Import item) {
    var json = ObjectValue.builder().put("path", term(item.path()));
    var alias = item.alias();
    if (alias != null) {
      json.put("alias", StringValue.of(alias));
    }
    return at(item.location(), json);
  }

  private Value annotation(Module.Annotation annotation) {
    return at(annotation.location(),
        annotation.content().toBuilder().put("scope", StringValue.of(annotation.scope())));
  }

  /** A comment; the place of the one that starts a METADATA block covers the block in OPA. */
  private Value comment(Module.Comment comment, Map<Integer, Location> blocks) {
    var place = blocks.getOrDefault(comment.location().row(), comment.location());
    return ObjectValue.builder()
        .put("Text", base64(comment.text()))
        .put("Location", location(place))
        .build();
  }

  /**
   * A rule or a link of its chain.
   *
   * @param first the rule that the chain starts with
   */
  private Value rule(Rule rule, Rule first, List<Module.Annotation> annotations) {
    var json = ObjectValue.builder();
    if (rule.isDefault()) {
      json.put("default", BooleanValue.TRUE);
    }
    json.put("head", head(rule, first));
    json.put("body", body(rule.body()));
    var otherwise = rule.otherwise();
    if (otherwise != null) {
      json.put("else", rule(otherwise, first, List.of()));
    }
    putUnlessEmpty(json, "annotations", list(annotations, this::annotation));
    return at(rule.location(), json);
  }

  private Value head(Rule rule, Rule first) {
    var head = rule.head();
    var json = ObjectValue.builder();
    var ref = head.ref();
    if (hasName(first)) {
      json.put("name", StringValue.of(((Term.Var) ref.head()).name()));
    }
    json.put("ref", parts(ref));
    var args = head.args();
    if (args != null) {
      json.put("args", list(args, this::term));
    }
    var hasKey = !rule.isDefault() && first.head().hasKeyInRef();
    var key = hasKey ? ref.parts().getLast() : head.key();
    if (key != null) {
      json.put("key", term(hasKey && isChained(rule) ? Relocation.of(key, rule.location()) : key));
    }
    var value = head.value();
    if (value != null) {
      var isImplied = !hasPlacedValue(rule, first) && isTruth(value);
      json.put("value", isImplied ? typed("boolean", value) : term(value));
    }
    if (head.assign()) {
      json.put("assign", BooleanValue.TRUE);
    }
    return at(head.location(), json);
  }

  private static boolean isTruth(Term value) {
    return value instanceof Term.Scalar scalar && scalar.value() == BooleanValue.TRUE;
  }

  /** Whether OPA keeps a name beside the reference, as all heads had once. */
  private static boolean hasName(Rule rule) {
    var head = rule.head();
    var size = head.ref().parts().size();
    var isPlain = size == 2 && !head.hasContains() && !rule.isDefault();
    return size == 1 || (isPlain
        && (head.isFunction() == head.hasIf() || (head.hasIf() && head.valueWritten())));
  }

  /** Whether the rule is a further body of the rule before it. */
  private static boolean isChained(Rule rule) {
    return rule.location().text().startsWith("{");
  }

  /** Whether OPA gives the value a place; the value true that is left out has none mostly. */
  private static boolean hasPlacedValue(Rule rule, Rule first) {
    var head = rule.head();
    var isExpression = rule == first && !rule.bodyWritten() && !rule.isDefault();
    return head.valueWritten()
        || isChained(rule)
        || isExpression
        || (rule == first && head.hasIf() && head.ref().parts().size() == 2 && !head.isFunction());
  }

  private ArrayValue body(Body body) {
    var values = new ArrayList<Value>();
    for (var expression : body.expressions()) {
      values.add(expression(expression, values.size()));
    }
    return ArrayValue.of(values);
  }

  private Value expression(Expr expression, int index) {
    var json = ObjectValue.builder().put("index", IntegerValue.of(index));
    if (expression.generated()) {
      json.put("generated", BooleanValue.TRUE);
    }
    if (expression.negated()) {
      json.put("negated", BooleanValue.TRUE);
    }
    json.put("terms", form(expression));
    putUnlessEmpty(json, "with", list(expression.withs(), this::with));
    return at(expression.location(), json);
  }

  private Value with(Expr.With with) {
    return at(
        with.location(),
        ObjectValue.builder().put("target", term(with.target())).put("value", term(with.value())));
  }

  private Value form(Expr expression) {
    return switch (expression.form()) {
      case Expr.Is is -> term(is.term());
      case Expr.Invoke invoke -> call(invoke.operator(), invoke.args());
      case Expr.Some some -> symbols(expression, list(some.variables(), this::term));
      case Expr.SomeIn some -> symbols(expression, ArrayValue.of(membership(some)));
      case Expr.Every every -> {
        var key = every.key();
        yield at(
            keyword(expression, "every"),
            ObjectValue.builder()
                .put("key", key == null ? NullValue.NULL : term(key))
                .put("value", term(every.value()))
                .put("domain", term(every.domain()))
                .put("body", body(every.body())));
      }
      case Expr.Not not ->
        ObjectValue.builder()
            .put("type", StringValue.of("not"))
            .put("body", body(not.body()))
            .put("explicit_body", BooleanValue.of(not.braces()))
            .build();
      case Expr.Logical logical -> logical(logical);
    };
  }

  private Value logical(Expr.Logical logical) {
    var json = ObjectValue.builder()
        .put("type", StringValue.of(logical.isAnd() ? "and" : "or"))
        .put("lhs", body(logical.left()))
        .put("rhs", body(logical.right()));
    if (logical.leftBraces()) {
      json.put("explicit_lhs", BooleanValue.TRUE);
    }
    if (logical.rightBraces()) {
      json.put("explicit_rhs", BooleanValue.TRUE);
    }
    return json.build();
  }

  private Value symbols(Expr expression, ArrayValue symbols) {
    return at(keyword(expression, "some"), ObjectValue.builder().put("symbols", symbols));
  }

  /** The place of the keyword that an expression starts with. */
  private static Location keyword(Expr expression, String word) {
    var start = expression.location().start();
    return expression.location().covering(start, start + word.length());
  }

  /** OPA keeps {@code some x in xs} as the call that {@code x in xs} is. */
  private Value membership(Expr.SomeIn some) {
    var key = some.key();
    var first = key == null ? some.value() : key;
    var args = key == null
        ? List.of(some.value(), some.domain())
        : List.of(key, some.value(), some.domain());
    var whole = first.location().covering(first.location().start(), some.domain().location().end());
    var name = key == null ? "member_2" : "member_3";
    var in = keywordIn(some);
    var operator = new Term.Ref(in,
        List.of(new Term.Var(in, "internal"), TermParser.string(in, name)));
    return term(new Term.Call(whole, operator, args, true));
  }

  /** The place of the {@code in} between value and domain, found in the text between them. */
  private static Location keywordIn(Expr.SomeIn some) {
    var value = some.value().location();
    var between = value.covering(value.end(), some.domain().location().start()).text();
    var offset = Math.max(0, between.indexOf("in"));
    var row = value.row();
    var column = value.column();
    var before = value.text() + between.substring(0, offset);
    for (var i = 0; i < before.length(); i += Character.charCount(before.codePointAt(i))) {
      var lineEnds = before.charAt(i) == '\n';
      row += lineEnds ? 1 : 0;
      column = lineEnds ? 1 : column + 1;
    }
    var start = value.end() + offset;
    return value.at(row, column).covering(start, start + "in".length());
  }

  private ArrayValue call(Term.Ref operator, List<Term> args) {
    var values = new ArrayList<Value>();
    values.add(typed(operator, "ref", parts(operator)));
    args.forEach(arg -> values.add(term(arg)));
    return ArrayValue.of(values);
  }

  private ArrayValue parts(Term.Ref ref) {
    return list(ref.parts(), this::term);
  }

  private Value term(Term term) {
    return switch (term) {
      case Term.Scalar(var location, NullValue n) -> typed(term, "null", ObjectValue.EMPTY);
      case Term.Scalar(var location, NumberValue number) -> typed(term, "number", valid(number));
      case Term.Scalar(var location, var value) -> typed(term, value.typeName(), value);
      case Term.Var variable -> typed(term, "var", StringValue.of(variable.name()));
      case Term.Ref ref when isName(ref) -> term(ref.head());
      case Term.Ref ref -> typed(term, "ref", parts(ref));
      case Term.ArrayTerm array -> typed(term, "array", list(array.items(), this::term));
      case Term.SetTerm set ->
        typed(term, "set", list(TermOrder.members(set), this::term));
      case Term.ObjectTerm object ->
        typed(term, "object", list(TermOrder.entries(object), this::entry));
      case Term.ArrayComprehension c ->
        typed(term, term.kindName(), comprehension(c.head(), c.body()));
      case Term.SetComprehension c ->
        typed(term, term.kindName(), comprehension(c.head(), c.body()));
      case Term.ObjectComprehension c ->
        typed(
            term,
            term.kindName(),
            ObjectValue.builder()
                .put("key", term(c.key()))
                .put("value", term(c.value()))
                .put("body", body(c.body()))
                .build());
      case Term.Call call -> typed(term, "call", call(call.operator(), call.args()));
      case Term.Template template ->
        typed(
            term,
            "templatestring",
            ObjectValue.builder()
                .put("parts", parts(template))
                .put("multi_line", BooleanValue.of(template.raw()))
                .build());
    };
  }

  /** A number as JSON may have it: Rego allows none before the decimal point. */
  private static NumberValue valid(NumberValue number) {
    var text = number.text();
    return text.startsWith(".") || text.startsWith("-.")
        ? DecimalValue.of(text.replace(".", "0."), number.toBigDecimal())
        : number;
  }

  /** Whether a reference stands for a plain name, as the target of {@code with f as g} does. */
  private static boolean isName(Term.Ref ref) {
    return ref.parts().size() == 1
        && ref.head() instanceof Term.Var(var location, var name)
        && !name.equals("input")
        && !name.equals("data");
  }

  private Value entry(Term.Entry entry) {
    return ArrayValue.of(term(entry.key()), term(entry.value()));
  }

  private Value comprehension(Term head, Body body) {
    return ObjectValue.builder().put("term", term(head)).put("body", body(body)).build();
  }

  private Value parts(Term.Template template) {
    if (template.parts().isEmpty()) {
      return NullValue.NULL;
    }
    var values = new ArrayList<Value>();
    for (var i = 0; i < template.parts().size(); i++) {
      var isConstant = template.isConstant(i);
      values.add(
          switch (template.parts().get(i)) {
            case Term.Text text -> term(TermParser.string(text.location(), text.text()));
            case Term.Embedded(var expression) when isConstant
                && expression.form() instanceof Expr.Is(var term) ->
              term(term);
            case Term.Embedded(var expression) -> expression(expression, 0);
          });
    }
    return ArrayValue.of(values);
  }

  private static Value typed(String type, Term term) {
    var value = term instanceof Term.Scalar scalar ? scalar.value() : NullValue.NULL;
    return ObjectValue.of("type", StringValue.of(type), "value", value);
  }

  private Value typed(Term term, String type, Value value) {
    return at(
        term.location(),
        ObjectValue.builder().put("type", StringValue.of(type)).put("value", value));
  }

  private ObjectValue at(Location location, ObjectValue.Builder json) {
    if (locations) {
      json.put("location", location(location));
    }
    return json.build();
  }

  private Value location(Location location) {
    var json = ObjectValue.builder()
        .put("file", StringValue.of(location.file()))
        .put("row", IntegerValue.of(location.row()))
        .put("col", IntegerValue.of(location.column()));
    if (locations && !location.text().isEmpty()) {
      json.put("text", base64(location.text()));
    }
    return json.build();
  }

  private static Value base64(String text) {
    return StringValue.of(
        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }
}
