package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Signature.anyArgs;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.builtin.Signature.object;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.NULL;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.rego.types.Type;
import org.jspecify.annotations.Nullable;

/** The types of the functions that have no row yet; a function leaves this class when its row is made. */
final class Announced {

  private Announced() {}

  /** The type of the function, or null if there is no such function. */
  static Type.@Nullable Function type(String name) {
    return switch (name) {
      case "abs" -> args(NUMBER).gives(NUMBER);
      case "all" -> args(Type.any(Type.array(ANY), Type.set(ANY))).gives(BOOLEAN);
      case "and" -> args(Type.set(ANY), Type.set(ANY)).gives(Type.set(ANY));
      case "any" -> args(Type.any(Type.array(ANY), Type.set(ANY))).gives(BOOLEAN);
      case "array.concat" -> args(Type.array(ANY), Type.array(ANY)).gives(Type.array(ANY));
      case "array.flatten" -> args(Type.array(ANY)).gives(Type.array(ANY));
      case "array.reverse" -> args(Type.array(ANY)).gives(Type.array(ANY));
      case "array.slice" -> args(Type.array(ANY), NUMBER, NUMBER).gives(Type.array(ANY));
      case "assign" -> args(ANY, ANY).gives(BOOLEAN);
      case "base64.decode" -> args(STRING).gives(STRING);
      case "base64.encode" -> args(STRING).gives(STRING);
      case "base64.is_valid" -> args(STRING).gives(BOOLEAN);
      case "base64url.decode" -> args(STRING).gives(STRING);
      case "base64url.encode" -> args(STRING).gives(STRING);
      case "base64url.encode_no_pad" -> args(STRING).gives(STRING);
      case "bits.and" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "bits.lsh" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "bits.negate" -> args(NUMBER).gives(NUMBER);
      case "bits.or" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "bits.rsh" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "bits.xor" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "cast_array" -> args(ANY).gives(Type.array(ANY));
      case "cast_boolean" -> args(ANY).gives(BOOLEAN);
      case "cast_null" -> args(ANY).gives(NULL);
      case "cast_object" -> args(ANY).gives(Type.object(ANY, ANY));
      case "cast_set" -> args(ANY).gives(Type.set(ANY));
      case "cast_string" -> args(ANY).gives(STRING);
      case "ceil" -> args(NUMBER).gives(NUMBER);
      case "concat" -> args(STRING, Type.any(Type.array(STRING), Type.set(STRING))).gives(STRING);
      case "contains" -> args(STRING, STRING).gives(BOOLEAN);
      case "count" ->
        args(Type.any(STRING, Type.array(ANY), Type.object(ANY, ANY), Type.set(ANY))).gives(NUMBER);
      case "crypto.hmac.equal" -> args(STRING, STRING).gives(BOOLEAN);
      case "crypto.hmac.md5" -> args(STRING, STRING).gives(STRING);
      case "crypto.hmac.sha1" -> args(STRING, STRING).gives(STRING);
      case "crypto.hmac.sha256" -> args(STRING, STRING).gives(STRING);
      case "crypto.hmac.sha512" -> args(STRING, STRING).gives(STRING);
      case "crypto.md5" -> args(STRING).gives(STRING);
      case "crypto.sha1" -> args(STRING).gives(STRING);
      case "crypto.sha256" -> args(STRING).gives(STRING);
      case "crypto.x509.parse_rsa_private_key" -> args(STRING).gives(Type.object(STRING, ANY));
      case "div" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "endswith" -> args(STRING, STRING).gives(BOOLEAN);
      case "eq" -> args(ANY, ANY).gives(BOOLEAN);
      case "equal" -> args(ANY, ANY).gives(BOOLEAN);
      case "floor" -> args(NUMBER).gives(NUMBER);
      case "format_int" -> args(NUMBER, NUMBER).gives(STRING);
      case "glob.match" -> args(STRING, Type.any(NULL, Type.array(STRING)), STRING).gives(BOOLEAN);
      case "glob.quote_meta" -> args(STRING).gives(STRING);
      case "graph.reachable" -> args(Type.object(ANY, Type.any(Type.array(ANY), Type.set(ANY))),
          Type.any(Type.array(ANY), Type.set(ANY))).gives(Type.set(ANY));
      case "graph.reachable_paths" ->
        args(Type.object(ANY, Type.any(Type.array(ANY), Type.set(ANY))),
            Type.any(Type.array(ANY), Type.set(ANY))).gives(Type.set(Type.array(ANY)));
      case "graphql.is_valid" ->
        args(Type.any(STRING, Type.object(ANY, ANY)), Type.any(STRING, Type.object(ANY, ANY)))
            .gives(BOOLEAN);
      case "graphql.parse" ->
        args(Type.any(STRING, Type.object(ANY, ANY)), Type.any(STRING, Type.object(ANY, ANY)))
            .gives(Type.tuple(Type.object(ANY, ANY), Type.object(ANY, ANY)));
      case "graphql.parse_and_verify" ->
        args(Type.any(STRING, Type.object(ANY, ANY)), Type.any(STRING, Type.object(ANY, ANY)))
            .gives(Type.tuple(BOOLEAN, Type.object(ANY, ANY), Type.object(ANY, ANY)));
      case "graphql.parse_query" -> args(STRING).gives(Type.object(ANY, ANY));
      case "graphql.parse_schema" -> args(STRING).gives(Type.object(ANY, ANY));
      case "graphql.schema_is_valid" ->
        args(Type.any(STRING, Type.object(ANY, ANY))).gives(BOOLEAN);
      case "gt" -> args(ANY, ANY).gives(BOOLEAN);
      case "gte" -> args(ANY, ANY).gives(BOOLEAN);
      case "hex.decode" -> args(STRING).gives(STRING);
      case "hex.encode" -> args(STRING).gives(STRING);
      case "http.send" -> args(Type.object(STRING, ANY)).gives(Type.object(ANY, ANY));
      case "indexof" -> args(STRING, STRING).gives(NUMBER);
      case "indexof_n" -> args(STRING, STRING).gives(Type.array(NUMBER));
      case "internal.member_2" -> args(ANY, ANY).gives(BOOLEAN);
      case "internal.member_3" -> args(ANY, ANY, ANY).gives(BOOLEAN);
      case "internal.print" -> args(Type.array(Type.set(ANY))).givesNothing();
      case "internal.template_string" -> args(Type.array(ANY)).gives(STRING);
      case "internal.test_case" -> args(Type.array(ANY)).givesNothing();
      case "intersection" -> args(Type.set(Type.set(ANY))).gives(Type.set(ANY));
      case "io.jwt.decode" ->
        args(STRING).gives(Type.tuple(Type.object(ANY, ANY), Type.object(ANY, ANY), STRING));
      case "io.jwt.decode_verify" -> args(STRING, Type.object(STRING, ANY))
          .gives(Type.tuple(BOOLEAN, Type.object(ANY, ANY), Type.object(ANY, ANY)));
      case "io.jwt.encode_sign" ->
        args(Type.object(STRING, ANY), Type.object(STRING, ANY), Type.object(STRING, ANY))
            .gives(STRING);
      case "io.jwt.encode_sign_raw" -> args(STRING, STRING, STRING).gives(STRING);
      case "io.jwt.verify_eddsa" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_es256" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_es384" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_es512" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_hs256" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_hs384" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_hs512" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_ps256" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_ps384" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_ps512" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_rs256" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_rs384" -> args(STRING, STRING).gives(BOOLEAN);
      case "io.jwt.verify_rs512" -> args(STRING, STRING).gives(BOOLEAN);
      case "is_array" -> args(ANY).gives(BOOLEAN);
      case "is_boolean" -> args(ANY).gives(BOOLEAN);
      case "is_null" -> args(ANY).gives(BOOLEAN);
      case "is_number" -> args(ANY).gives(BOOLEAN);
      case "is_object" -> args(ANY).gives(BOOLEAN);
      case "is_set" -> args(ANY).gives(BOOLEAN);
      case "is_string" -> args(ANY).gives(BOOLEAN);
      case "json.filter" ->
        args(Type.object(ANY, ANY), Type.any(Type.array(Type.any(STRING, Type.array(ANY))),
            Type.set(Type.any(STRING, Type.array(ANY))))).gives(Type.object(ANY, ANY));
      case "json.is_valid" -> args(STRING).gives(BOOLEAN);
      case "json.marshal" -> args(ANY).gives(STRING);
      case "json.marshal_with_options" ->
        args(ANY, object(STRING, ANY, "indent", STRING, "prefix", STRING, "pretty", BOOLEAN))
            .gives(STRING);
      case "json.patch" ->
        args(ANY, Type.array(object(ANY, ANY, "op", STRING, "path", ANY))).gives(ANY);
      case "json.remove" ->
        args(Type.object(ANY, ANY), Type.any(Type.array(Type.any(STRING, Type.array(ANY))),
            Type.set(Type.any(STRING, Type.array(ANY))))).gives(Type.object(ANY, ANY));
      case "json.unmarshal" -> args(STRING).gives(ANY);
      case "lower" -> args(STRING).gives(STRING);
      case "lt" -> args(ANY, ANY).gives(BOOLEAN);
      case "lte" -> args(ANY, ANY).gives(BOOLEAN);
      case "max" -> args(Type.any(Type.array(ANY), Type.set(ANY))).gives(ANY);
      case "min" -> args(Type.any(Type.array(ANY), Type.set(ANY))).gives(ANY);
      case "minus" -> args(Type.any(NUMBER, Type.set(ANY)), Type.any(NUMBER, Type.set(ANY)))
          .gives(Type.any(NUMBER, Type.set(ANY)));
      case "mul" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "neq" -> args(ANY, ANY).gives(BOOLEAN);
      case "net.cidr_contains" -> args(STRING, STRING).gives(BOOLEAN);
      case "net.cidr_contains_matches" -> args(
          Type.any(STRING, Type.array(Type.any(STRING, Type.array(ANY))),
              Type.object(STRING, Type.any(STRING, Type.array(ANY))),
              Type.set(Type.any(STRING, Type.array(ANY)))),
          Type.any(STRING, Type.array(Type.any(STRING, Type.array(ANY))),
              Type.object(STRING, Type.any(STRING, Type.array(ANY))),
              Type.set(Type.any(STRING, Type.array(ANY)))))
          .gives(Type.set(Type.tuple(ANY, ANY)));
      case "net.cidr_expand" -> args(STRING).gives(Type.set(STRING));
      case "net.cidr_intersects" -> args(STRING, STRING).gives(BOOLEAN);
      case "net.cidr_is_valid" -> args(STRING).gives(BOOLEAN);
      case "net.cidr_merge" ->
        args(Type.any(Type.array(Type.any(STRING)), Type.set(STRING))).gives(Type.set(STRING));
      case "net.cidr_overlap" -> args(STRING, STRING).gives(BOOLEAN);
      case "net.lookup_ip_addr" -> args(STRING).gives(Type.set(STRING));
      case "numbers.range" -> args(NUMBER, NUMBER).gives(Type.array(NUMBER));
      case "numbers.range_step" -> args(NUMBER, NUMBER, NUMBER).gives(Type.array(NUMBER));
      case "object.filter" ->
        args(Type.object(ANY, ANY), Type.any(Type.array(ANY), Type.object(ANY, ANY), Type.set(ANY)))
            .gives(Type.object(ANY, ANY));
      case "object.get" -> args(Type.object(ANY, ANY), ANY, ANY).gives(ANY);
      case "object.keys" -> args(Type.object(ANY, ANY)).gives(Type.set(ANY));
      case "object.remove" ->
        args(Type.object(ANY, ANY), Type.any(Type.array(ANY), Type.object(ANY, ANY), Type.set(ANY)))
            .gives(Type.object(ANY, ANY));
      case "object.subset" -> args(Type.any(Type.array(ANY), Type.object(ANY, ANY), Type.set(ANY)),
          Type.any(Type.array(ANY), Type.object(ANY, ANY), Type.set(ANY))).gives(BOOLEAN);
      case "object.union" ->
        args(Type.object(ANY, ANY), Type.object(ANY, ANY)).gives(Type.object(ANY, ANY));
      case "object.union_n" -> args(Type.array(Type.object(ANY, ANY))).gives(Type.object(ANY, ANY));
      case "opa.runtime" -> args().gives(Type.object(STRING, ANY));
      case "or" -> args(Type.set(ANY), Type.set(ANY)).gives(Type.set(ANY));
      case "plus" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "print" -> anyArgs();
      case "product" -> args(Type.any(Type.array(NUMBER), Type.set(NUMBER))).gives(NUMBER);
      case "providers.aws.sign_req" ->
        args(Type.object(STRING, ANY), Type.object(STRING, ANY), NUMBER)
            .gives(Type.object(ANY, ANY));
      case "rand.intn" -> args(STRING, NUMBER).gives(NUMBER);
      case "re_match" -> args(STRING, STRING).gives(BOOLEAN);
      case "regex.find_all_string_submatch_n" ->
        args(STRING, STRING, NUMBER).gives(Type.array(Type.array(STRING)));
      case "regex.find_n" -> args(STRING, STRING, NUMBER).gives(Type.array(STRING));
      case "regex.globs_match" -> args(STRING, STRING).gives(BOOLEAN);
      case "regex.is_valid" -> args(STRING).gives(BOOLEAN);
      case "regex.match" -> args(STRING, STRING).gives(BOOLEAN);
      case "regex.replace" -> args(STRING, STRING, STRING).gives(STRING);
      case "regex.split" -> args(STRING, STRING).gives(Type.array(STRING));
      case "regex.template_match" -> args(STRING, STRING, STRING, STRING).gives(BOOLEAN);
      case "rego.metadata.chain" -> args().gives(Type.array(ANY));
      case "rego.metadata.rule" -> args().gives(ANY);
      case "rego.parse_module" -> args(STRING, STRING).gives(Type.object(STRING, ANY));
      case "rem" -> args(NUMBER, NUMBER).gives(NUMBER);
      case "replace" -> args(STRING, STRING, STRING).gives(STRING);
      case "round" -> args(NUMBER).gives(NUMBER);
      case "semver.compare" -> args(STRING, STRING).gives(NUMBER);
      case "semver.is_valid" -> args(ANY).gives(BOOLEAN);
      case "set_diff" -> args(Type.set(ANY), Type.set(ANY)).gives(Type.set(ANY));
      case "sort" -> args(Type.any(Type.array(ANY), Type.set(ANY))).gives(Type.array(ANY));
      case "split" -> args(STRING, STRING).gives(Type.array(STRING));
      case "sprintf" -> args(STRING, Type.array(ANY)).gives(STRING);
      case "startswith" -> args(STRING, STRING).gives(BOOLEAN);
      case "strings.any_prefix_match" ->
        args(Type.any(STRING, Type.array(STRING), Type.set(STRING)),
            Type.any(STRING, Type.array(STRING), Type.set(STRING))).gives(BOOLEAN);
      case "strings.any_suffix_match" ->
        args(Type.any(STRING, Type.array(STRING), Type.set(STRING)),
            Type.any(STRING, Type.array(STRING), Type.set(STRING))).gives(BOOLEAN);
      case "strings.count" -> args(STRING, STRING).gives(NUMBER);
      case "strings.replace_n" -> args(Type.object(STRING, STRING), STRING).gives(STRING);
      case "strings.reverse" -> args(STRING).gives(STRING);
      case "strings.split_n" -> args(STRING, STRING, NUMBER).gives(Type.array(STRING));
      case "substring" -> args(STRING, NUMBER, NUMBER).gives(STRING);
      case "sum" -> args(Type.any(Type.array(NUMBER), Type.set(NUMBER))).gives(NUMBER);
      case "time.add_date" -> args(NUMBER, NUMBER, NUMBER, NUMBER).gives(NUMBER);
      case "time.clock" -> args(Type.any(NUMBER, Type.tuple(NUMBER, STRING)))
          .gives(Type.tuple(NUMBER, NUMBER, NUMBER));
      case "time.date" -> args(Type.any(NUMBER, Type.tuple(NUMBER, STRING)))
          .gives(Type.tuple(NUMBER, NUMBER, NUMBER));
      case "time.diff" -> args(Type.any(NUMBER, Type.tuple(NUMBER, STRING)),
          Type.any(NUMBER, Type.tuple(NUMBER, STRING)))
          .gives(Type.tuple(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER));
      case "time.format" ->
        args(Type.any(NUMBER, Type.tuple(NUMBER, STRING), Type.tuple(NUMBER, STRING, STRING)))
            .gives(STRING);
      case "time.now_ns" -> args().gives(NUMBER);
      case "time.parse_duration_ns" -> args(STRING).gives(NUMBER);
      case "time.parse_ns" -> args(STRING, STRING).gives(NUMBER);
      case "time.parse_rfc3339_ns" -> args(STRING).gives(NUMBER);
      case "time.weekday" -> args(Type.any(NUMBER, Type.tuple(NUMBER, STRING))).gives(STRING);
      case "to_number" -> args(Type.any(NULL, BOOLEAN, NUMBER, STRING)).gives(NUMBER);
      case "trace" -> args(STRING).gives(BOOLEAN);
      case "trim" -> args(STRING, STRING).gives(STRING);
      case "trim_left" -> args(STRING, STRING).gives(STRING);
      case "trim_prefix" -> args(STRING, STRING).gives(STRING);
      case "trim_right" -> args(STRING, STRING).gives(STRING);
      case "trim_space" -> args(STRING).gives(STRING);
      case "trim_suffix" -> args(STRING, STRING).gives(STRING);
      case "type_name" -> args(ANY).gives(STRING);
      case "union" -> args(Type.set(Type.set(ANY))).gives(Type.set(ANY));
      case "units.parse" -> args(STRING).gives(NUMBER);
      case "units.parse_bytes" -> args(STRING).gives(NUMBER);
      case "upper" -> args(STRING).gives(STRING);
      case "uri.is_valid" -> args(STRING).gives(BOOLEAN);
      case "uri.parse" -> args(STRING).gives(Type.object(STRING, STRING));
      case "urlquery.decode" -> args(STRING).gives(STRING);
      case "urlquery.decode_object" -> args(STRING).gives(Type.object(STRING, Type.array(STRING)));
      case "urlquery.encode" -> args(STRING).gives(STRING);
      case "urlquery.encode_object" ->
        args(Type.object(STRING, Type.any(STRING, Type.array(STRING), Type.set(STRING))))
            .gives(STRING);
      case "uuid.parse" -> args(STRING).gives(Type.object(STRING, ANY));
      case "uuid.rfc4122" -> args(STRING).gives(STRING);
      case "walk" -> args(ANY).gives(Type.tuple(Type.array(ANY), ANY));
      case "yaml.is_valid" -> args(STRING).gives(BOOLEAN);
      case "yaml.marshal" -> args(ANY).gives(STRING);
      case "yaml.unmarshal" -> args(STRING).gives(ANY);
      default -> null;
    };
  }
}
