package dev.gatehouse.rego.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules that look as if they never ended and do, or are refused at once. */
final class Feints {

  private static final String TWINS = Attacks.twice("[1, 1]", "[%s, %s]");
  private static final String OTHER_TWINS = TWINS.replaceAll("a(?=[0-9])", "b");

  /** What takes a number; each gets {@code input.huge}, as large as arithmetic makes them. */
  private static final List<String> NUMBERS = List.of(
      "input.huge + 1", "input.huge - 1", "1 - input.huge", "input.huge * 3",
      "input.huge * input.huge", "input.huge / 7", "7 / input.huge", "input.huge % 7",
      "input.huge / input.huge", "input.huge / 1.7", "input.huge * 1e-9",
      "abs(input.huge)", "round(input.huge)", "ceil(input.huge)", "floor(input.huge)",
      "sum([input.huge, 1])", "product([input.huge, input.huge])",
      "max([input.huge, 1])", "min([input.huge, 1])", "sort([input.huge, 1.5, input.other])",
      "count({input.huge, input.other})", "input.huge == input.other",
      "input.huge < input.other", "input.huge in [input.other]",
      "bits.and(input.huge, 7)", "bits.or(input.huge, 7)", "bits.xor(input.huge, 7)",
      "bits.negate(input.huge)", "bits.lsh(input.huge, 3)", "bits.rsh(input.huge, 3)",
      "bits.lsh(1, input.huge)", "bits.rsh(1, input.huge)",
      "format_int(input.huge, 2)", "format_int(input.huge, 10)", "format_int(input.huge, 16)",
      "sprintf(\"%d\", [input.huge])", "sprintf(\"%x\", [input.huge])",
      "sprintf(\"%b\", [input.huge])", "sprintf(\"%e\", [input.huge])",
      "sprintf(\"%f\", [input.huge])", "sprintf(\"%g\", [input.huge])",
      "sprintf(\"%v\", [input.huge])", "sprintf(\"%s\", [input.huge])",
      "sprintf(\"%q\", [input.huge])", "sprintf(\"%c\", [input.huge])",
      "sprintf(\"%U\", [input.huge])", "sprintf(\"%t\", [input.huge])",
      "sprintf(\"%*d\", [input.huge, 1])", "$\"{input.huge}\"", "json.marshal(input.huge)",
      "yaml.marshal(input.huge)", "to_number(json.marshal(input.huge))",
      "json.unmarshal(json.marshal(input.huge))", "yaml.unmarshal(json.marshal(input.huge))",
      "numbers.range(input.huge, input.other)", "numbers.range(1, input.huge)",
      "numbers.range_step(input.huge, 1, 1)", "numbers.range_step(1, 10, input.huge)",
      "substring(\"abc\", input.huge, 1)", "substring(\"abc\", 0, input.huge)",
      "array.slice([1, 2], input.huge, 3)", "array.slice([1, 2], 0, input.huge)",
      "regex.find_n(`a`, \"aaa\", input.huge)",
      "regex.find_all_string_submatch_n(`a`, \"aaa\", input.huge)",
      "[1, 2][input.huge]", "{1: 2}[input.huge]", "object.get({1: 2}, input.huge, 3)",
      "time.format(input.huge)", "time.date(input.huge)", "time.clock(input.huge)",
      "time.weekday(input.huge)", "time.add_date(input.huge, 1, 1, 1)",
      "time.add_date(1, input.huge, 1, 1)", "time.diff(input.huge, 1)",
      "rand.intn(\"x\", input.huge)",
      "strings.count(\"a\", sprintf(\"%v\", [input.huge]))",
      "io.jwt.encode_sign({\"alg\": \"HS256\"}, {\"exp\": input.huge}, {\"kty\": \"oct\", \"k\": \"AAAA\"})",
      "json.match_schema(input.huge, {\"type\": \"integer\", \"multipleOf\": 7, \"maximum\": 1e9})",
      "json.match_schema(\"7\", json.marshal({\"multipleOf\": input.huge}))",
      "json.patch([1], [{\"op\": \"add\", \"path\": [input.huge], \"value\": 1}])",
      "strings.render_template(`{{.x}}{{printf \"%d\" .x}}`, {\"x\": input.huge})",
      "semver.compare(sprintf(\"1.0.%v\", [input.huge]), sprintf(\"1.0.%v\", [input.other]))",
      "semver.is_valid(sprintf(\"1.0.%v\", [input.huge]))",
      "units.parse(sprintf(\"%vKi\", [input.huge]))",
      "units.parse_bytes(sprintf(\"%vKi\", [input.huge]))",
      "time.parse_duration_ns(sprintf(\"%vh\", [input.huge]))",
      "net.cidr_contains(\"10.0.0.0/8\", sprintf(\"%v\", [input.huge]))",
      "glob.match(sprintf(\"%v\", [input.huge]), [], sprintf(\"%v\", [input.other]))",
      "base64.encode(sprintf(\"%v\", [input.huge]))",
      "crypto.x509.parse_certificates(sprintf(\"%v\", [input.huge]))",
      "uuid.parse(sprintf(\"%v\", [input.huge]))",
      "rego.parse_module(\"x\", sprintf(\"package a\\np := %v\", [input.huge]))",
      "graphql.parse_query(sprintf(\"{a(b: %v)}\", [input.huge]))");

  /** What compiles a text to something that looks for a match. */
  private static final List<String> PATTERNS = List.of(
      "regex.match(`((a{1000}){1000}){1000}`, `a`)",
      "regex.match(`(x+x+)+y`, input.text)",
      "regex.match(`(x*)*(x*)*(x*)*y`, input.text)",
      "regex.match(input.text, input.text)",
      "regex.match(concat(\"|\", split(input.text, \"\")), input.text)",
      "regex.match(replace(input.text, \"x\", \"(\"), `a`)",
      "regex.match(replace(input.text, \"x\", \"[\"), `a`)",
      "regex.match(replace(input.text, \"x\", \"(x)*\"), `a`)",
      "regex.match(replace(input.text, \"x\", `\\pL`), `a`)",
      "regex.match(replace(input.text, \"x\", `\\p{Cn}`), `a`)",
      "regex.is_valid(replace(input.text, \"x\", \"(a\"))",
      "regex.is_valid(concat(\"\", [replace(input.text, \"x\", \"(\"), replace(input.text, \"x\", \")\")]))",
      "regex.split(`x`, input.text)",
      "regex.split(``, input.text)",
      "regex.replace(input.text, ``, \"yyyyyyyyyy\")",
      "regex.globs_match(input.text, input.text)",
      "regex.globs_match(replace(input.text, \"x\", \".*\"), replace(input.text, \"x\", \"x*\"))",
      "regex.globs_match(\"" + "[a-z]*".repeat(200) + "\", \"" + "[b-y]*".repeat(200) + "1\")",
      "regex.template_match(input.text, input.text, \"{\", \"}\")",
      "regex.template_match(replace(input.text, \"x\", \"{x*}\"), input.text, \"{\", \"}\")",
      "regex.find_all_string_submatch_n(`((((x))))`, input.text, -1)",
      "glob.match(input.text, [], input.text)",
      "glob.match(replace(input.text, \"x\", \"*x\"), [], input.text)",
      "glob.match(replace(input.text, \"x\", \"{\"), [], input.text)",
      "glob.match(\"" + "*x".repeat(300) + "y\", [], input.text)",
      "glob.match(\"" + "{x,xx}".repeat(100) + "y\", [], input.text)",
      "glob.match(\"" + "**x".repeat(300) + "y\", [\".\"], input.text)",
      "glob.quote_meta(replace(input.text, \"x\", \"*\"))");

  private Feints() {}

  /** What ends by itself. */
  static Map<String, String> all() {
    var feints = new TreeMap<String, String>();
    var expressions = new ArrayList<>(NUMBERS);
    expressions.addAll(PATTERNS);
    expressions.forEach(expression -> feints.put(
        expression.length() < 80 ? expression : expression.substring(0, 80) + "…",
        "p := x if x = " + expression));
    feints.putAll(others());
    return feints;
  }

  private static Map<String, String> others() {
    return Map.ofEntries(
        Map.entry("twins compared", TWINS + OTHER_TWINS + "p if a60 == b60"),
        Map.entry("twins in order", TWINS + OTHER_TWINS + "p if a60 <= b60"),
        Map.entry("twins sorted", TWINS + OTHER_TWINS + "p := count({a60, b60, a59}) == 2"),
        Map.entry("million digits", "p := to_number(input.digits) * to_number(input.digits)"),
        Map.entry("million digits formatted", "p := count(sprintf(\"%d\", [input.number]))"),
        Map.entry("million digits in a base", "p := count(format_int(input.number, 16))"),
        Map.entry("million digits rounded", "p := round(input.number / 3)"),
        Map.entry("million digits multiplied", "p := input.number * input.number"),
        Map.entry("quoted again and again", """
            t := replace(input.text, "x", "\\u0001")
            p := count({s | some i in numbers.range(1, 100000); s := sprintf("%d%q", [i, t])})"""),
        Map.entry("YAML again and again", """
            t := replace(input.text, "x", "\\u0001")
            p := count({s | some i in numbers.range(1, 100000); s := yaml.marshal([i, t])})"""),
        Map.entry("glob of stars", "p := glob.match(`*?a*?b*?c*?d*?e{*?,a}*?z`, [], input.text)"),
        Map.entry("squares of squares", Attacks.twice("9999999999", "%s * %s") + "p := a60"),
        Map.entry("fractions of fractions", Attacks.twice("0.1234567891", "%s * %s") + "p := a60"),
        Map.entry("shifts of shifts",
            Attacks.twice("9999999999", "bits.lsh(%s, %s)") + "p := a60"),
        Map.entry("wide format", "p := count(sprintf(\"%1000000000d\", [1]))"),
        Map.entry("precise format", "p := count(sprintf(\"%.1000000000f\", [1.5]))"),
        Map.entry("huge exponent", "p := to_number(\"1e999999999\") + 1"),
        Map.entry("huge shift", "p := bits.lsh(1, 4000000000000)"),
        Map.entry("units of a million digits", "p := units.parse_bytes(input.digits)"),
        Map.entry("huge units", "p := units.parse(\"1e999999Ei\")"),
        Map.entry("almost everywhere", "p := contains(input.text, input.almost)"),
        Map.entry("almost replaced", "p := count(replace(input.text, input.almost, \"\"))"),
        Map.entry("almost at many places", "p := indexof_n(input.text, input.almost)"),
        Map.entry("trimmed of a long set", """
            p := trim(input.text, concat("", [replace(input.text, "x", "y"), "x"]))"""),
        Map.entry("open brackets of formats",
            "p := count(sprintf(replace(input.text, `x`, `%[`), [1]))"),
        Map.entry("many names that a schema requires", """
            p := json.match_schema({}, {"required": input.colliding})"""),
        Map.entry("address of a megabyte", """
            p := json.match_schema({"a": replace(input.text, "x", "a.")},
              {"properties": {"a": {"format": "email"}}})"""),
        Map.entry("almost split", "p := count(split(input.text, input.almost))"),
        Map.entry("deep JSON", "p := json.unmarshal(input.deep)"),
        Map.entry("deep YAML", "p := yaml.unmarshal(input.deep)"),
        Map.entry("deep query", "p := graphql.parse_query(replace(input.deep, `[`, `{a`))"),
        Map.entry("deep module",
            "p := rego.parse_module(`x`, concat(`p := `, [`package a`, input.deep]))"),
        Map.entry("big YAML", """
            p := yaml.unmarshal(concat(`- a`, [input.text, input.text, input.text, input.text,
              input.text, input.text]))"""),
        Map.entry("YAML of anchors", """
            p := yaml.unmarshal(concat("\\n", array.concat(["a0: &a0 [x, x]"],
              [sprintf("a%d: &a%d [*a%d, *a%d]", [i, i, i - 1, i - 1]) |
                some i in numbers.range(1, 60)])))"""),
        Map.entry("schema loop", "p := json.match_schema({}, {\"$ref\": \"#\"})"),
        Map.entry("schema that branches", """
            p := json.match_schema({}, {"definitions": {"a": {"anyOf": [
              {"$ref": "#/definitions/a"}, {"$ref": "#/definitions/a"}]}},
              "$ref": "#/definitions/a"})"""),
        Map.entry("fragments that branch", """
            p := graphql.is_valid(
              "query { ...f } fragment f on Q { ...g ...g } fragment g on Q { ...f ...f }",
              "type Query { a: Int } type Q { a: Int }")"""),
        Map.entry("template of many actions", """
            p := strings.render_template(replace(input.text, "x", "{{.a}}"), {"a": input.text})"""),
        Map.entry("wide template",
            "p := strings.render_template(`{{printf \"%1000000000d\" 1}}`, {})"),
        Map.entry("long layout", "p := time.parse_ns(input.text, input.text)"),
        Map.entry("far years", "p := time.add_date(0, 1000000000, 1000000000, 1000000000)"),
        Map.entry("keys with one hash", "p := count({k | some k in input.colliding})"),
        Map.entry("objects with one hash", "p := count({k: 1 | some k in input.colliding})"),
        Map.entry("sets with one hash", "p := count({{k} | some k in input.colliding})"),
        Map.entry("arrays with one hash", "p := count({[k]: 1 | some k in input.colliding})"));
  }
}
