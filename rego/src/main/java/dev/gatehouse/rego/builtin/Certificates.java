package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.STRING;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Base64;
import dev.gatehouse.rego.builtin.x509.Certificate;
import dev.gatehouse.rego.builtin.x509.CertificateRequest;
import dev.gatehouse.rego.builtin.x509.Chain;
import dev.gatehouse.rego.builtin.x509.Pem;
import dev.gatehouse.rego.builtin.x509.PrivateKey;
import dev.gatehouse.rego.types.Type;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions on certificates and private keys, in PEM or DER, where DER is in base64. Thread-safe;
 * remembers which certificate signed which.
 */
final class Certificates {

  private static final Type FIELDS = Type.object(STRING, ANY);
  private static final Type.Function PARSE = args(STRING).gives(Type.array(FIELDS));
  private static final Type VERIFIED = Type.tuple(BOOLEAN, Type.array(FIELDS));
  private static final String BEGIN = "-----BEGIN";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String REQUEST = "CERTIFICATE REQUEST";
  private static final Value UNVERIFIED = ArrayValue.of(BooleanValue.FALSE, ArrayValue.EMPTY);

  /** The JSON of a certificate holds its bytes several times. */
  private static final long GROWTH = 8;

  /** What a multiplication on a curve costs. */
  private static final long KEY_COST = 10_000;

  private static final int MOST_SIGNATURES = 500;
  private static final int LONGEST = 8192;

  private final BoundedCache<Signed, Boolean> signatures = new BoundedCache<>(MOST_SIGNATURES);

  /** Two certificates, whole, of which one may have signed the other. */
  private record Signed(ByteBuffer signer, ByteBuffer child) {}

  List<Builtin> rows() {
    return List.of(
        row("crypto.x509.parse_certificates", "The fields of certificates.", PARSE,
            Certificates::parse),
        row(
            "crypto.x509.parse_certificate_request",
            "The fields of a request for a certificate.",
            args(STRING).gives(FIELDS),
            Certificates::parseRequest),
        row(
            "crypto.x509.parse_keypair",
            "A certificate with the private key that belongs to it.",
            args(STRING, STRING).gives(FIELDS),
            Certificates::parsePair),
        row(
            "crypto.x509.parse_and_verify_certificates",
            "Whether the last certificate is for a server and trusted by the first, and the chain.",
            args(STRING).gives(VERIFIED),
            this::verify),
        row(
            "crypto.x509.parse_and_verify_certificates_with_options",
            "Whether the last certificate is trusted by the first, and the chain, with demands.",
            args(STRING, FIELDS).gives(VERIFIED),
            this::verifyWith));
  }

  private static Value parse(BuiltinContext context, Value value) {
    var text = Operand.string(1, value);
    context.allocateText(GROWTH * text.length());
    try {
      return ArrayValue.of(
          certificates(text).stream().map(Certificate::extendedJson).toList());
    } catch (IllegalArgumentException e) {
      throw failure(e);
    }
  }

  private static BuiltinException failure(IllegalArgumentException e) {
    return BuiltinException.failure(String.valueOf(e.getMessage()));
  }

  private static List<Certificate> certificates(String text) {
    if (text.startsWith(BEGIN)) {
      return certificatesInPem(text);
    }
    var bytes = base64(text);
    var decoded = Utf8.decode(bytes);
    return decoded.startsWith(BEGIN) ? certificatesInPem(decoded) : Certificate.all(bytes);
  }

  private static byte[] base64(String text) {
    return Base64.decode(Utf8.encode(text), false);
  }

  private static List<Certificate> certificatesInPem(String text) {
    var all = new ByteArrayOutputStream();
    for (var block : Pem.all(text)) {
      if (!block.type().equals(CERTIFICATE)) {
        throw new IllegalArgumentException(
            "PEM block type is '" + block.type() + "', expected " + CERTIFICATE);
      }
      all.writeBytes(block.content());
    }
    return Certificate.all(all.toByteArray());
  }

  private static Value parseRequest(BuiltinContext context, Value value) {
    var text = Operand.string(1, value);
    context.allocateText(GROWTH * text.length());
    try {
      var bytes = text.startsWith(BEGIN + " " + REQUEST + "-----")
          ? Utf8.encode(text)
          : base64(text);
      var block = Pem.first(Utf8.decode(bytes));
      if (block != null && !block.type().equals(REQUEST)) {
        throw BuiltinException.failure("invalid PEM-encoded certificate signing request");
      }
      return CertificateRequest.json(block == null ? bytes : block.content());
    } catch (IllegalArgumentException e) {
      throw failure(e);
    }
  }

  private static Value parsePair(BuiltinContext context, Value certificate, Value key) {
    var certificateText = Operand.string(1, certificate);
    var keyText = Operand.string(1, key);
    context.allocateText(GROWTH * (certificateText.length() + keyText.length()));
    context.spend(KEY_COST);
    try {
      var chain = blocks(certificateText, CERTIFICATE).stream()
          .filter(block -> block.type().equals(CERTIFICATE))
          .map(Pem::content)
          .toList();
      var keys = blocks(keyText, "PRIVATE KEY").stream()
          .filter(block -> (" " + block.type()).endsWith(" PRIVATE KEY"))
          .toList();
      if (chain.isEmpty()) {
        throw new IllegalArgumentException(
            "tls: failed to find any PEM data in certificate input");
      }
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("tls: failed to find any PEM data in key input");
      }
      var leaves = Certificate.all(chain.get(0));
      if (leaves.size() != 1) {
        throw new IllegalArgumentException("x509: trailing data");
      }
      return PrivateKey.pair(
          chain, leaves.get(0), PrivateKey.readAny(keys.get(0).content()));
    } catch (IllegalArgumentException e) {
      throw failure(e);
    }
  }

  private static List<Pem> blocks(String text, String type) {
    if (text.startsWith(BEGIN)) {
      return Pem.all(text);
    }
    var bytes = base64(text);
    var decoded = Utf8.decode(bytes);
    return decoded.startsWith(BEGIN)
        ? Pem.all(decoded)
        : List.of(new Pem(type, bytes, decoded.length()));
  }

  private Value verify(BuiltinContext context, Value value) {
    var text = Operand.string(1, value);
    var chain = verified(given(context, text), Chain.Demands.usual(now(context)));
    return chain.isEmpty()
        ? UNVERIFIED
        : ArrayValue.of(
            BooleanValue.TRUE,
            ArrayValue.of(chain.stream().map(Certificate::extendedJson).toList()));
  }

  /** Options are read last: what is no certificate is unverified, whatever they say. */
  private Value verifyWith(BuiltinContext context, Value value, Value options) {
    var text = Operand.string(1, value);
    var wanted = Operand.object(2, options);
    var given = given(context, text);
    if (given == null) {
      return UNVERIFIED;
    }
    var chain = verified(given, CertificateDemands.read(wanted, now(context)));
    return chain.isEmpty()
        ? UNVERIFIED
        : ArrayValue.of(
            BooleanValue.TRUE, ArrayValue.of(chain.stream().map(Certificate::json).toList()));
  }

  /** The certificates of a text, or null if it has other things. */
  private static @Nullable List<Certificate> given(BuiltinContext context, String text) {
    context.allocateText(GROWTH * text.length());
    context.spend(KEY_COST);
    try {
      return certificates(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private List<Certificate> verified(
      @Nullable List<Certificate> given, Chain.Demands demands) {
    try {
      return given == null ? List.of() : Chain.verified(given, demands, this::signed);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private boolean signed(Certificate signer, Certificate child) {
    return signer.raw().length + child.raw().length > LONGEST
        ? signer.signed(child)
        : signatures.get(
            new Signed(ByteBuffer.wrap(signer.raw()), ByteBuffer.wrap(child.raw())),
            same -> signer.signed(child));
  }

  private static Instant now(BuiltinContext context) {
    return Instant.ofEpochSecond(0, context.nowNanos());
  }
}
