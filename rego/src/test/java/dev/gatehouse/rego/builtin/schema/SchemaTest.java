package dev.gatehouse.rego.builtin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.TextException;
import org.junit.jupiter.api.Test;

/** The bounds on schemas that would have no end, and the references that name nothing. */
class SchemaTest {

  @Test
  void refusesDocumentsUnderASchemaThatIsItself() throws TextException {
    var schema = schema("{\"allOf\": [{\"$ref\": \"#\"}]}");
    assertThatThrownBy(() -> schema.check(IntegerValue.of(1), steps -> {}))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nest deeper");
  }

  @Test
  void refusesSchemasThatNestTooDeeply() {
    var text = "{\"not\":".repeat(600) + "{}" + "}".repeat(600);
    assertThatThrownBy(() -> schema(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nest deeper");
  }

  @Test
  void loadsNothingFromElsewhere() {
    assertThatThrownBy(() -> schema("{\"$ref\": \"http://example.com/schema.json\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("remote reference loading disabled: http://example.com/schema.json");
  }

  @Test
  void checksDocumentsOfARecursiveSchema() throws TextException {
    var schema = schema("{\"properties\": {\"next\": {\"$ref\": \"#\"}}, \"type\": \"object\"}");
    var failures = schema.check(Json.parse("{\"next\": {\"next\": 1}}"), steps -> {});
    assertThat(failures).containsExactly(new Failure("invalid_type", "next.next",
        "Invalid type. Expected: object, given: integer"));
  }

  private static Schema schema(String text) throws TextException {
    return Schema.compile(Json.parse(text), Pattern::compile);
  }
}
