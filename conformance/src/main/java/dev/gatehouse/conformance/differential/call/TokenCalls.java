package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;

import dev.gatehouse.conformance.differential.program.Dice;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls with JSON web tokens, of every algorithm and signed with known keys. */
final class TokenCalls {

  private static final List<String> ALGORITHMS = List.of("HS256", "HS384", "HS512", "RS256",
      "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
  private static final List<String> SECRETS = List.of("secret", "s", "other",
      "a much longer secret, which has more than the sixty-four bytes of a block of SHA-256");

  static final Map<String, Recipe> RECIPES = recipes();

  private TokenCalls() {}

  private static Map<String, Recipe> recipes() {
    var recipes = new LinkedHashMap<String, Recipe>();
    for (var algorithm : ALGORITHMS) {
      recipes.put("io.jwt.verify_" + algorithm.toLowerCase(Locale.ROOT),
          Recipe.arguments(dice -> verification(dice, algorithm)));
    }
    recipes.put("io.jwt.decode", Recipe.text(dice -> Recipes.maybeMutated(dice, 15,
        token(dice, dice.pick(ALGORITHMS), payload(dice)))));
    recipes.put("io.jwt.decode_verify", arguments(TokenCalls::constrained));
    recipes.put("io.jwt.encode_sign", TokenCalls::signed);
    recipes.put("io.jwt.encode_sign_raw", TokenCalls::signed);
    return recipes;
  }

  /** The name of the key for an algorithm. */
  private static String keyOf(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> "p256";
      case "ES384" -> "p384";
      case "ES512" -> "p521";
      case "EdDSA" -> "ed25519";
      default -> "rsa";
    };
  }

  private static String payload(Dice dice) {
    if (dice.percent(8)) {
      return dice.of("{}", "[]", "1", "x", "", "{\"a\":1,\"a\":2}", "null", "{\"é\": \"ü\"}",
          "{ }");
    }
    var claims = new ArrayList<String>();
    claims.add("\"iss\":" + dice.of("\"me\"", "\"me\"", "\"you\"", "1", "null"));
    if (dice.percent(50)) {
      claims.add("\"aud\":" + dice.of("\"them\"", "[\"them\",\"us\"]", "[]", "1", "[1]", "\"us\""));
    }
    if (dice.percent(50)) {
      claims.add(
          "\"exp\":" + dice.of("4000000000", "1500000000", "1700000000.5", "\"x\"", "1e9", "0"));
    }
    if (dice.percent(40)) {
      claims.add("\"nbf\":" + dice.of("1500000000", "4000000000", "\"x\"", "1.5e9", "-1"));
    }
    if (dice.percent(30)) {
      claims.add("\"x\":" + DocumentCalls.json(dice, 1));
    }
    return "{" + String.join(",", claims) + "}";
  }

  private static String header(Dice dice, String algorithm) {
    var fields = new ArrayList<>(List.of("\"alg\":\"" + algorithm + "\""));
    if (dice.percent(60)) {
      fields.add("\"typ\":" + dice.of("\"JWT\"", "\"JWT\"", "\"text/plain\"", "1"));
    }
    if (dice.percent(25)) {
      fields.add("\"kid\":" + dice.of("\"k1\"", "\"k2\"", "1", "\"\""));
    }
    if (dice.percent(6)) {
      fields
          .add(dice.of("\"crit\":[\"x\"]", "\"cty\":\"JWT\"", "\"enc\":\"A128\"", "\"zip\":\"DEF\"",
              "\"b64\":false", "\"alg\":\"none\""));
    }
    return "{" + String.join(",", fields) + "}";
  }

  private static String token(Dice dice, String algorithm, String payload) {
    var said = dice.percent(95) ? algorithm : dice.of("none", "HS256", "RS256", "x", "");
    var content = JsonWebKeys.encode(header(dice, said).getBytes(StandardCharsets.UTF_8)) + "."
        + JsonWebKeys.encode(payload.getBytes(StandardCharsets.UTF_8));
    try {
      return content + "." + JsonWebKeys.encode(
          sign(algorithm, dice.percent(80) ? "secret" : dice.pick(SECRETS), content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sign(String algorithm, String secret, String content)
      throws GeneralSecurityException {
    var bytes = content.getBytes(StandardCharsets.UTF_8);
    var size = algorithm.replaceAll("\\D", "");
    if (algorithm.startsWith("HS")) {
      var mac = Mac.getInstance("HmacSHA" + size);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "x"));
      return mac.doFinal(bytes);
    }
    var signature = Signature.getInstance(switch (algorithm.substring(0, 2)) {
      case "RS" -> "SHA" + size + "withRSA";
      case "PS" -> "RSASSA-PSS";
      case "ES" -> "SHA" + size + "withECDSAinP1363Format";
      default -> "Ed25519";
    });
    if (algorithm.startsWith("PS")) {
      var hash = "SHA-" + size;
      signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash),
          Integer.parseInt(size) / 8, PSSParameterSpec.TRAILER_FIELD_BC));
    }
    var name = keyOf(algorithm);
    signature.initSign(Material.key(name,
        name.equals("rsa") ? "RSA" : name.equals("ed25519") ? "Ed25519" : "EC"));
    signature.update(bytes);
    return signature.sign();
  }

  /** A key to verify with, as text: PEM, a JSON web key or a set of them. */
  private static String verifier(Dice dice, String algorithm) {
    var name = dice.percent(88) ? keyOf(algorithm) : dice.of("rsa", "p256", "p384", "ed25519");
    return switch (dice.below(8)) {
      case 0, 1 -> Rego.text(Recipes.maybeMutated(dice, 4, Material.text(name + ".cert")));
      case 2, 3 -> Rego.text(Recipes.maybeMutated(dice, 4, Material.text(name + ".public")));
      case 4 -> Rego.text(JsonWebKeys.text(dice, JsonWebKeys.publicKey(name)));
      case 5 -> Rego.text(set(List.of(JsonWebKeys.text(dice, JsonWebKeys.publicKey("rsa")),
          JsonWebKeys.text(dice, JsonWebKeys.publicKey(name)))));
      case 6 -> Rego.text(set(List.of(JsonWebKeys.text(dice, JsonWebKeys.publicKey(name)))));
      default -> Rego.text(dice.of("", "x", "{}", "{\"keys\": []}", "{\"keys\": 1}",
          Material.text("p521.public"), Material.text(name + ".key"),
          set(List.of("{\"kty\": \"x\"}")), Material.text("rsa.pkcs1")));
    };
  }

  private static String set(List<String> keys) {
    return "{\"keys\": " + Rego.array(keys) + "}";
  }

  private static List<String> verification(Dice dice, String algorithm) {
    var token = Recipes.maybeMutated(dice, 8,
        token(dice, dice.percent(90) ? algorithm : dice.pick(ALGORITHMS), payload(dice)));
    var key = algorithm.startsWith("HS")
        ? Rego.text(dice.percent(80) ? "secret" : dice.pick(SECRETS))
        : verifier(dice, algorithm);
    return List.of(Rego.text(token), key);
  }

  private static List<String> constrained(Dice dice) {
    var algorithm = dice.pick(ALGORITHMS);
    var token = Recipes.maybeMutated(dice, 5, token(dice, algorithm, payload(dice)));
    var constraints = new ArrayList<String>();
    if (dice.percent(95)) {
      constraints.addAll(algorithm.startsWith("HS")
          ? List.of("secret", Rego.text("secret"))
          : List.of("cert", verifier(dice, algorithm)));
    }
    if (dice.percent(40)) {
      constraints.addAll(List.of("alg", dice.percent(80)
          ? Rego.text(algorithm)
          : dice.of("\"RS256\"", "\"none\"", "1", "\"x\"")));
    }
    if (dice.percent(40)) {
      constraints.addAll(List.of("iss", dice.of("\"me\"", "\"me\"", "\"you\"", "1")));
    }
    if (dice.percent(50)) {
      constraints.addAll(List.of("aud", dice.of("\"them\"", "\"them\"", "\"us\"", "1")));
    }
    if (dice.percent(70)) {
      constraints.addAll(List.of("time", dice.of("1600000000000000000", "1600000000000000000",
          "1450000000000000000", "4100000000000000000", "1700000000500000000", "\"x\"", "1.5e18")));
    }
    if (dice.percent(4)) {
      constraints.addAll(List.of(dice.of("x", "nbf", "exp"), "1"));
    }
    return List.of(Rego.text(token), Rego.object(constraints));
  }

  /** Signatures of some algorithms differ each time, so they are left out of what comes back. */
  private static String signed(String name, Dice dice) {
    var algorithm = dice.pick(ALGORITHMS);
    var key = dice.percent(92) ? keyOf(algorithm) : dice.of("rsa", "p256", "p521", "ed25519");
    var jwk = JsonWebKeys.text(dice, algorithm.startsWith("HS")
        ? JsonWebKeys.secret(dice.pick(SECRETS))
        : dice.percent(95) ? JsonWebKeys.privateKey(key) : JsonWebKeys.publicKey(key));
    var header = header(dice, dice.percent(96) ? algorithm : dice.of("none", "x", "ES256K"));
    var parts = new ArrayList<>(List.of(header, payload(dice), jwk));
    var isRaw = name.endsWith("raw");
    if (!isRaw && !parts.get(1).startsWith("{")) {
      parts.set(1, "{\"a\": 1}");
    }
    var call = name + "(" + String.join(", ",
        isRaw ? parts.stream().map(Rego::text).toList() : parts) + ")";
    return algorithm.startsWith("ES") || algorithm.startsWith("PS") || header.contains("ES256K")
        ? "array.slice(split(" + call + ", \".\"), 0, 2)"
        : call;
  }
}
