package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Query;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Functions that read texts of others give a result, or an error of theirs, in time. A target's bytes
 * are the arguments a, b and c, one after the other with a line of two percent signs between them.
 */
class BuiltinFuzzTest {

  private static final Limits LIMITS = new Limits(100_000, 100, Duration.ofSeconds(5), 1_000_000);
  private static final String SEPARATOR = "\n%%\n";

  private static final List<Query> TOKENS = queries("""
      io.jwt.decode(input.a)
      io.jwt.verify_hs256(input.a, input.b)
      io.jwt.verify_rs256(input.a, input.b)
      io.jwt.verify_es256(input.a, input.b)
      io.jwt.decode_verify(input.a, {"secret": input.b})
      io.jwt.encode_sign_raw(input.a, input.b, input.c)""");

  private static final List<Query> CHANGES = queries("""
      json.patch(input.json_a, input.json_b)
      json.filter(input.json_a, input.json_b)
      json.remove(input.json_a, input.json_b)
      object.union(input.json_a, input.json_b)
      object.get(input.json_a, input.json_b, 1)
      object.subset(input.json_a, input.json_b)""");

  private static final List<Query> PATTERNS = queries("""
      glob.match(input.a, [], input.b)
      glob.match(input.a, [input.c], input.b)
      glob.quote_meta(input.a)
      regex.match(input.a, input.b)
      regex.find_all_string_submatch_n(input.a, input.b, -1)
      regex.replace(input.b, input.a, input.c)
      regex.split(input.a, input.b)
      regex.template_match(input.a, input.b, "{", "}")
      regex.globs_match(input.a, input.b)""");

  private static final List<Query> QUANTITIES = queries("""
      to_number(input.a)
      units.parse(input.a)
      units.parse_bytes(input.a)
      semver.is_valid(input.a)
      semver.compare(input.a, input.b)
      net.cidr_expand(input.a)
      net.cidr_merge([input.a, input.b])
      net.cidr_contains_matches(input.a, input.b)
      uuid.parse(input.a)
      format_int(to_number(input.a), 2)""");

  private static final List<Query> TIMES = queries("""
      time.parse_duration_ns(input.a)
      time.parse_rfc3339_ns(input.a)
      time.parse_ns(input.a, input.b)
      time.format([1700000000000000001, input.b, input.a])
      time.clock([to_number(input.a), input.b])
      time.add_date(to_number(input.a), 1, to_number(input.b), 1)
      time.diff(to_number(input.a), to_number(input.b))""");

  private static final List<Query> TEXTS = queries("""
      sprintf(input.a, [input.b, input.json_c, 7, 1.5])
      strings.render_template(input.a, {"b": input.b, "c": input.json_c})
      strings.replace_n({input.a: input.b}, input.c)
      strings.count(input.a, input.b)
      indexof_n(input.a, input.b)
      urlquery.decode_object(input.a)
      base64url.decode(input.a)
      hex.decode(input.a)
      yaml.unmarshal(input.a)
      json.marshal_with_options(input.json_a, {"prefix": input.b, "indent": input.c})""");

  private static final List<Query> GRAPHQL = queries("""
      graphql.is_valid(input.a, input.b)
      graphql.parse(input.a, input.b)
      graphql.parse_query(input.a)
      graphql.parse_schema(input.b)
      graphql.schema_is_valid(input.b)""");

  private static final List<Query> SCHEMAS = queries("""
      json.verify_schema(input.a)
      json.match_schema(input.json_b, input.json_a)""");

  private static final List<Query> KEYS = queries("""
      crypto.x509.parse_certificates(input.a)
      crypto.x509.parse_certificate_request(input.a)
      crypto.x509.parse_rsa_private_key(input.a)
      crypto.x509.parse_keypair(input.a, input.b)
      crypto.x509.parse_and_verify_certificates(input.a)
      crypto.parse_private_keys(input.a)""");

  @FuzzTest
  void aTokenIsDecodedOrRefused(byte[] arguments) {
    check(TOKENS, arguments);
  }

  @FuzzTest
  void aDocumentIsChangedOrTheChangeRefused(byte[] arguments) {
    check(CHANGES, arguments);
  }

  @FuzzTest
  void aPatternMatchesOrIsRefused(byte[] arguments) {
    check(PATTERNS, arguments);
  }

  @FuzzTest
  void aQuantityIsReadOrRefused(byte[] arguments) {
    check(QUANTITIES, arguments);
  }

  @FuzzTest
  void aTimeIsReadOrRefused(byte[] arguments) {
    check(TIMES, arguments);
  }

  @FuzzTest
  void aTextIsWrittenOrRefused(byte[] arguments) {
    check(TEXTS, arguments);
  }

  @FuzzTest
  void aQueryOfGraphqlIsReadOrRefused(byte[] arguments) {
    check(GRAPHQL, arguments);
  }

  @FuzzTest
  void aSchemaIsFollowedOrRefused(byte[] arguments) {
    check(SCHEMAS, arguments);
  }

  @FuzzTest
  void aKeyIsReadOrRefused(byte[] arguments) {
    check(KEYS, arguments);
  }

  /** What small texts lead to takes no five seconds. */
  private static void check(List<Query> queries, byte[] arguments) {
    var input = Input.of(
        input(new String(arguments, StandardCharsets.UTF_8).split(SEPARATOR, 3)),
        ObjectValue.EMPTY);
    for (var query : queries) {
      try {
        assertThat(query.solutions(input.withLimits(LIMITS))).isNotNull();
      } catch (EvaluationException e) {
        assertThat(e.detail()).doesNotEndWith(" ms");
      }
    }
  }

  /** A query for each line, which is a term of the arguments. */
  private static List<Query> queries(String terms) {
    return terms.lines().map(BuiltinFuzzTest::query).toList();
  }

  private static Query query(String term) {
    var source = new Source("module.rego", "package fuzz\n\np := " + term, RegoVersion.V1);
    try {
      return Policy.compile(List.of(source), CompileOptions.DEFAULT).prepare("data.fuzz.p");
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The arguments as texts, and as what they are in JSON where they are. */
  private static ObjectValue input(String[] arguments) {
    var input = ObjectValue.builder();
    for (var i = 0; i < 3; i++) {
      var name = Character.toString('a' + i);
      var text = i < arguments.length ? arguments[i] : "";
      input.put(name, StringValue.of(text));
      input.put("json_" + name, json(text));
    }
    return input.build();
  }

  private static Value json(String text) {
    try {
      return Json.parse(text);
    } catch (TextException e) {
      return NullValue.NULL;
    }
  }
}
