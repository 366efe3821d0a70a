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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Digests and message authentication codes, in hexadecimal digits. */
final class Digests {

  private static final Type.Function DIGEST = args(STRING).gives(STRING);
  private static final Type.Function CODE = args(STRING, STRING).gives(STRING);

  private static final int BLOCK = 64;
  private static final int LARGE_BLOCK = 128;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5C;

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
    return code(context, "MD5", text, key);
  }

  private static Value hmacSha1(BuiltinContext context, Value text, Value key) {
    return code(context, "SHA-1", text, key);
  }

  private static Value hmacSha256(BuiltinContext context, Value text, Value key) {
    return code(context, "SHA-256", text, key);
  }

  private static Value hmacSha512(BuiltinContext context, Value text, Value key) {
    return code(context, "SHA-512", text, key);
  }

  private static Value code(BuiltinContext context, String algorithm, Value text, Value key) {
    var bytes = Utf8.encode(Operand.string(1, text));
    context.spend(bytes.length / BuiltinContext.TEXT_UNIT);
    return hex(hmac(algorithm, Utf8.encode(Operand.string(2, key)), bytes));
  }

  /** The HMAC with a digest of the JDK's name (RFC 2104); the JDK's own takes longer to be found. */
  static byte[] hmac(String algorithm, byte[] key, byte[] data) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      var block = digest.getDigestLength() > 32 ? LARGE_BLOCK : BLOCK;
      var padded = Arrays.copyOf(key.length > block ? digest.digest(key) : key, block);
      digest.update(masked(padded, INNER));
      var inner = digest.digest(data);
      digest.update(masked(padded, OUTER));
      return digest.digest(inner);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] masked(byte[] key, byte mask) {
    var masked = new byte[key.length];
    for (var i = 0; i < key.length; i++) {
      masked[i] = (byte) (key[i] ^ mask);
    }
    return masked;
  }

  private static Value hex(byte[] bytes) {
    return StringValue.of(HexFormat.of().formatHex(bytes));
  }
}
