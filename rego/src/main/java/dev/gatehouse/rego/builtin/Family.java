package dev.gatehouse.rego.builtin;

import java.util.Arrays;
import java.util.List;

/** Functions that belong together; the table of a family is made when one of them is first used. */
enum Family {
  COMPARISON(
      "equal gt gte lt lte neq"), LANGUAGE(
          "eq assign print internal.member_2 internal.member_3 internal.print"
              + " internal.template_string internal.test_case rego.metadata.chain"
              + " rego.metadata.rule trace"), ARITHMETIC(
                  "plus minus mul div rem abs ceil floor round"), NUMBERS(
                      "numbers.range numbers.range_step rand.intn"), AGGREGATES(
                          "count max min product sort sum all any"), ARRAYS(
                              "array.concat array.flatten array.reverse array.slice"), SETS(
                                  "and or intersection union set_diff"), OBJECTS(
                                      "object.filter object.get object.keys object.remove object.subset object.union"
                                          + " object.union_n"), DOCUMENTS(
                                              "json.filter json.patch json.remove"), SCHEMAS(
                                                  "json.match_schema json.verify_schema"), STRINGS(
                                                      "concat contains endswith format_int indexof indexof_n lower replace split sprintf"
                                                          + " startswith strings.any_prefix_match strings.any_suffix_match strings.count"
                                                          + " strings.replace_n strings.reverse strings.split_n substring trim trim_left"
                                                          + " trim_prefix trim_right trim_space trim_suffix upper"), TEMPLATES(
                                                              "strings.render_template"), REGEXES(
                                                                  "regex.find_all_string_submatch_n regex.find_n regex.globs_match regex.is_valid"
                                                                      + " regex.match regex.replace regex.split regex.template_match re_match"), GLOBS(
                                                                          "glob.match glob.quote_meta"), TYPES(
                                                                              "is_array is_boolean is_null is_number is_object is_set is_string type_name"
                                                                                  + " to_number cast_array cast_boolean cast_null cast_object cast_set cast_string"), BITS(
                                                                                      "bits.and bits.lsh bits.negate bits.or bits.rsh bits.xor"), ENCODINGS(
                                                                                          "base64.decode base64.encode base64.is_valid base64url.decode base64url.encode"
                                                                                              + " base64url.encode_no_pad hex.decode hex.encode urlquery.decode"
                                                                                              + " urlquery.decode_object urlquery.encode urlquery.encode_object"), TEXTS(
                                                                                                  "json.is_valid json.marshal json.marshal_with_options json.unmarshal yaml.is_valid"
                                                                                                      + " yaml.marshal yaml.unmarshal"), UNITS(
                                                                                                          "units.parse units.parse_bytes"), TIMES(
                                                                                                              "time.add_date time.clock time.date time.diff time.format time.now_ns"
                                                                                                                  + " time.parse_duration_ns time.parse_ns time.parse_rfc3339_ns time.weekday"), VERSIONS(
                                                                                                                      "semver.compare semver.is_valid"), GRAPHS(
                                                                                                                          "graph.reachable graph.reachable_paths walk"), NETWORKS(
                                                                                                                              "net.cidr_contains net.cidr_contains_matches net.cidr_expand net.cidr_intersects"
                                                                                                                                  + " net.cidr_is_valid net.cidr_merge net.cidr_overlap net.lookup_ip_addr"), IDENTIFIERS(
                                                                                                                                      "uuid.parse uuid.rfc4122 uri.is_valid uri.parse"), RUNTIME(
                                                                                                                                          "opa.runtime rego.parse_module"), HTTP(
                                                                                                                                              "http.send"), DIGESTS(
                                                                                                                                                  "crypto.md5 crypto.sha1 crypto.sha256 crypto.hmac.equal crypto.hmac.md5"
                                                                                                                                                      + " crypto.hmac.sha1 crypto.hmac.sha256 crypto.hmac.sha512"), CERTIFICATES(
                                                                                                                                                          "crypto.parse_private_keys crypto.x509.parse_and_verify_certificates"
                                                                                                                                                              + " crypto.x509.parse_and_verify_certificates_with_options"
                                                                                                                                                              + " crypto.x509.parse_certificate_request crypto.x509.parse_certificates"
                                                                                                                                                              + " crypto.x509.parse_keypair crypto.x509.parse_rsa_private_key"), TOKENS(
                                                                                                                                                                  "io.jwt.decode io.jwt.decode_verify io.jwt.encode_sign io.jwt.encode_sign_raw"
                                                                                                                                                                      + " io.jwt.verify_eddsa io.jwt.verify_es256 io.jwt.verify_es384 io.jwt.verify_es512"
                                                                                                                                                                      + " io.jwt.verify_hs256 io.jwt.verify_hs384 io.jwt.verify_hs512 io.jwt.verify_ps256"
                                                                                                                                                                      + " io.jwt.verify_ps384 io.jwt.verify_ps512 io.jwt.verify_rs256 io.jwt.verify_rs384"
                                                                                                                                                                      + " io.jwt.verify_rs512"), GRAPHQL(
                                                                                                                                                                          "graphql.is_valid graphql.parse graphql.parse_and_verify graphql.parse_query"
                                                                                                                                                                              + " graphql.parse_schema graphql.schema_is_valid"), PROVIDERS(
                                                                                                                                                                                  "providers.aws.sign_req");

  private final List<String> names;

  Family(String names) {
    this.names = Arrays.asList(names.split(" "));
  }

  /** The names of its functions. */
  List<String> names() {
    return names;
  }
}
