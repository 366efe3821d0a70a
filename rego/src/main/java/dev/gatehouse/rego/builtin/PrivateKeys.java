package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Base64;
import dev.gatehouse.rego.builtin.x509.Pem;
import dev.gatehouse.rego.builtin.x509.PrivateKey;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions on private keys in PEM. */
final class PrivateKeys {

  private PrivateKeys() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "crypto.x509.parse_rsa_private_key",
            "The JSON web key of a private RSA key in PEM, which may be in base64 as a whole.",
            args(STRING).gives(object(STRING, ANY)),
            PrivateKeys::parseRsa));
  }

  private static Value parseRsa(BuiltinContext context, Value value) {
    var text = Operand.string(1, value);
    context.allocateText(2L * text.length());
    if (text.isEmpty()) {
      throw BuiltinException.failure("input PEM data was empty");
    }
    for (var block : Pem.all(text.startsWith("-----BEGIN") ? text : decoded(text))) {
      var key = read(block);
      if (key != null) {
        return webKey(key);
      }
    }
    return NullValue.NULL;
  }

  private static String decoded(String text) {
    try {
      return Utf8.decode(Base64.decode(Utf8.encode(text), false));
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable RSAPrivateCrtKey read(Pem block) {
    if (!block.type().equals("RSA PRIVATE KEY") && !block.type().equals("PRIVATE KEY")) {
      return null;
    }
    try {
      return PrivateKey.usable(block.content()) instanceof RSAPrivateCrtKey key ? key : null;
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static Value webKey(RSAPrivateCrtKey key) {
    return ObjectValue.builder()
        .put("kty", StringValue.of("RSA"))
        .put("n", number(key.getModulus()))
        .put("e", number(key.getPublicExponent()))
        .put("d", number(key.getPrivateExponent()))
        .put("p", number(key.getPrimeP()))
        .put("q", number(key.getPrimeQ()))
        .put("dp", number(key.getPrimeExponentP()))
        .put("dq", number(key.getPrimeExponentQ()))
        .put("qi", number(key.getCrtCoefficient()))
        .build();
  }

  private static Value number(BigInteger number) {
    var bytes = IpNetwork.address(number, (number.bitLength() + 7) / 8);
    return StringValue.of(
        java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
