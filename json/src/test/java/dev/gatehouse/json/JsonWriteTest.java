package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriteTest {

  @ParameterizedTest
  @CsvSource(quoteCharacter = '~', value = {"<a>&, ~\"\\u003ca\\u003e\\u0026\"~, ~\"<a>&\"~",
      "~\u2028\u2029~, ~\"\\u2028\\u2029\"~, ~\"\\u2028\\u2029\"~",
      "~\"\\/\b\f\n\r\t~, ~\"\\\"\\\\/\\b\\f\\n\\r\\t\"~, ~\"\\\"\\\\/\\b\\f\\n\\r\\t\"~",
      "~\u0000\u001f\u007f~, ~\"\\u0000\\u001f\u007f\"~, ~\"\\u0000\\u001f\u007f\"~",
      "é😀\ufffd, ~\"é😀\ufffd\"~, ~\"é😀\ufffd\"~"})
  void escapesAsGoDoes(String text, String escaped, String plain) {
    assertThat(Json.write(StringValue.of(text))).isEqualTo(escaped);
    assertThat(Json.write(StringValue.of(text), JsonStyle.PLAIN)).isEqualTo(plain);
  }

  @Test
  void writesBadBytesAndLoneSurrogatesAsReplacements() {
    assertThat(Json.write(StringValue.of("a\uDCFFb\uD800"))).isEqualTo("\"a\\ufffdb\\ufffd\"");
  }

  @Test
  void writesSetsAsArraysAndOtherKeysAsTheirJson() {
    var value = ObjectValue.builder()
        .put(SetValue.of(IntegerValue.of(2), IntegerValue.of(1)), NullValue.NULL)
        .put(IntegerValue.of(10), BooleanValue.TRUE).put("9", SetValue.EMPTY).build();
    assertThat(Json.write(value)).isEqualTo("{\"10\":true,\"9\":[],\"[1,2]\":null}");
  }

  @Test
  void laysOutPrettyTextAsGoDoes() throws TextException {
    var value = Json.parse("{\"a\":[1,{\"b\":2}],\"c\":[],\"d\":{}}");
    assertThat(Json.write(value, JsonStyle.pretty(2))).isEqualTo("""
        {
          "a": [
            1,
            {
              "b": 2
            }
          ],
          "c": [],
          "d": {}
        }""");
    assertThat(Json.write(value, new JsonStyle(true, "# ", "\t", true)))
        .startsWith("{\n# \t\"a\": [\n# \t\t1,");
  }
}
