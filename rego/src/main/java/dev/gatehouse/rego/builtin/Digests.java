package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests and message authentication codes, in hexadecimal digits. */
final class Digests {

  private static final Type.Function DIGEST = args(STRING).gives(STRING);
  private static final Type.Function CODE = args(STRING, STRING).gives(STRING);

  private Digests() {}

  static List<Builtin> rows() {
    return List.of(
        row("crypto.md5", "The MD5 digest of the string.", DIGEST, Digests::md5),
        row("crypto.sha1", "The SHA-1 digest of the string.", DIGEST, Digests::sha1),
        row("crypto.sha256", "The SHA-256 digest of the string.", DIGEST, Digests::sha256),
        row(
            "crypto.hmac.equal",
            "Whether the codes are equal, in a time that tells nothing about them.",
            args(STRING, STRING).gives(BOOLEAN),
            Digests::equal),
        row("crypto.hmac.md5", "The HMAC of the string under a key, with MD5.", CODE,
            Digests::hmacMd5),
        row("crypto.hmac.sha1", "The HMAC of the string under a key, with SHA-1.", CODE,
            Digests::hmacSha1),
        row(
            "crypto.hmac.sha256",
            "The HMAC of the string under a key, with SHA-256.",
            CODE,
            Digests::hmacSha256),
        row(
            "crypto.hmac.sha512",
            "The HMAC of the string under a key, with SHA-512.",
            CODE,
            Digests::hmacSha512));
  }

  private static Value md5(BuiltinContext context, Value text) {
    return digest(context, "MD5", text);
  }

  private static Value sha1(BuiltinContext context, Value text) {
    return digest(context, "SHA-1", text);
  }

  private static Value sha256(BuiltinContext context, Value text) {
    return digest(context, "SHA-256", text);
  }

  private static Value digest(BuiltinContext context, String algorithm, Value text) {
    var bytes = Utf8.encode(Operand.string(1, text));
    context.spend(bytes.length / BuiltinContext.TEXT_UNIT);
    try {
      return hex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Value equal(BuiltinContext context, Value a, Value b) {
    return BooleanValue.of(
        MessageDigest.isEqual(
            Utf8.encode(Operand.string(1, a)), Utf8.encode(Operand.string(2, b))));
  }

  private static Value hmacMd5(BuiltinContext context, Value text, Value key) {
    return code(context, "HmacMD5", text, key);
  }

  private static Value hmacSha1(BuiltinContext context, Value text, Value key) {
    return code(context, "HmacSHA1", text, key);
  }

  private static Value hmacSha256(BuiltinContext context, Value text, Value key) {
    return code(context, "HmacSHA256", text, key);
  }

  private static Value hmacSha512(BuiltinContext context, Value text, Value key) {
    return code(context, "HmacSHA512", text, key);
  }

  private static Value code(BuiltinContext context, String algorithm, Value text, Value key) {
    var bytes = Utf8.encode(Operand.string(1, text));
    context.spend(bytes.length / BuiltinContext.TEXT_UNIT);
    return hex(hmac(algorithm, Utf8.encode(Operand.string(2, key)), bytes));
  }

  /** The JDK takes longer to find a code than to compute it, so each use copies one of these. */
  private static final class Codes {

    private static final Map<String, Mac> READY = Stream
        .of("HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA384", "HmacSHA512")
        .collect(Collectors.toUnmodifiableMap(name -> name, Codes::ready));

    private static Mac ready(String name) {
      try {
        var code = Mac.getInstance(name);
        code.init(new SecretKeySpec(new byte[1], name));
        return code;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** @param algorithm the JDK's name of one that tokens or functions use */
  static byte[] hmac(String algorithm, byte[] key, byte[] data) {
    try {
      var code = (Mac) Objects.requireNonNull(Codes.READY.get(algorithm), algorithm).clone();
      // An empty key is as good as one of zeros, to which it would be padded.
      code.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return code.doFinal(data);
    } catch (GeneralSecurityException | CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Value hex(byte[] bytes) {
    return StringValue.of(HexFormat.of().formatHex(bytes));
  }
}
