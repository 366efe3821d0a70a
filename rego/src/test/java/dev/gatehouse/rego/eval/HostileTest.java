package dev.gatehouse.rego.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.DecimalValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Policies and inputs made to never end: each is stopped in time, also within one function. */
class HostileTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final CompileOptions PRINTING = new CompileOptions(
      false, true, Set.of("http.send", "net.lookup_ip_addr", "opa.runtime"), List.of());
  private static final int MILLION = 1_000_000;
  private static final Limits LIMITS = new Limits(Long.MAX_VALUE, 500, LIMIT, 20_000_000);

  /** What only a limit ends. */
  private static final Map<String, String> ENDLESS = new TreeMap<>(Map.ofEntries(
      Map.entry("crossProduct", """
          p := count([1 | some i in numbers.range(1, 1000); some j in numbers.range(1, 1000)
            some k in numbers.range(1, 1000)])"""),
      Map.entry("exponentialWalk", twins("[1, 1]", "[%s, %s]") + "p if walk(a60, [_, 2])"),
      Map.entry("exponentialText", twins("[1, 1]", "[%s, %s]") + "p := json.marshal(a60)"),
      Map.entry("exponentialFormat", twins("[1, 1]", "[%s, %s]") + "p := sprintf(\"%v\", [a60])"),
      Map.entry("exponentialTemplate",
          twins("[1, 1]", "[%s, %s]") + "p := strings.render_template(`{{.x}}`, {\"x\": a60})"),
      Map.entry("exponentialToken", twins("{\"x\": 1}", "{\"x\": %s, \"y\": %s}")
          + "p := io.jwt.encode_sign({\"alg\": \"HS256\"}, a60, {\"kty\": \"oct\", \"k\": \"AAAA\"})"),
      Map.entry("exponentialUnion",
          twins("{\"x\": 1}", "{\"x\": %s, \"y\": %s}") + "p := object.union(a60, a60)"),
      Map.entry("exponentialSchema", twins("{\"x\": 1}", "{\"x\": %s, \"y\": %s}")
          + "p := json.match_schema(a60, {\"additionalProperties\": {\"$ref\": \"#\"}})"),
      Map.entry("doublingByConcat",
          twins("\"0123456789\"", "concat(\"\", [%s, %s])") + "p := count(a60)"),
      Map.entry("doublingByFormat",
          twins("\"0123456789\"", "sprintf(\"%%s%%s\", [%s, %s])") + "p := count(a60)"),
      Map.entry("doublingByTemplate",
          twins("\"0123456789\"", "$\"{%s}{%s}\"") + "p := count(a60)"),
      Map.entry("doublingArrays", twins("[1]", "array.concat(%s, %s)") + "p := count(a60)"),
      Map.entry("wideFormats",
          "p := count([s | some i in numbers.range(1, 1000000); s := sprintf(\"%1000000d\", [i])])"),
      Map.entry("doublingByBase64",
          twins("\"0123456789\"", "base64.encode(concat(\"\", [%s, %s]))") + "p := count(a60)"),
      Map.entry("growingByReplace", twins("\"xxxxxxxxxx\"",
          "replace(%s, \"x\", concat(\"\", [\"xxxxxxxxxx\" | count(%s) > 0]))")
          + "p := count(a60)"),
      Map.entry("exponentialPrint", twins("[1, 1]", "[%s, %s]") + "p if print(a60)"),
      Map.entry("sumOfHugeExponents", "p := sum([1e10000 | some i in numbers.range(1, 1000000)])"),
      Map.entry("hugeRange", "p := numbers.range(1, 1000000000000)"),
      Map.entry("bigProduct", "p := product(numbers.range(1, 200000))"),
      Map.entry("wideExpression", "p := regex.match(`(.{0,500}){0,2}z`, input.text)"),
      Map.entry("matchAfterMatch", "p := regex.find_n(`x(.*y)?`, input.text, -1)"),
      Map.entry("emptyMatches",
          "p := regex.find_n(``, concat(\"\", [input.text | some i in numbers.range(1, 16)]), -1)"),
      Map.entry("manyExpressions",
          "p := count([1 | some i in numbers.range(1, 1000000); regex.match(sprintf(`a%d(b|c)*d{0,900}`, [i]), `a`)])"),
      Map.entry("withInALoop",
          "q := count([y | some y in numbers.range(1, 100); y > input.x])\np := count([1 | some i in numbers.range(1, 10000000); q with input.x as i])"),
      Map.entry("everyWithinEvery", """
          p if {
            every x in numbers.range(1, 100000) {
              every y in numbers.range(1, 100000) { x + y > 0 }
            }
          }"""),
      Map.entry("patchAtTheFront",
          "p := json.patch([], [{\"op\": \"add\", \"path\": \"/0\", \"value\": i} | some i in numbers.range(1, 1000000)])"),
      Map.entry("patchWithItself",
          "p := json.patch({\"a\": 1}, [{\"op\": \"copy\", \"from\": \"\", \"path\": \"/a\"} | some i in numbers.range(1, 9000000)])"),
      Map.entry("allPaths", """
          g := {n: [m | some j in numbers.range(1, 16); m := sprintf("%d", [j])] |
            some i in numbers.range(1, 16); n := sprintf("%d", [i])}
          p := graph.reachable_paths(g, ["1"])"""),
      Map.entry("templateLoops",
          "p := strings.render_template(`{{range .x}}{{range $.x}}{{range $.x}}{{.}}{{end}}{{end}}{{end}}`, {\"x\": numbers.range(1, 1000)})"),
      Map.entry("hugeNumberFormatted", "p := count(sprintf(\"%d\", [input.number]))"),
      Map.entry("hugeNumberInBase", "p := count(format_int(input.number, 16))"),
      Map.entry("hugeNumberRounded", "p := round(input.number / 3)"),
      Map.entry("hugeNumberMultiplied", "p := input.number * input.number"),
      Map.entry("quotedAgainAndAgain", "t := replace(input.text, \"x\", \"\\u0001\")\n"
          + "p := count({s | some i in numbers.range(1, 100000); s := sprintf(\"%d%q\", [i, t])})"),
      Map.entry("yamlAgainAndAgain", "t := replace(input.text, \"x\", \"\\u0001\")\n"
          + "p := count({s | some i in numbers.range(1, 100000); s := yaml.marshal([i, t])})"),
      Map.entry("globOfStars", "p := glob.match(`*?a*?b*?c*?d*?e{*?,a}*?z`, [], input.text)"),
      Map.entry("wholeInternet", "p := net.cidr_expand(\"::/0\")"),

      Map.entry("lowerOfMegabytes",
          "p := count([s | some i in numbers.range(1, 10000000); s := lower(input.text)])")));

  /** What looks endless and is not, or is refused at once. */
  private static final Map<String, String> QUICK = new TreeMap<>(Map.ofEntries(
      Map.entry("twinsCompared", twins("[1, 1]", "[%s, %s]")
          + twins("[1, 1]", "[%s, %s]").replaceAll("a(?=[0-9])", "b") + "p if a60 == b60"),
      Map.entry("twinsSorted", twins("[1, 1]", "[%s, %s]")
          + twins("[1, 1]", "[%s, %s]").replaceAll("a(?=[0-9])", "b")
          + "p := count({a60, b60, a59}) == 2"),
      Map.entry("millionDigits", "p := to_number(input.digits) * to_number(input.digits)"),
      Map.entry("wideFormat", "p := count(sprintf(\"%1000000000d\", [1]))"),
      Map.entry("preciseFormat", "p := count(sprintf(\"%.1000000000f\", [1.5]))"),
      Map.entry("hugeExponent", "p := to_number(\"1e999999999\") + 1"),
      Map.entry("hugeShift", "p := bits.lsh(1, 4000000000000)"),
      Map.entry("millionDigitUnits", "p := units.parse_bytes(input.digits)"),
      Map.entry("hugeUnits", "p := units.parse(\"1e999999Ei\")"),
      Map.entry("nestedRepetition", "p := regex.match(`((a{1000}){1000}){1000}`, `a`)"),
      Map.entry("nestedQuantifiers", "p := regex.match(`(x+x+)+y`, input.text)"),
      Map.entry("almostEverywhere", "p := contains(input.text, input.almost)"),
      Map.entry("almostReplaced", "p := count(replace(input.text, input.almost, \"\"))"),
      Map.entry("almostSplit", "p := count(split(input.text, input.almost))"),
      Map.entry("deepJson", "p := json.unmarshal(input.deep)"),
      Map.entry("deepYaml", "p := yaml.unmarshal(input.deep)"),
      Map.entry("deepQuery", "p := graphql.parse_query(replace(input.deep, `[`, `{a`))"),
      Map.entry("deepModule",
          "p := rego.parse_module(`x`, concat(`p := `, [`package a`, input.deep]))"),
      Map.entry("bigYaml", "p := yaml.unmarshal(concat(`- a`, [input.text, input.text, input.text,"
          + " input.text, input.text, input.text]))"),
      Map.entry("schemaLoop", "p := json.match_schema({}, {\"$ref\": \"#\"})"),
      Map.entry("wideTemplate",
          "p := strings.render_template(`{{printf \"%1000000000d\" 1}}`, {})"),
      Map.entry("longLayout", "p := time.parse_ns(input.text, input.text)"),
      Map.entry("farYears", "p := time.add_date(0, 1000000000, 1000000000, 1000000000)")));

  @TestFactory
  Stream<DynamicTest> endsByItsLimit() {
    return ENDLESS.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
      var outcome = evaluate(each.getValue());

      assertThat(outcome).isInstanceOfSatisfying(EvaluationException.class, e -> {
        assertThat(e.code()).isEqualTo(EvaluationException.LIMIT);
        assertThat(e.location().row()).isPositive();
      });
    }));
  }

  @TestFactory
  Stream<DynamicTest> endsByItself() {
    return QUICK.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
      var outcome = evaluate(each.getValue());

      assertThat(outcome).isNotInstanceOf(Throwable.class);
    }));
  }

  /** The value or exception; fails if getting it took twice the limit of this thread's time. */
  private static Object evaluate(String rules) throws Exception {
    var source = new Source("hostile.rego", "package hostile\n" + rules + "\n", RegoVersion.V1);
    var query = Policy.compile(List.of(source), PRINTING)
        .prepare("data.hostile.p");
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    Object outcome;
    try {
      outcome = String.valueOf(query.value(input().withLimits(LIMITS)) != null);
    } catch (EvaluationException e) {
      outcome = e;
    }
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(LIMIT.multipliedBy(2));
    return outcome;
  }

  private static Input input() {
    var object = ObjectValue.builder().put("text", StringValue.of("x".repeat(MILLION)))
        .put("almost", StringValue.of("x".repeat(MILLION / 2) + "y"))
        .put("digits", StringValue.of("9".repeat(MILLION)))
        .put("deep", StringValue.of("[".repeat(100_000) + "]".repeat(100_000)))
        .put("number", DecimalValue.of(
            "1" + "0".repeat(MILLION), BigDecimal.ONE.scaleByPowerOfTen(MILLION)))
        .put("none", ArrayValue.EMPTY).build();
    return Input.of(object, ObjectValue.EMPTY);
  }

  /** Rules a0 to a60, of which each has the one before it twice. */
  private static String twins(String first, String twice) {
    var rules = new StringBuilder("a0 := " + first + "\n");
    IntStream.rangeClosed(1, 60).forEach(i -> rules.append("a" + i + " := ")
        .append(String.format(Locale.ROOT, twice, "a" + (i - 1), "a" + (i - 1))).append('\n'));
    return rules.toString();
  }
}
