package dev.gatehouse.rego.hostile;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules made to never end, or to fill memory, by the name of what they try. */
final class Attacks {

  /** What is the same twice each time, and takes no more memory for that. */
  private static final String TWINS = twice("[1, 1]", "[%s, %s]");
  private static final String TWIN_OBJECTS = twice("{\"x\": 1}", "{\"x\": %s, \"y\": %s}");

  private Attacks() {}

  /** What only a limit ends. */
  static Map<String, String> endless() {
    var attacks = new TreeMap<String, String>();
    attacks.putAll(iterations());
    attacks.putAll(values());
    attacks.putAll(functions());
    growth().forEach((name, rules) -> attacks.put("doubling by " + name, rules));
    return attacks;
  }

  private static Map<String, String> iterations() {
    return Map.ofEntries(
        Map.entry("cross product", """
            p := count([1 | some i in numbers.range(1, 1000); some j in numbers.range(1, 1000)
              some k in numbers.range(1, 1000)])"""),
        Map.entry("cross product that is kept", """
            p := [[i, j, k] | some i in numbers.range(1, 1000); some j in numbers.range(1, 1000)
              some k in numbers.range(1, 1000)]"""),
        Map.entry("cross product of a partial set", """
            p contains [i, j, k] if {
              some i in numbers.range(1, 1000)
              some j in numbers.range(1, 1000)
              some k in numbers.range(1, 1000)
            }"""),
        Map.entry("cross product of a partial object", """
            p[i][j][k] := [i, j] if {
              some i in numbers.range(1, 1000)
              some j in numbers.range(1, 1000)
              some k in numbers.range(1, 1000)
            }"""),
        Map.entry("comprehensions within comprehensions",
            "p := " + "[1 | some _ in numbers.range(1, 1000); some _ in ".repeat(20) + "[1]"
                + "]".repeat(20)),
        Map.entry("sets of sets", """
            p := count({{i, {j, {k}}} | some i in numbers.range(1, 1000)
              some j in numbers.range(1, 1000); some k in numbers.range(1, 1000)})"""),
        Map.entry("calls of functions", """
            f(x, y) := x * y
            p := sum([f(i, j) | some i in numbers.range(1, 100000)
              some j in numbers.range(1, 100000)])"""),
        Map.entry("functions that call each other twice", functionsTwice()),
        Map.entry("with in a loop", """
            q := count([y | some y in numbers.range(1, 100); y > input.x])
            p := count([1 | some i in numbers.range(1, 10000000); q with input.x as i])"""),
        Map.entry("with data in a loop", """
            q := count([y | some y in numbers.range(1, 100); y > data.a.b.x])
            p := count([1 | some i in numbers.range(1, 10000000); q with data.a.b.x as i])"""),
        Map.entry("with a function in a loop", """
            f(x) := x
            q := count([y | some y in numbers.range(1, 100); f(y) > 1])
            p := count([1 | some i in numbers.range(1, 10000000); q with data.hostile.f as i])"""),
        Map.entry("every within every", """
            p if {
              every x in numbers.range(1, 100000) {
                every y in numbers.range(1, 100000) { x + y > 0 }
              }
            }"""),
        Map.entry("errors in a loop",
            "p := count([1 | some i in numbers.range(1, 1000000000); to_number(\"x\")])"),
        Map.entry("prints in a loop",
            "p if { every i in numbers.range(1, 10000000) { print(i, input.text) } }"));
  }

  private static Map<String, String> values() {
    return Map.ofEntries(
        Map.entry("exponential walk", TWINS + "p if walk(a60, [_, 2])"),
        Map.entry("exponential text", TWINS + "p := json.marshal(a60)"),
        Map.entry("exponential pretty text",
            TWINS + "p := json.marshal_with_options(a60, {\"pretty\": true})"),
        Map.entry("exponential YAML", TWINS + "p := yaml.marshal(a60)"),
        Map.entry("exponential format", TWINS + "p := sprintf(\"%v\", [a60])"),
        Map.entry("exponential template string", TWINS + "p := $\"{a60}\""),
        Map.entry("exponential template",
            TWINS + "p := strings.render_template(`{{.x}}`, {\"x\": a60})"),
        Map.entry("exponential token", TWIN_OBJECTS
            + "p := io.jwt.encode_sign({\"alg\": \"HS256\"}, a60, {\"kty\": \"oct\", \"k\": \"AAAA\"})"),
        Map.entry("exponential union", TWIN_OBJECTS + "p := object.union(a60, a60)"),
        Map.entry("exponential schema", TWIN_OBJECTS
            + "p := json.match_schema(a60, {\"additionalProperties\": {\"$ref\": \"#\"}})"),
        Map.entry("exponential print", TWINS + "p if print(a60)"),
        Map.entry("product of many numbers", "p := product(numbers.range(1, 200000))"),
        Map.entry("sum of huge exponents",
            "p := sum([1e10000 | some i in numbers.range(1, 1000000)])"),
        Map.entry("huge range", "p := numbers.range(1, 1000000000000)"),
        Map.entry("huge range of steps", "p := numbers.range_step(1, 1000000000000, 2)"),
        Map.entry("whole internet", "p := net.cidr_expand(\"::/0\")"));
  }

  private static Map<String, String> functions() {
    return Map.ofEntries(
        Map.entry("suffixes of one text",
            """
                p := strings.any_suffix_match([input.text | some i in numbers.range(1, 100000)], "y")"""),
        Map.entry("prefixes of one text", """
            p := strings.any_prefix_match([input.text | some i in numbers.range(1, 1000000)],
              [concat("", [input.text, "y"])])"""),
        Map.entry("tokens of a megabyte",
            """
                t := io.jwt.encode_sign({"alg": "HS256"}, {"a": input.text}, {"kty": "oct", "k": "AAAA"})
                p := count([1 | some i in numbers.range(1, 1000000)
                  io.jwt.verify_hs256(t, sprintf("%d", [i]))])"""),
        Map.entry("division of numbers far apart",
            "p := [x | some i in numbers.range(1, 1000000); x := 1e9999 / (i + 1e-9999)]"),
        Map.entry("wide patterns of a schema",
            """
                p := json.match_schema({"a": input.text}, {"allOf": [{"properties": {"a":
                  {"pattern": sprintf("(.{0,300}){0,2}z%d", [i])}}} | some i in numbers.range(1, 100)]})"""),
        Map.entry("wide formats",
            "p := count([s | some i in numbers.range(1, 1000000); s := sprintf(\"%1000000d\", [i])])"),
        Map.entry("wide expression", "p := regex.match(`(.{0,500}){0,2}z`, input.text)"),
        Map.entry("match after match", "p := regex.find_n(`x(.*y)?`, input.text, -1)"),
        Map.entry("empty matches",
            "p := regex.find_n(``, concat(\"\", [input.text | some i in numbers.range(1, 16)]), -1)"),
        Map.entry("many expressions", """
            p := count([1 | some i in numbers.range(1, 1000000)
              regex.match(sprintf(`a%d(b|c)*d{0,900}`, [i]), `a`)])"""),
        Map.entry("many globs", """
            p := count([1 | some i in numbers.range(1, 1000000)
              glob.match(sprintf("%d{a,b,c}*[d-z]*?*{e,f}*", [i]), [], input.text)])"""),
        Map.entry("patch at the front", """
            p := json.patch([], [{"op": "add", "path": "/0", "value": i} |
              some i in numbers.range(1, 1000000)])"""),
        Map.entry("patch with itself", """
            p := json.patch({"a": 1}, [{"op": "copy", "from": "", "path": "/a"} |
              some i in numbers.range(1, 9000000)])"""),
        Map.entry("all paths", """
            g := {n: [m | some j in numbers.range(1, 16); m := sprintf("%d", [j])] |
              some i in numbers.range(1, 16); n := sprintf("%d", [i])}
            p := graph.reachable_paths(g, ["1"])"""),
        Map.entry("template loops", """
            p := strings.render_template(
              `{{range .x}}{{range $.x}}{{range $.x}}{{.}}{{end}}{{end}}{{end}}`,
              {"x": numbers.range(1, 1000)})"""),
        Map.entry("lower case of megabytes",
            "p := count([s | some i in numbers.range(1, 10000000); s := lower(input.text)])"),
        Map.entry("hashes of megabytes", """
            p := count([s | some i in numbers.range(1, 10000000)
              s := crypto.sha256(concat("", [sprintf("%d", [i]), input.text]))])"""));
  }

  /** Texts and collections that become twice as large in each of sixty steps. */
  private static Map<String, String> growth() {
    var text = Map.ofEntries(
        Map.entry("concat", "concat(\"\", [%s, %s])"),
        Map.entry("sprintf", "sprintf(\"%%s%%s\", [%s, %s])"),
        Map.entry("sprintf of quotes", "sprintf(\"%%q%%q\", [%s, %s])"),
        Map.entry("sprintf in hexadecimal", "sprintf(\"%%x%%X\", [%s, %s])"),
        Map.entry("template strings", "$\"{%s}{%s}\""),
        Map.entry("templates",
            "strings.render_template(`{{.x}}{{.y}}`, {\"x\": %s, \"y\": %s})"),
        Map.entry("json.marshal", "json.marshal([%s, %s])"),
        Map.entry("yaml.marshal", "yaml.marshal([%s, %s])"),
        Map.entry("base64", "base64.encode(concat(\"\", [%s, %s]))"),
        Map.entry("base64url", "base64url.encode(concat(\"\", [%s, %s]))"),
        Map.entry("hexadecimal", "hex.encode(concat(\"\", [%s, %s]))"),
        Map.entry("urlquery", "urlquery.encode(concat(\"&\", [%s, %s]))"),
        Map.entry("urlquery of objects", "urlquery.encode_object({\"a\": [%s, %s]})"),
        Map.entry("replace", "replace(\"xx\", \"x\", concat(\"\", [%s | count(%s) > 0]))"),
        Map.entry("strings.replace_n", "strings.replace_n({\"x\": %s, \"y\": %s}, \"xyxy\")"),
        Map.entry("regex.replace", "regex.replace(\"xx\", `x`, concat(\"\", [%s | %s]))"),
        Map.entry("groups of regex.replace",
            "regex.replace(concat(\"\", [%s | %s]), `^(.*)$`, \"$1$1\")"),
        Map.entry("replacement of every character",
            "replace(%s, \"0\", concat(\"\", [%s, \"0\"]))"),
        Map.entry("keys of objects", "json.marshal({%s: 1, concat(\"y\", [%s, \"x\"]): 2})"),
        Map.entry("upper case", "upper(concat(\"\", [%s, %s]))"),
        Map.entry("reversal", "strings.reverse(concat(\"\", [%s, %s]))"));
    var array = Map.ofEntries(
        Map.entry("array.concat", "array.concat(%s, %s)"),
        Map.entry("array.flatten", "array.flatten([%s, %s])"),
        Map.entry("comprehensions of arrays", "[x | some y in [%s, %s]; some x in y]"),
        Map.entry("arrays of pairs", "[[x, y] | some x in %s; some y in [1, 2]; count(%s) > 0]"),
        Map.entry("comprehensions of sets",
            "{[x, y] | some x in %s; some y in [1, 2]; count(%s) > 0}"),
        Map.entry("comprehensions of objects",
            "{[x, y]: x | some x, _ in %s; some y in [1, 2]; count(%s) > 0}"),
        Map.entry("unions of sets",
            "union({{[x, 1] | some x in %s}, {[x, 2] | some x in %s}})"),
        Map.entry("operators of sets", "{[x, 1] | some x in %s} | {[x, 2] | some x in %s}"),
        Map.entry("object.union",
            "object.union({[k, 1]: 1 | some k, _ in %s}, {[k, 2]: 1 | some k, _ in %s})"),
        Map.entry("object.union_n",
            "object.union_n([{[k, 1]: 1 | some k, _ in %s}, {[k, 2]: 1 | some k, _ in %s}])"),
        Map.entry("split",
            "split(concat(\",\", [concat(\",\", %s), concat(\",\", %s)]), \",\")"),
        Map.entry("walk", "[[x, 1] | walk([%s, %s], [_, x])]"));
    var attacks = new TreeMap<String, String>();
    text.forEach(
        (name, step) -> attacks.put(name, twice("\"0123456789\"", step) + "p := count(a60)"));
    array.forEach((name, step) -> {
      var first = name.equals("split") ? "[\"a\", \"b\"]" : "[1, 2]";
      attacks.put(name, twice(first, step) + "p := count(a60)");
    });
    return attacks;
  }

  /** Rules a0 to a60, of which each has the one before it twice. */
  static String twice(String first, String step) {
    return "a0 := " + first + "\n"
        + IntStream.rangeClosed(1, 60)
            .mapToObj(i -> "a" + i + " := "
                + String.format(Locale.ROOT, step, "a" + (i - 1), "a" + (i - 1)) + "\n")
            .collect(Collectors.joining());
  }

  private static String functionsTwice() {
    return "f0(x) := x + 1\n"
        + IntStream.rangeClosed(1, 60)
            .mapToObj(i -> "f%d(x) := f%d(x * 2) + f%d(x * 2 + 1)%n".formatted(i, i - 1, i - 1))
            .collect(Collectors.joining())
        + "p := f60(1)";
  }
}
