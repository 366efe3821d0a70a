package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParseTest {

  private static Value parse(String text) throws TextException {
    return Json.parse(text);
  }

  private static String string(String text) throws TextException {
    return ((StringValue) parse(text)).value();
  }

  @Test
  void readsEveryKindOfValue() throws TextException {
    assertThat(parse(" {\"b\": [1, true, null, \"x\"], \"a\": {}, \"c\": [ ] , \"d\":false}\r\n\t"))
        .hasToString("{\"a\": {}, \"b\": [1, true, null, \"x\"], \"c\": [], \"d\": false}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "1", "-1", "1.0", "1e0", "1E+2", "-1.50e-7",
      "9223372036854775807", "-9223372036854775808", "9223372036854775808",
      "123456789012345678901234567890", "0.1000"})
  void keepsTheTextOfNumbers(String text) throws TextException {
    assertThat(Json.write(parse(text))).isEqualTo(text);
  }

  @Test
  void givesPlainIntegersOf64BitsTheirOwnType() throws TextException {
    assertThat(parse("9223372036854775807")).isEqualTo(IntegerValue.of(Long.MAX_VALUE))
        .isInstanceOf(IntegerValue.class);
    assertThat(parse("-9223372036854775808")).isInstanceOf(IntegerValue.class);
    assertThat(parse("9223372036854775808")).isInstanceOf(DecimalValue.class);
    assertThat(parse("1.0")).isInstanceOf(DecimalValue.class).isEqualTo(IntegerValue.of(1));
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '~', value = {
      "~~, 1, 1, ~unexpected end of the text, expected a value~",
      "~[1,]~, 1, 4, ~unexpected ']', expected a value~",
      "~[1 2]~, 1, 4, ~unexpected '2', expected ',' or ']' after an array's item~",
      "~{a:1}~, 1, 2, ~unexpected 'a', expected a key in double quotes~",
      "~{\"a\" 1}~, 1, 6, ~unexpected '1', expected ':' after a key~",
      "~{\"a\":1,}~, 1, 8, ~unexpected '}', expected a key in double quotes~",
      "~{\"a\":1~, 1, 7, ~unexpected end of the text, expected ',' or '}' after an object's entry~",
      "~1 2~, 1, 3, ~unexpected '2', expected the end of the text~",
      "~01~, 1, 2, ~unexpected '1', expected no digit after a leading zero~",
      "~-~, 1, 2, ~unexpected end of the text, expected a digit after '-'~",
      "~1.~, 1, 3, ~unexpected end of the text, expected a digit after '.'~",
      "~1e+~, 1, 4, ~unexpected end of the text, expected a digit in the exponent~",
      "~tru~, 1, 4, ~unexpected end of the text, expected true~",
      "~nulL~, 1, 4, ~unexpected 'L', expected null~",
      "~\"a~, 1, 3, ~unexpected end of the text, expected '\"' at the end of a string~",
      "~\"\\x\"~, 1, 3, ~unexpected 'x', expected one of \"\\/bfnrtu after '\\'~",
      "~\"\\u12g4\"~, 1, 6, ~unexpected 'g', expected four hexadecimal digits after '\\u'~",
      "~NaN~, 1, 1, ~unexpected 'N', expected a value~",
      "~+1~, 1, 1, ~unexpected '+', expected a value~",
      "~'a'~, 1, 1, ~unexpected ''', expected a value~",
      "~/**/1~, 1, 1, ~unexpected '/', expected a value~"})
  void saysWhatIsWrongAndWhere(String text, int row, int column, String reason) {
    assertThatThrownBy(() -> parse(text))
        .hasMessage(reason + " at line " + row + ", column " + column)
        .asInstanceOf(InstanceOfAssertFactories.type(TextException.class))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.row()).isEqualTo(row))
        .satisfies(e -> assertThat(e.column()).isEqualTo(column));
  }

  @Test
  void countsLinesAndCharactersNotBytes() {
    assertThatThrownBy(() -> parse("{\n  \"ключ\": \"😀\" x}"))
        .hasMessageEndingWith("at line 2, column 15");
  }

  @Test
  void refusesControlCharactersInStrings() {
    assertThatThrownBy(() -> parse("\"a\nb\""))
        .hasMessageStartingWith("control character U+000A in a string, write it \\u000a");
  }

  @Test
  void readsEscapes() throws TextException {
    assertThat(string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\uD83D\\ude00\""))
        .isEqualTo("\"\\/\b\f\n\r\tAé😀");
  }

  @ParameterizedTest
  @CsvSource({"\\ud800, \ufffd", "\\udc80x, \ufffdx", "\\ud800\\u0041, \ufffdA",
      "\\ud800\\ud83d\\ude00, \ufffd😀", "\\ud800\\n, \ufffd~"})
  void replacesEscapesOfLoneSurrogates(String escapes, String text) throws TextException {
    assertThat(string('"' + escapes + '"')).isEqualTo(text.replace('~', '\n'));
  }

  @Test
  void replacesEachByteThatIsNoUtf8() throws TextException {
    var text = "[\"a\u00e2\u0082b\u00ff\u00c3\u00a9\u00c0\u0080\u00ed\u00a0\u0080\"]";
    assertThat(Json.parse(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(ArrayValue.of(StringValue.of(
            "a\ufffd\ufffdb\ufffdé\ufffd\ufffd\ufffd\ufffd\ufffd")));
  }

  @Test
  void takesTheLastOfEqualKeys() throws TextException {
    assertThat(parse("{\"a\":1,\"b\":2,\"a\":3,\"\\u0062\":4}"))
        .hasToString("{\"a\": 3, \"b\": 4}");
    var many = new StringBuilder("{");
    for (var i = 0; i < 200; i++) {
      many.append("\"k").append(i % 100).append("\":").append(i).append(',');
    }
    var object = (ObjectValue) parse(many.append("\"z\":0}").toString());
    assertThat(object.size()).isEqualTo(101);
    assertThat(object.get("k7")).isEqualTo(IntegerValue.of(107));
  }

  @Test
  void refusesEqualKeysWhenStrict() {
    var text = "{\"a\": {\"x\":1},\n \"b\":2, \"a\":3}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.parseStrict(text, JsonLimits.DEFAULT))
        .hasMessage("key \"a\" is there twice in one object at line 2, column 9");
  }

  @Test
  void refusesWhatIsBeyondALimit() {
    var limits = new JsonLimits(100, 3, 10, 5, 20);
    assertThatThrownBy(() -> Json.parse(" ".repeat(101), limits))
        .hasMessageStartingWith("text of 101 bytes, at most 100 are allowed");
    assertThatThrownBy(() -> Json.parse("[[{\"a\":[]}]]", limits))
        .hasMessage("more than 3 arrays and objects within each other at line 1, column 8");
    assertThatThrownBy(() -> Json.parse("\"12345678901\"", limits))
        .hasMessageStartingWith("string longer than 10 bytes");
    assertThatThrownBy(() -> Json.parse("{\"é234567890\":1}", limits))
        .hasMessageStartingWith("string longer than 10 bytes");
    assertThatThrownBy(() -> Json.parse("{\"12345678901\":1}", limits))
        .hasMessageStartingWith("string longer than 10 bytes");
    assertThatThrownBy(() -> Json.parse("123456", limits))
        .hasMessageStartingWith("number longer than 5 characters");
    assertThatThrownBy(() -> Json.parse("1e21", limits))
        .hasMessageStartingWith("number with an exponent beyond 20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1E-999999999", "1e99999999999999999999999"})
  void refusesExponentBombs(String text) {
    assertThatThrownBy(() -> parse(text))
        .hasMessage("number with an exponent beyond 10000 at line 1, column 1");
  }

  @Test
  void refusesANumberOfAMillionDigits() {
    assertThatThrownBy(() -> parse("1".repeat(1_000_000)))
        .hasMessageStartingWith("number longer than 1000 characters");
  }

  @Test
  void refusesDeepNesting() throws TextException {
    assertThat(parse("[".repeat(1000) + "]".repeat(1000))).isNotNull();
    assertThatThrownBy(() -> parse("[".repeat(10_000)))
        .hasMessageStartingWith("more than 1000 arrays and objects within each other");
  }
}
