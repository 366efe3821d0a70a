package dev.gatehouse.rego.types;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names of the arguments and results of built-in functions, as OPA's messages show them. */
public final class ParameterNames {

  private static final String NONE = "-";

  /** A function, its arguments, and after the sign its result; a dash where there is no name. */
  private static final String TABLE = """
      abs x = y
      and x, y = z
      array.concat x, y = z
      array.flatten arr = flattened
      array.reverse arr = rev
      array.slice arr, start, stop = slice
      base64.decode x = y
      base64.encode x = y
      base64.is_valid x = result
      base64url.decode x = y
      base64url.encode x = y
      base64url.encode_no_pad x = y
      bits.and x, y = z
      bits.lsh x, s = z
      bits.negate x = z
      bits.or x, y = z
      bits.rsh x, s = z
      bits.xor x, y = z
      ceil x = y
      concat delimiter, collection = output
      contains haystack, needle = result
      count collection = n
      crypto.hmac.equal mac1, mac2 = result
      crypto.hmac.md5 x, key = y
      crypto.hmac.sha1 x, key = y
      crypto.hmac.sha256 x, key = y
      crypto.hmac.sha512 x, key = y
      crypto.md5 x = y
      crypto.parse_private_keys keys = output
      crypto.sha1 x = y
      crypto.sha256 x = y
      crypto.x509.parse_and_verify_certificates certs = output
      crypto.x509.parse_and_verify_certificates_with_options certs, options = output
      crypto.x509.parse_certificate_request csr = output
      crypto.x509.parse_certificates certs = output
      crypto.x509.parse_keypair cert, pem = output
      crypto.x509.parse_rsa_private_key pem = output
      div x, y = z
      endswith search, base = result
      equal x, y = result
      floor x = y
      format_int number, base = output
      glob.match pattern, delimiters, match = result
      glob.quote_meta pattern = output
      graph.reachable graph, initial = output
      graph.reachable_paths graph, initial = output
      graphql.is_valid query, schema = output
      graphql.parse query, schema = output
      graphql.parse_and_verify query, schema = output
      graphql.parse_query query = output
      graphql.parse_schema schema = output
      graphql.schema_is_valid schema = output
      gt x, y = result
      gte x, y = result
      hex.decode x = y
      hex.encode x = y
      http.send request = response
      indexof haystack, needle = output
      indexof_n haystack, needle = output
      intersection xs = y
      io.jwt.decode jwt = output
      io.jwt.decode_verify jwt, constraints = output
      io.jwt.encode_sign headers, payload, key = output
      io.jwt.encode_sign_raw headers, payload, key = output
      io.jwt.verify_eddsa jwt, certificate = result
      io.jwt.verify_es256 jwt, certificate = result
      io.jwt.verify_es384 jwt, certificate = result
      io.jwt.verify_es512 jwt, certificate = result
      io.jwt.verify_hs256 jwt, secret = result
      io.jwt.verify_hs384 jwt, secret = result
      io.jwt.verify_hs512 jwt, secret = result
      io.jwt.verify_ps256 jwt, certificate = result
      io.jwt.verify_ps384 jwt, certificate = result
      io.jwt.verify_ps512 jwt, certificate = result
      io.jwt.verify_rs256 jwt, certificate = result
      io.jwt.verify_rs384 jwt, certificate = result
      io.jwt.verify_rs512 jwt, certificate = result
      is_array x = result
      is_boolean x = result
      is_null x = result
      is_number x = result
      is_object x = result
      is_set x = result
      is_string x = result
      json.filter object, paths = filtered
      json.is_valid x = result
      json.marshal x = y
      json.marshal_with_options x, opts = y
      json.match_schema document, schema = output
      json.patch target, patches = output
      json.remove object, paths = output
      json.unmarshal x = y
      json.verify_schema schema = output
      lower x = y
      lt x, y = result
      lte x, y = result
      max collection = n
      min collection = n
      minus x, y = z
      mul x, y = z
      neq x, y = result
      net.cidr_contains cidr, cidr_or_ip = result
      net.cidr_contains_matches cidrs, cidrs_or_ips = output
      net.cidr_expand cidr = hosts
      net.cidr_intersects cidr1, cidr2 = result
      net.cidr_is_valid cidr = result
      net.cidr_merge addrs = output
      net.lookup_ip_addr name = addrs
      numbers.range a, b = range
      numbers.range_step a, b, step = range
      object.filter object, keys = filtered
      object.get object, key, default = value
      object.keys object = value
      object.remove object, keys = output
      object.subset super, sub = result
      object.union a, b = output
      object.union_n objects = output
      opa.runtime  = output
      or x, y = z
      plus x, y = z
      product collection = n
      providers.aws.sign_req request, aws_config, time_ns = signed_request
      rand.intn str, n = y
      regex.find_all_string_submatch_n pattern, value, number = output
      regex.find_n pattern, value, number = output
      regex.globs_match glob1, glob2 = result
      regex.is_valid pattern = result
      regex.match pattern, value = result
      regex.replace s, pattern, value = output
      regex.split pattern, value = output
      regex.template_match template, value, delimiter_start, delimiter_end = result
      rego.metadata.chain  = chain
      rego.metadata.rule  = output
      rego.parse_module filename, rego = output
      rem x, y = z
      replace x, old, new = y
      round x = y
      semver.compare a, b = result
      semver.is_valid vsn = result
      sort collection = n
      split x, delimiter = ys
      sprintf format, values = output
      startswith search, base = result
      strings.any_prefix_match search, base = result
      strings.any_suffix_match search, base = result
      strings.count search, substring = output
      strings.render_template value, vars = result
      strings.replace_n patterns, value = output
      strings.reverse x = y
      strings.split_n x, delimiter, n = ys
      substring value, offset, length = output
      sum collection = n
      time.add_date ns, years, months, days = output
      time.clock x = output
      time.date x = date
      time.diff ns1, ns2 = output
      time.format x = formatted timestamp
      time.now_ns  = now
      time.parse_duration_ns duration = ns
      time.parse_ns layout, value = ns
      time.parse_rfc3339_ns value = ns
      time.weekday x = day
      to_number value = num
      trace note = result
      trim value, cutset = output
      trim_left value, cutset = output
      trim_prefix value, prefix = output
      trim_right value, cutset = output
      trim_space value = output
      trim_suffix value, suffix = output
      type_name x = type
      union xs = y
      units.parse x = y
      units.parse_bytes x = y
      upper x = y
      uri.is_valid uri = result
      uri.parse uri = output
      urlquery.decode x = y
      urlquery.decode_object x = object
      urlquery.encode x = y
      urlquery.encode_object object = y
      uuid.parse uuid = result
      uuid.rfc4122 k = output
      walk x = output
      yaml.is_valid x = result
      yaml.marshal x = y
      yaml.unmarshal x = y
      """;

  private static final Map<String, List<String>> NAMES = names();

  private ParameterNames() {}

  /**
   * The name of an argument, such as {@code haystack}, empty where it has none.
   *
   * @param position the argument's, from 0; that of the result comes after the last argument
   */
  public static String name(String function, int position) {
    var names = NAMES.getOrDefault(function, List.of());
    var name = position < names.size() ? names.get(position) : NONE;
    return name.equals(NONE) ? "" : name;
  }

  private static Map<String, List<String>> names() {
    var names = new HashMap<String, List<String>>();
    TABLE
        .lines()
        .forEach(
            line -> {
              var space = line.indexOf(' ');
              names.put(line.substring(0, space), parameters(line.substring(space + 1)));
            });
    return names;
  }

  private static List<String> parameters(String text) {
    return Stream.of(text.split(", | ?= ?")).filter(name -> !name.isEmpty()).toList();
  }
}
