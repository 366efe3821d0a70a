package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlParseTest {

  private static String json(String yaml) throws TextException {
    var documents = Yaml.parse(yaml);
    assertThat(documents).hasSize(1);
    return Json.write(documents.getFirst().value(), JsonStyle.PLAIN);
  }

  /** Every right side is what sigs.k8s.io/yaml 1.6 makes of the left side. */
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|', value = {"yes|true", "No|false", "on|true",
      "y|true", "tRue|`\"tRue\"`", "~|null", "`k:`|`{\"k\":null}`", "NULL|null", "nuLL|`\"nuLL\"`",
      "0777|511", "0o17|15", "0x1F|31", "0b101|5", "-0x1f|-31", "1_000|1000", "1__0|10",
      "_1|`\"_1\"`",
      "1_|1", "+1|1", "-0|0", "-0.0|-0", "08|8", "0o8|`\"0o8\"`", "1.0|1", "1.|1", ".5|0.5",
      "1e3|1000", "1e21|1e+21", "1.5e-7|1.5e-7", "0.000001|0.000001", "1e400|`\"1e400\"`",
      "12345678901234567890|12345678901234567890", "123456789012345678901|123456789012345680000",
      "-9223372036854775809|-9223372036854776000", "18446744073709551616|18446744073709552000",
      "0x1FFFFFFFFFFFFFFFF|`\"0x1FFFFFFFFFFFFFFFF\"`", "2001-01-01|`\"2001-01-01\"`",
      "190:20:30|`\"190:20:30\"`", "!!str 12|`\"12\"`", "!!float 1|1",
      "!!binary aGVsbG8=|`\"hello\"`",
      "!own x|`\"x\"`", "! 12|`\"12\"`", "'12'|`\"12\"`",
      "`{1: 2, 1.5: 3, true: 4, 0.1: 5, 1e6: 6}`|`{\"0.1\":5,\"1\":2,\"1.5\":3,\"1e+06\":6,\"true\":4}`",
      "`k:\t v`|`{\"k\":\"v\"}`", "`k: [\t1,\t2]`|`{\"k\":[1,2]}`"})
  void resolvesScalarsAsKubernetesDoes(String yaml, String json) throws TextException {
    assertThat(json(yaml)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.INF", ".nan", "~: 1", "18446744073709551615: 1", "[a]: 1",
      "? {a: b}\n: 1", "!!int x", "!!bool maybe", "!!binary '%'", "*a", "a: &a [*a]", "<<: 1",
      "<<: [[]]",
      "a: b: c", "[1", "{a", "\"a", "'a", "- a\nb: c", "a:\n\tb: c", "-\tb: c", "@a", "`a", "%a",
      "a\u0001"})
  void refusesWhatHasNoValue(String yaml) {
    assertThatThrownBy(() -> Yaml.parse(yaml)).isInstanceOf(TextException.class);
  }

  @Test
  void mergesWhereTheMergeStands() throws TextException {
    assertThat(json("x: &x {a: 1, b: 2}\nz: {a: 0, <<: *x, b: 3}"))
        .isEqualTo("{\"x\":{\"a\":1,\"b\":2},\"z\":{\"a\":1,\"b\":3}}");
    assertThat(json("x: &x {a: 1}\nz: &z {a: 2, c: 3}\nm: {<<: [*x, *z]}"))
        .startsWith("{\"m\":{\"a\":1,\"c\":3},\"x\"");
  }

  @Test
  void readsBlockScalars() throws TextException {
    assertThat(json("a: |\n  x\n   y\n\nb: >-\n  one\n  two\n\n  three\nc: |+\n  z\n\n"))
        .isEqualTo("{\"a\":\"x\\n y\\n\",\"b\":\"one two\\nthree\",\"c\":\"z\\n\\n\"}");
  }

  @Test
  void splitsAStreamAndSkipsEmptyDocuments() throws TextException {
    var stream = "# head\n---\n---\na: 1\n--- # two\n\n# only a comment\n---\r\nb: 2\r\n...\n";
    var documents = Yaml.parse(stream);
    assertThat(documents).extracting(d -> d.value().toString())
        .containsExactly("{\"a\": 1}", "{\"b\": 2}");
    assertThat(documents).extracting(YamlDocument::firstRow).containsExactly(4, 9);
  }

  @Test
  void refusesContentAfterASeparator() {
    assertThatThrownBy(() -> Yaml.parse("a: 1\n--- {b: 2}"))
        .hasMessage("only a comment may follow '---', found: {b: 2} at line 2, column 4");
  }

  @Test
  void keepsTheTextOfNumbersInJson() throws TextException {
    assertThat(json("{\"a\": 1.0, \"b\": 123456789012345678901}"))
        .isEqualTo("{\"a\":1.0,\"b\":123456789012345678901}");
    assertThat(Yaml.parse("{\"a\":1}\n\n{\"b\":2} {\"c\":3}")).extracting(YamlDocument::firstRow)
        .containsExactly(1, 3, 3);
    assertThat(json("{a: 1.0}")).isEqualTo("{\"a\":1}");
  }

  @Test
  void findsEqualKeysWhenStrict() throws TextException {
    var text = "a: 1\nb:\n  c: 1\n  c: 2\n";
    assertThat(json(text)).isEqualTo("{\"a\":1,\"b\":{\"c\":2}}");
    assertThatThrownBy(() -> Yaml
        .parseStrict(("# x\n---\n" + text).getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT))
        .hasMessage("key \"c\" is there twice in one mapping at line 6, column 3");
  }

  @Test
  void locatesFaultsInTheStream() {
    assertThatThrownBy(() -> Yaml.parse("a: 1\n---\nb:\n  c: [1\nd: 2\n"))
        .hasMessageContaining("line 5, column 2");
  }

  @Test
  void knowsWhereValuesStand() throws TextException {
    var stream = "kind: A\n---\n# c\nkind: B\nspec:\n  list:\n  - x: 1\n  - y: é z\n  yes: 2\n";
    var positions = Yaml.parse(stream).get(1).positions();
    assertThat(positions.of(path("kind"))).isEqualTo(new Position(4, 7));
    assertThat(positions.of(path("spec", "list", 1, "y"))).isEqualTo(new Position(8, 8));
    assertThat(positions.of(path("spec", "list", 7))).isEqualTo(new Position(7, 3));
    assertThat(positions.of(path("spec", "true"))).isEqualTo(new Position(9, 8));
    assertThat(positions.of(path())).isEqualTo(new Position(4, 1));
    assertThat(positions.inText(path("spec", "list", 1, "y"), new Position(1, 3)))
        .isEqualTo(new Position(8, 10));
  }

  @Test
  void knowsWhereTheLinesOfAProgramStand() throws TextException {
    var stream = "a: 1\n---\nspec:\n  rego: |\n    package p\n\n    deny {\n      x\n    }\n"
        + "  libs:\n  - |2-\n      indented\n     x\n  - \"q\\\"uoted\"\n";
    var positions = Yaml.parse(stream).get(1).positions();
    assertThat(positions.inText(path("spec", "rego"), new Position(4, 3)))
        .isEqualTo(new Position(8, 7));
    assertThat(positions.inText(path("spec", "libs", 0), new Position(2, 2)))
        .isEqualTo(new Position(13, 6));
    assertThat(positions.inText(path("spec", "libs", 1), new Position(1, 5)))
        .isEqualTo(new Position(14, 5));
  }

  private static List<Value> path(Object... steps) {
    return java.util.Arrays.stream(steps)
        .map(s -> s instanceof Integer i ? (Value) IntegerValue.of(i) : StringValue.of((String) s))
        .toList();
  }

  @Test
  void refusesBombs() {
    var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (var i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n"
          .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
    }
    assertThatThrownBy(() -> Yaml.parse(bomb.toString()))
        .hasMessageStartingWith("too many nodes come from aliases");
    assertThatThrownBy(() -> Yaml.parse("[".repeat(10_000)))
        .hasMessageStartingWith("more than 1000 sequences and mappings within each other");
    assertThatThrownBy(() -> Yaml.parse("- ".repeat(10_000)))
        .hasMessageStartingWith("more than 1000 sequences and mappings within each other");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    var bytes = "a: 1\nb: é".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Yaml.parse(bytes))
        .hasMessage("the text is not UTF-8 at line 2, column 4");
  }
}
