package dev.gatehouse.policy.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.InvalidFieldsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of the API server, as the real gator prints them. */
class SchemaTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "type: integer|1", "type: integer|1.0", "type: number|1",
      "{type: string, nullable: true}|null",
      "x-kubernetes-int-or-string: true|10%", "x-kubernetes-int-or-string: true|10",
      "{type: string, pattern: b}|abc", "{type: string, format: whatever}|x",
      "{type: string, format: ipv4}|10.0.0.1",
      "{type: string, format: date-time}|'2020-01-01T00:00:00Z'",
      "{type: integer, enum: [1, 2]}|2", "{type: string, maxLength: 2}|'äö'",
      "{type: number, multipleOf: 0.5}|1.5",
      "{type: object, minProperties: 1, maxProperties: 1}|{a: 1}"})
  void acceptsWhatFits(String schema, String value) throws Exception {
    assertThat(check(schema, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "type: integer|x|v: Invalid value: \"string\":  in body must be of type integer: \"string\"",
      "type: string|null|v: Invalid value: \"null\":  in body must be of type string: \"null\"",
      "{type: string, enum: [a, b]}|z|v: Unsupported value: \"z\": supported values: \"a\", \"b\"",
      "{type: string, pattern: ^a+$}|b|v: Invalid value: \"b\":  in body should match '^a+$'",
      "{type: string, minLength: 3}|b|v: Invalid value: \"b\":  in body should be at least 3 chars long",
      "{type: string, maxLength: 1}|bcd|v: Too long: may not be more than 1 byte",
      "{type: integer, minimum: 3}|1|v: Invalid value: 1:  in body should be greater than or equal to 3",
      "{type: number, maximum: 1000000}|3000000|v: Invalid value: 3e+06:  in body should be less than or equal to 1e+06",
      "{type: number, minimum: 3, exclusiveMinimum: true}|3|v: Invalid value: 3:  in body should be greater than 3",
      "{type: number, multipleOf: 2}|3|v: Invalid value: 3:  in body should be a multiple of 2",
      "{type: object, required: [a]}|{}|v.a: Required value",
      "{type: array, minItems: 2, items: {type: string}}|[a]|v: Invalid value: 1:  in body should have at least 2 items",
      "{type: array, maxItems: 1, items: {type: string}}|[a, b]|v: Too many: 2: must have at most 1 item",
      "{type: array, items: {type: string}}|[a, 1]|v.[1]: Invalid value: \"number\": [1] in body must be of type string: \"number\"",
      "{type: object, additionalProperties: {type: integer}}|{b: x}|v.b: Invalid value: \"string\": .b in body must be of type integer: \"string\"",
      "x-kubernetes-int-or-string: true|[1]|v: Invalid value: \"array\":  in body must be of type integer,string: \"array\"",
      "{type: string, format: uuid}|x|v: Invalid value: \"x\":  in body must be of type uuid: \"x\""})
  void refusesWhatDoesNotFitInTheWordsOfTheApiServer(String schema, String value, String error)
      throws Exception {
    assertThat(check(schema, value)).isEqualTo(error);
  }

  @Test
  void tellsTheBestAlternativeWhereNoneHolds() throws Exception {
    var schema = "{type: object, properties: {a: {type: string}, b: {type: string}},"
        + " oneOf: [{required: [a]}, {required: [b]}]}";
    assertThat(check(schema, "{a: x}")).isEmpty();
    assertThat(check(schema, "{a: x, b: y}"))
        .contains("must validate one and only one schema (oneOf). Found 2 valid alternatives");
    assertThat(check(schema, "{}")).contains("Found none valid").contains("v.a: Required value");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{a: {type: string, default: x}}|{}|{\"a\":\"x\"}",
      "{a: {type: string, default: x}}|{a: null}|{\"a\":\"x\"}",
      "{a: {type: string, default: x, nullable: true}}|{a: null}|{\"a\":null}",
      "{o: {type: object, default: {}, properties: {b: {type: integer, default: 3}}}}|{}|{\"o\":{\"b\":3}}",
      "{o: {type: object, properties: {b: {type: integer, default: 3}}}}|{}|{}",
      "{l: {type: array, items: {type: object, properties: {c: {type: boolean, default: true}}}}}|{l: [{}, {c: false}]}|{\"l\":[{\"c\":true},{\"c\":false}]}",
      "{m: {type: object, additionalProperties: {type: object, properties: {c: {type: integer, default: 1}}}}}|{m: {x: {}}}|{\"m\":{\"x\":{\"c\":1}}}"})
  void fillsInDefaultsFromTheOutsideIn(String properties, String value, String expected)
      throws Exception {
    var schema = schema("{type: object, properties: " + properties + "}");
    assertThat(Json.write(schema.withDefaults(value(value)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{a: {type: string}}|{a: 1, b: 2, kind: x}|[b]",
      "{a: {type: object, x-kubernetes-preserve-unknown-fields: true}}|{a: {b: {c: 1}}}|[]",
      "{a: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {b: {type: object}}}}|{a: {x: 1, b: {c: 1}}}|[a.b.c]",
      "{l: {type: array, items: {type: object, properties: {b: {type: string}}}}}|{l: [{b: x}, {c: 1}]}|[l[1].c]",
      "{m: {type: object, additionalProperties: {type: string}}}|{m: {x: y}}|[]"})
  void findsUnknownFields(String properties, String value, String expected) throws Exception {
    var schema = schema("{type: object, properties: " + properties + "}");
    assertThat(schema.unknownFields(value(value))).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "type: strin|s.type: Unsupported value: \"strin\"",
      "properties: {a: {type: string}}|s.type: Required value: must not be empty for specified object fields",
      "{type: array}|s.items: Required value: must be specified",
      "{type: array, items: {}}|s.items.type: Required value: must not be empty for specified array items",
      "{type: object, anyOf: [{type: object}]}|s.anyOf[0].type: Forbidden: must be empty to be structural",
      "{type: object, uniqueItems: true}|s.uniqueItems: Forbidden",
      "{type: object, $ref: x}|s.$ref: Forbidden: $ref is not supported",
      "{type: string, pattern: '['}|s.pattern: Invalid value: \"[\": must be a valid regular expression",
      "{type: string, default: 1}|s.default: Invalid value: \"integer\":  in body must be of type string",
      "{type: object, default: {x: 1}}|s.default: Invalid value: {\"x\":1}: must not have unknown fields",
      "{type: object, properties: {a: {type: string}}, additionalProperties: false}|mutual exclusive",
      "{type: object, x-kubernetes-preserve-unknown-fields: false}|must be true or undefined"})
  void refusesSchemasThatTheApiServerRefuses(String schema, String error) {
    assertThatThrownBy(() -> schema(schema)).isInstanceOf(InvalidFieldsException.class)
        .hasMessageContaining(error);
  }

  @Test
  void keepsUnknownFieldsOfLegacySchemas() throws Exception {
    var legacy = SchemaParser.parse(value("{properties: {l: {type: array}}}"), "s", true);
    assertThat(legacy.unknownFields(value("{x: 1, l: [{y: 2}]}"))).isEmpty();
  }

  @Test
  void refusesNestingThatCouldExhaustTheStack() {
    var deep = "{type: object, properties: {a: ".repeat(300) + "{type: string}" + "}}".repeat(300);
    assertThatThrownBy(() -> schema(deep)).hasMessageContaining("nested deeper");
  }

  private static String check(String schema, String value) throws Exception {
    var errors = schema(schema).check(value(value), "v");
    return errors.isEmpty() ? "" : FieldError.join(errors);
  }

  private static Schema schema(String yaml) throws TextException, InvalidFieldsException {
    return SchemaParser.parse(value(yaml), "s", false);
  }

  private static Value value(String yaml) throws TextException {
    return Yaml.parse(yaml).getFirst().value();
  }
}
