package dev.gatehouse.rego.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The trees of modules and queries. */
class ParserTest {

  private static Module v1(String rules) throws PolicyException {
    return Parser.parseModule(new Source("test.rego", "package a\n" + rules, RegoVersion.V1));
  }

  private static Module v0(String rules) throws PolicyException {
    return Parser.parseModule(new Source("test.rego", "package a\n" + rules, RegoVersion.V0));
  }

  private static Term term(String text) throws PolicyException {
    return Parser.parseTerm(text, RegoVersion.V1);
  }

  private static Expr expression(String text) throws PolicyException {
    return Parser.parseBody(text, RegoVersion.V1).expressions().getFirst();
  }

  @Test
  void startsPackagesAtData() throws PolicyException {
    var module = Parser
        .parseModule(new Source("test.rego", "package a.b[\"c-d\"].if", RegoVersion.V1));
    assertThat(module.path()).hasToString("data.a.b[\"c-d\"][\"if\"]");
    assertThat(module.location().row()).isEqualTo(1);
  }

  @Test
  void namesImportsByAliasOrLastPart() throws PolicyException {
    var module = v1("import data.x.y\nimport input.z as w\nimport rego.v1");
    assertThat(module.imports().stream().map(Module.Import::name)).containsExactly("y", "w", "v1");
  }

  @Test
  void tellsKindsOfRulesApart() throws PolicyException {
    var rules = v1("p := 1\nq contains x if x := 1\nf(x, [y]) := x + y\nr[x].s := 1 if x := 2")
        .rules();
    assertThat(rules.get(0).head().value()).hasToString("1");
    assertThat(rules.get(1).head().isMultiValue()).isTrue();
    assertThat(rules.get(1).head().key()).hasToString("x");
    assertThat(rules.get(2).head().args()).hasToString("[x, [y]]");
    assertThat(rules.get(3).head().ref()).hasToString("r[x].s");
  }

  @Test
  void takesBracketsInV0HeadsForMembers() throws PolicyException {
    var rules = v0("p[x] { x = 1 }\nq[x] = 1 { x = 2 }\nr[1]").rules();
    assertThat(rules.get(0).head().isMultiValue()).isTrue();
    assertThat(rules.get(0).head().ref()).hasToString("p");
    assertThat(rules.get(1).head().ref()).hasToString("q[x]");
    assertThat(rules.get(1).head().value()).hasToString("1");
    assertThat(rules.get(2).head().key()).hasToString("1");
  }

  @Test
  void takesBracketsInV1HeadsForParts() throws PolicyException {
    var head = v1("p[x] if x := 1").rules().getFirst().head();
    assertThat(head.isMultiValue()).isFalse();
    assertThat(head.ref()).hasToString("p[x]");
    assertThat(head.value()).hasToString("true");
    assertThat(head.valueWritten()).isFalse();
  }

  @Test
  void makesARuleOfEachChainedBody() throws PolicyException {
    var rules = v0("f(_, x) = 1 { x == 1 } { x == 2 }").rules();
    assertThat(rules).hasSize(2);
    assertThat(rules.getFirst().head().args()).isNotEqualTo(rules.getLast().head().args());
    assertThat(rules.getLast().location().column()).isEqualTo(24);
  }

  @Test
  void linksElse() throws PolicyException {
    var rule = v1("p := 1 if { false } else := 2 if { false } else := 3").rules().getFirst();
    var second = Objects.requireNonNull(rule.otherwise());
    assertThat(second).isNotNull();
    assertThat(second.head().value()).hasToString("2");
    var third = Objects.requireNonNull(second.otherwise());
    assertThat(third).isNotNull();
    assertThat(third.head().value()).hasToString("3");
    assertThat(third.bodyWritten()).isFalse();
  }

  @Test
  void fillsInBodiesAndValues() throws PolicyException {
    var rules = v1("p := 1\nq if input.x\ndefault r := false").rules();
    assertThat(SourceText.of(rules.get(0).body())).isEqualTo("true");
    assertThat(rules.get(0).bodyWritten()).isFalse();
    assertThat(rules.get(1).head().value())
        .isInstanceOfSatisfying(
            Term.Scalar.class, scalar -> assertThat(scalar.value()).isEqualTo(BooleanValue.TRUE));
    assertThat(rules.get(2).isDefault()).isTrue();
  }

  private static String calls(String text) throws PolicyException {
    return expression(text).form() instanceof Expr.Invoke invoke
        ? new Term.Call(Location.NONE, invoke.operator(), invoke.args(), true).toString()
        : "no call";
  }

  @Test
  void bindsOperatorsByPrecedence() throws PolicyException {
    assertThat(calls("1 + 2 * 3 - 4")).isEqualTo("minus(plus(1, mul(2, 3)), 4)");
    assertThat(calls("a | b & c")).isEqualTo("or(a, and(b, c))");
    assertThat(calls("1 < 2 == true")).isEqualTo("equal(lt(1, 2), true)");
    assertThat(calls("x + 1 in xs | ys")).isEqualTo("internal.member_2(plus(x, 1), or(xs, ys))");
    assertThat(calls("k, v in xs")).isEqualTo("internal.member_3(k, v, xs)");
    assertThat(calls("(1 + 2) * 3")).isEqualTo("mul(plus(1, 2), 3)");
  }

  @Test
  void givesWildcardsNamesOfTheirOwn() throws PolicyException {
    assertThat(term("[_, _, x]"))
        .isInstanceOfSatisfying(
            Term.ArrayTerm.class,
            array -> assertThat(
                array.items().stream().map(Term.Var.class::cast).map(Term.Var::name))
                .containsExactly("$0", "$1", "x"));
  }

  @Test
  void tellsCollectionsAndComprehensionsApart() throws PolicyException {
    assertThat(term("{}")).isInstanceOf(Term.ObjectTerm.class);
    assertThat(term("set()")).isInstanceOf(Term.SetTerm.class);
    assertThat(term("{1, 2,}")).isInstanceOf(Term.SetTerm.class);
    assertThat(term("{a | b}")).isInstanceOf(Term.SetComprehension.class);
    assertThat(term("[a | b]")).isInstanceOf(Term.ArrayComprehension.class);
    assertThat(term("{a: b | c}")).isInstanceOf(Term.ObjectComprehension.class);
    assertThat(term("{(a | b)}")).isInstanceOf(Term.SetTerm.class);
    assertThat(term("{a: b, c: d}")).isInstanceOf(Term.ObjectTerm.class);
  }

  @Test
  void keepsTheTextOfNumbers() throws PolicyException {
    for (var text : List.of("1", "-1", "1.0", "1e6", ".5", "123456789012345678901234567890")) {
      assertThat(term(text)).hasToString(text);
    }
  }

  @Test
  void resolvesEscapesOfStrings() throws PolicyException {
    assertThat(term("\"a\\n\\u00e9\\ud83d\\ude00\"")).hasToString("\"a\\né😀\"");
    assertThat(term("`a\\n`")).hasToString("\"a\\\\n\"");
  }

  @Test
  void readsReferencesWithKeywordsInThem() throws PolicyException {
    assertThat(term("input.if[\"not\"].every[x].y")).hasToString(
        "input[\"if\"][\"not\"][\"every\"][x].y");
    assertThat(expression("not.a == 1").negated()).isFalse();
  }

  @Test
  void givesBareRootsAsReferences() throws PolicyException {
    assertThat(term("input")).isInstanceOf(Term.Ref.class);
    assertThat(term("data")).isInstanceOf(Term.Ref.class);
    assertThat(term("x")).isInstanceOf(Term.Var.class);
  }

  @Test
  void readsNegatedReferencesAsDifferences() throws PolicyException {
    assertThat(expression("-input.x").form())
        .isInstanceOfSatisfying(
            Expr.Invoke.class, invoke -> assertThat(invoke.args()).hasToString("[0, input.x]"));
  }

  @Test
  void readsStatements() throws PolicyException {
    assertThat(expression("some x, y").form()).isInstanceOf(Expr.Some.class);
    assertThat(expression("some k, [v] in xs").form()).isInstanceOf(Expr.SomeIn.class);
    assertThat(expression("every k, v in xs { k == v }").form()).isInstanceOf(Expr.Every.class);
    assertThat(expression("not x").negated()).isTrue();
    assertThat(expression("x with input.a as 1 with f as g").withs()).hasSize(2);
    assertThat(SourceText.of(expression("x := y with input as {\"a\": 1}")))
        .isEqualTo("assign(x, y) with input as {\"a\": 1}");
  }

  @Test
  void readsNegationByTheImports() throws PolicyException {
    var source = new Source("", "not x; not { y; z }; not a and b", RegoVersion.V1);
    var forms = Parser
        .parseBody(source, List.of("future.keywords"), Capabilities.of(RegoVersion.V1))
        .expressions().stream()
        .map(Expr::form)
        .toList();
    assertThat(forms.get(0)).isInstanceOf(Expr.Not.class);
    assertThat(forms.get(1))
        .isInstanceOfSatisfying(Expr.Not.class, not -> assertThat(not.braces()).isTrue());
    assertThat(forms.get(2))
        .isInstanceOfSatisfying(
            Expr.Logical.class, logical -> assertThat(logical.isAnd()).isTrue());
  }

  @Test
  void readsTemplates() throws PolicyException {
    assertThat(term("$\"a{x}\\{b}{1}\""))
        .isInstanceOfSatisfying(
            Term.Template.class,
            template -> {
              assertThat(template.parts()).hasSize(4);
              assertThat(template.isConstant(1)).isFalse();
              assertThat(template.isConstant(3)).isTrue();
            });
  }

  @Test
  void separatesQueriesByLinesAndSemicolons() throws PolicyException {
    var body = Parser.parseBody("x := 1\ny := 2; z := 3", RegoVersion.V1);
    assertThat(body.expressions()).hasSize(3);
    assertThat(body.expressions().get(1).location().row()).isEqualTo(2);
    assertThat(body.expressions().get(2).location().column()).isEqualTo(9);
  }

  @Test
  void countsColumnsInCodePoints() throws PolicyException {
    var body = Parser.parseBody("x := \"é😀\"; y", RegoVersion.V1);
    assertThat(body.expressions().get(1).location().column()).isEqualTo(12);
  }

  @Test
  void placesAnnotations() throws PolicyException {
    var module = v1(
        "# METADATA\n# title: One\n# custom:\n#   x: [1]\np := 1\n# METADATA\n# entrypoint: true\nq := 1");
    var annotations = module.annotations();
    assertThat(annotations.get(0).scope()).isEqualTo("rule");
    assertThat(annotations.get(0).row()).isEqualTo(6);
    assertThat(annotations.get(0).content())
        .hasToString("{\"custom\": {\"x\": [1]}, \"title\": \"One\"}");
    assertThat(annotations.get(1).scope()).isEqualTo("document");
    assertThat(Annotations.attach(module).of(module.rules().get(1)))
        .containsExactly(annotations.get(1));
  }

  @Test
  void keepsComments() throws PolicyException {
    var comments = v1("# one\np := 1 # two  \n").comments();
    assertThat(comments.stream().map(Module.Comment::text)).containsExactly(" one", " two  ");
    assertThat(comments.getLast().location().column()).isEqualTo(8);
  }
}
