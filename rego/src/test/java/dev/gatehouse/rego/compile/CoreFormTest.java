package dev.gatehouse.rego.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Parser;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rules look like after compilation. */
final class CoreFormTest {

  private static final CompileOptions PRINT = new CompileOptions(false, true, Set.of(), List.of());

  @Test
  void resolvesNamesOfImportsAndOfRules() throws PolicyException {
    assertThat(body("import data.a.f\nimport input.x as y\nf(_, _) := 1\nq := 1\np if f(q, y[q])"))
        .isEqualTo(
            "__local2__ = data.a.q; __local3__ = data.a.q; __local4__ = input.x[__local3__]; "
                + "data.a.f(__local2__, __local4__)");
  }

  @Test
  void takesNestedCallsOutOfTerms() throws PolicyException {
    assertThat(body("p if count(split(input.x, \"a\")) > 1 + 2"))
        .isEqualTo(
            "__local3__ = input.x; split(__local3__, \"a\", __local0__); "
                + "count(__local0__, __local1__); plus(1, 2, __local2__); "
                + "gt(__local1__, __local2__)");
  }

  @Test
  void bindsReferencesOfHeadsInTheBody() throws PolicyException {
    assertThat(body("p[input.x] := input.y if input.z"))
        .isEqualTo("input.z; __local0__ = input.x; __local1__ = input.y");
  }

  @Test
  void unifiesMembersOfCollections() throws PolicyException {
    assertThat(body("p if {\n  some k, v in input.xs\n  k != v\n}"))
        .isEqualTo("__local1__ = input.xs[__local0__]; neq(__local0__, __local1__)");
  }

  @Test
  void bindsTheDomainOfEvery() throws PolicyException {
    assertThat(body("p if every x in input.xs { x > 1 }"))
        .isEqualTo(
            "__local2__ = input.xs; every __local0__, __local1__ in __local2__ "
                + "{ gt(__local1__, 1) }");
  }

  @Test
  void ordersExpressionsBySafetyAlone() throws PolicyException {
    assertThat(body("p if {\n  x > y\n  not input.a[z]\n  y = 1\n  x = y + 1\n  z = 2\n}"))
        .isEqualTo(
            "y = 1; plus(y, 1, __local0__); x = __local0__; z = 2; gt(x, y); not input.a[z]");
  }

  @Test
  void ordersTheBodiesOfComprehensions() throws PolicyException {
    assertThat(body("p if [x | x > y; x = 3; y = 1]"))
        .isEqualTo("[x | x = 3; y = 1; gt(x, y)]");
  }

  @Test
  void evaluatesMembersOfSetsInOrder() throws PolicyException {
    assertThat(body("p if {input.b, input.a, input.b} == input.c"))
        .isEqualTo(
            "__local0__ = input.a; __local1__ = input.b; {__local0__, __local1__} = input.c");
  }

  @Test
  void movesValuesOfWithAheadOfTheirExpression() throws PolicyException {
    assertThat(body("p if count(input.x) > 1 with input as data.b"))
        .isEqualTo(
            "__local1__ = data.b; __local2__ = input.x with input as __local1__; "
                + "count(__local2__, __local0__) with input as __local1__; "
                + "gt(__local0__, 1) with input as __local1__");
  }

  @Test
  void erasesPrintUnlessItIsKept() throws PolicyException {
    assertThat(body("p if print(input.x)")).isEqualTo("true");
    assertThat(body("p if print(input.x)", PRINT))
        .isEqualTo(
            "__local1__ = {__local0__ | __local0__ = input.x}; internal.print([__local1__])");
  }

  @Test
  void makesTemplateStringsCalls() throws PolicyException {
    assertThat(body("p := $\"a{input.x}{1}\""))
        .isEqualTo(
            "__local2__ = {__local0__ | __local0__ = input.x}; "
                + "internal.template_string([\"a\", __local2__, 1], __local1__)");
  }

  @Test
  void keepsExpressionsThatOnlyNegateTrue() throws PolicyException {
    assertThat(body("p := input.x if not true")).isEqualTo("not true; __local0__ = input.x");
  }

  @Test
  void makesMetadataConstant() throws PolicyException {
    assertThat(body("# METADATA\n# title: t\np := rego.metadata.rule()"))
        .isEqualTo("__local2__ = {\"scope\": \"rule\", \"title\": \"t\"}; __local0__ = __local2__");
  }

  @Test
  void keepsComparisonsOfQueries() throws PolicyException {
    var policy = check("p := 1", CompileOptions.DEFAULT);
    var query = policy.checkQuery(Parser.parseBody("x := 2; data.a.p == y; y = x", RegoVersion.V1));
    assertThat(text(query.body()))
        .isEqualTo(
            "__localq0__ = 2; y = __localq0__; __localq1__ = data.a.p; equal(__localq1__, y)");
    assertThat(query.variables()).isEqualTo(Map.of("__localq0__", "x", "y", "y"));
  }

  private static String body(String rules) throws PolicyException {
    return body(rules, CompileOptions.DEFAULT);
  }

  private static String body(String rules, CompileOptions options) throws PolicyException {
    return text(check(rules, options).definitions().getLast().rule().body());
  }

  private static CheckedPolicy check(String rules, CompileOptions options) throws PolicyException {
    var source = new Source("a.rego", "package a\n\n" + rules, RegoVersion.V1);
    return Compiler.check(List.of(Parser.parseModule(source)), options);
  }

  private static String text(Body body) {
    var head = new Term.Var(Location.NONE, "x");
    var text = TermText.of(new Term.ArrayComprehension(Location.NONE, head, body));
    return text.substring("[x | ".length(), text.length() - 1);
  }
}
