package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.builtin.BuiltinException;
import dev.gatehouse.rego.builtin.x509.PrivateKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a bundle is signed with.
 *
 * @param algorithm of RFC 7518: HS256, RS256, PS256, ES256 and those with 384 and 512
 * @param key as a JSON web key
 * @param claims what the token says besides the digests of files; empty for the usual
 * @param keyId the name of the key, empty for none
 */
public record Signing(String algorithm, Value key, ObjectValue claims, String keyId) {

  private static final String DIGEST = "SHA-256";

  /**
   * A key.
   *
   * @param key the secret of an HMAC, otherwise a private key in PEM
   * @throws GeneralSecurityException if the algorithm is unknown or the key is none
   */
  public static Signing of(String algorithm, String key, ObjectValue claims, String keyId)
      throws GeneralSecurityException {
    if (!algorithm.matches("(HS|RS|PS|ES)(256|384|512)")) {
      throw new GeneralSecurityException("unknown signature algorithm: " + algorithm);
    }
    if (algorithm.startsWith("HS")) {
      var secret = Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(key.getBytes(StandardCharsets.UTF_8));
      var json = ObjectValue.of("kty", StringValue.of("oct"), "k", StringValue.of(secret));
      return new Signing(algorithm, json, claims, keyId);
    }
    return new Signing(algorithm, privateKey(key), claims, keyId);
  }

  private static Value privateKey(String pem) throws GeneralSecurityException {
    var end = pem.indexOf("-----END");
    var begin = end < 0 ? -1 : pem.lastIndexOf("-----BEGIN", end);
    var start = begin < 0 ? -1 : pem.indexOf('\n', begin);
    if (start < 0) {
      throw new GeneralSecurityException("failed to parse PEM block containing the key");
    }
    try {
      var der = Base64.getMimeDecoder().decode(pem.substring(start, end));
      var key = PrivateKey.readAny(der).webKey();
      if (StringValue.of("OKP").equals(key.get("kty"))) {
        throw new GeneralSecurityException("the private key is neither RSA nor ECDSA");
      }
      return key;
    } catch (IllegalArgumentException | BuiltinException e) {
      throw new GeneralSecurityException("the private key cannot be read", e);
    }
  }

  /** The text of {@code .signatures.json} for files by their names, without a slash before them. */
  public String signatures(Map<String, byte[]> files) throws GeneralSecurityException {
    return "{\n \"signatures\": [\n  \"" + token(files) + "\"\n ]\n}";
  }

  /** The same as it is within archives: there it names who signs, too. */
  String signaturesOfArchive(Map<String, byte[]> files) throws GeneralSecurityException {
    return "{\n \"signatures\": [\n  \"" + token(files) + "\"\n ],\n \"plugin\": \"_default\"\n}";
  }

  private String token(Map<String, byte[]> files) throws GeneralSecurityException {
    var header = ObjectValue.builder()
        .put("alg", StringValue.of(algorithm))
        .put("typ", StringValue.of("JWT"));
    if (!keyId.isEmpty()) {
      header.put("kid", StringValue.of(keyId));
    }
    var request = ObjectValue.builder()
        .put("header", StringValue.of(Json.write(header.build())))
        .put("payload", StringValue.of(payload(files)))
        .put("key", StringValue.of(Json.write(key)))
        .build();
    return signed(request);
  }

  /** The claims in order of their names; files have their fields in the order that OPA gives them. */
  private String payload(Map<String, byte[]> files) throws GeneralSecurityException {
    var payload = new TreeMap<String, String>();
    payload.put("files", digests(files));
    for (var i = 0; i < claims.size(); i++) {
      if (claims.keyAt(i) instanceof StringValue name) {
        payload.put(name.value(), Json.write(claims.valueAt(i)));
      }
    }
    if (claims.isEmpty() && !keyId.isEmpty()) {
      payload.put("keyid", Json.write(StringValue.of(keyId)));
    }
    var text = new StringJoiner(",", "{", "}");
    payload.forEach((name, value) -> text.add(Json.write(StringValue.of(name)) + ":" + value));
    return text.toString();
  }

  private static String signed(ObjectValue request) throws GeneralSecurityException {
    try {
      var token = Policy.compile(List.of(), CompileOptions.DEFAULT)
          .prepare("token = io.jwt.encode_sign_raw(input.header, input.payload, input.key)")
          .value(Input.of(request, ObjectValue.EMPTY).withStrictErrors(true));
      if (token instanceof StringValue text) {
        return text.value();
      }
      throw new GeneralSecurityException("the key cannot sign");
    } catch (EvaluationException | PolicyException e) {
      throw new GeneralSecurityException(e.getMessage(), e);
    }
  }

  private static String digests(Map<String, byte[]> files) throws GeneralSecurityException {
    var digests = new StringJoiner(",", "[", "]");
    for (var file : files.entrySet()) {
      try {
        var text = Verification.digested(file.getKey(), file.getValue());
        var hash = MessageDigest.getInstance(DIGEST).digest(text);
        digests.add("{\"name\":%s,\"hash\":\"%s\",\"algorithm\":\"%s\"}".formatted(
            Json.write(StringValue.of(file.getKey())), HexFormat.of().formatHex(hash), DIGEST));
      } catch (TextException e) {
        throw new GeneralSecurityException(file.getKey() + ": " + e.getMessage(), e);
      }
    }
    return digests.toString();
  }
}
