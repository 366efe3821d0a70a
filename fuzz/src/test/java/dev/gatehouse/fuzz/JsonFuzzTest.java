package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;

/** JSON is a value, which survives writing and reading, or it is refused. */
class JsonFuzzTest {

  private static final JsonStyle PRETTY = new JsonStyle(true, "", "  ", false);

  @FuzzTest
  void whatIsReadSurvivesWriting(byte[] text) throws TextException {
    Value value;
    try {
      value = Json.parse(text);
    } catch (TextException refused) {
      return;
    }
    assertThat(Json.parse(Json.writeBytes(value))).isEqualTo(value);
    assertThat(Json.parse(Json.writeBytes(value, PRETTY))).isEqualTo(value);
  }

  @FuzzTest
  void theStrictReaderTakesNoMoreThanTheUsualOne(byte[] text) throws TextException {
    Value value;
    try {
      value = Json.parseStrict(text, JsonLimits.DEFAULT);
    } catch (TextException refused) {
      return;
    }
    assertThat(Json.parse(text)).isEqualTo(value);
  }
}
