package dev.gatehouse.rego.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** JSON schemas in the type checker; the messages are those that OPA gives. */
class SchemaAnnotationsTest {

  private static final String ACL = """
      {"type": "object", "properties": {
        "alice": {"type": "array", "items": {"type": "string"}},
        "count": {"type": ["integer", "null"]},
        "pair": {"type": "array", "items": [{"type": "string"}, {"type": "number"}]},
        "open": {"type": "object"},
        "tree": {"$ref": "#/definitions/tree"},
        "either": {"anyOf": [{"type": "string"}, {"properties": {"k": {"type": "boolean"}}}]},
        "both": {"allOf": [{"type": "object", "properties": {"a": {"type": "string"}}},
                           {"properties": {"b": {"type": "number"}}}]}},
       "definitions": {"tree": {"type": "object", "properties": {
         "value": {"type": "number"}, "next": {"$ref": "#/definitions/tree"}}}}}
      """;

  @Test
  void knowsTheTypeOfTheInputByTheSchemaOfAll() throws TextException {
    assertThat(issues(Map.of(List.of(), Json.parse(ACL)), """
        package p
        a if input.bob
        b if input.alice[0] == 1
        c if input.count == "s"
        d if input.pair[2] == 1
        e if input.open.anything == 1
        f if input.tree.next.value == "s"
        g if input.either.z
        h if input.both.c
        i if input.tree.next.next.nope
        """)).containsExactly(
        "2: undefined ref: input.bob | input.bob |       ^ |       have: \"bob\" |       want (one of): "
            + "[\"alice\" \"both\" \"count\" \"either\" \"open\" \"pair\" \"tree\"]",
        "3: match error | left  : string | right : number",
        "4: match error | left  : number | right : string",
        "5: undefined ref: input.pair[2] | input.pair[2] |            ^ |            have: 2 |            want (type): number",
        "7: match error | left  : number | right : string",
        "8: undefined ref: input.either.z | input.either.z |              ^ |              have: \"z\" |              want (one of): [\"k\"]",
        "9: undefined ref: input.both.c | input.both.c |            ^ |            have: \"c\" |            want (one of): [\"a\" \"b\"]",
        "10: undefined ref: input.tree.next.next.nope | input.tree.next.next.nope |                      ^"
            + " |                      have: \"nope\" |                      want (one of): [\"next\" \"value\"]");
  }

  @Test
  void narrowsDocumentsByAnnotationsOfEveryScope() throws TextException {
    var schemas = Map.of(List.of("deep", "in-put"), Json.parse(
        """
            {"type": "object", "properties": {"user": {"type": "string"}, "request": {"type": "object"}}}
            """));
    assertThat(issues(schemas, """
        # METADATA
        # scope: package
        # schemas:
        #   - input: schema.deep["in-put"]
        package p

        a if input.user == 1

        # METADATA
        # schemas:
        #   - input.request.kind: {type: string}
        b if input.request.kind == 1

        # METADATA
        # scope: document
        # schemas:
        #   - data.limits: {type: object, properties: {most: {type: number}}}
        c if data.limits.least
        """)).containsExactly(
        "7: match error | left  : string | right : number",
        "12: match error | left  : string | right : number",
        "18: undefined ref: data.limits.least | data.limits.least |             ^ |             have: \"least\" |             want (one of): [\"most\"]");
  }

  @Test
  void refusesSchemasThatAreNotThereOrCannotBeMerged() throws TextException {
    var schemas = Map.of(List.of("bad"), Json.parse("""
        {"type": "object", "allOf": [{"type": "string"}, {"type": "number"}]}
        """));
    assertThat(issues(schemas, """
        package p

        # METADATA
        # schemas:
        #   - input: schema.nope
        a if input.x

        # METADATA
        # schemas:
        #   - input: schema.bad
        b if input.x
        """)).containsExactly(
        "6: undefined schema: schema.nope",
        "11: type checking: unable to merge these schemas: type mismatch: string and number");
  }

  @Test
  void passesOverAnnotationsThatNameSchemasWithoutAny() throws TextException {
    assertThat(issues(Map.of(), """
        package p

        # METADATA
        # schemas:
        #   - input: schema.nope
        a if input.x
        """)).isEmpty();
  }

  private static List<String> issues(Map<List<String>, Value> schemas, String module) {
    try {
      Policy.compile(
          List.of(new Source("p.rego", module, RegoVersion.V1)),
          CompileOptions.DEFAULT.withSchemas(schemas));
      return List.of();
    } catch (PolicyException e) {
      return e.issues().stream()
          .map(issue -> issue.location().row() + ": "
              + issue.message().replaceAll("\n\t?", " | "))
          .toList();
    }
  }
}
