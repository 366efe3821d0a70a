package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HexFormat;

/** Reads what a client wants logged; what its signature does not hold for is not logged. */
final class LogRequest {

  private LogRequest() {}

  /** A proposed entry of the first kind of log. */
  static LogBody first(ObjectValue request) {
    var entry = JsonPath.of(request);
    var spec = entry.at("spec");
    return switch (entry.text("kind") + " " + entry.text("apiVersion")) {
      case "hashedrekord 0.0.1" -> hashed(spec);
      case "dsse 0.0.1" -> envelope(spec.at("proposedContent"));
      case "intoto 0.0.2" -> inToto(spec.at("content").at("envelope"));
      default -> throw new IllegalArgumentException(
          "expected hashedrekord 0.0.1, dsse 0.0.1 or intoto 0.0.2");
    };
  }

  private static LogBody hashed(JsonPath spec) {
    var hash = spec.at("data").at("hash");
    var digest = HexFormat.of().parseHex(hash.text("value"));
    var signature = spec.at("signature").bytes("content");
    var verifier = spec.at("signature").at("publicKey").bytes("content");
    requireSigned(Prehashed.verifies(key(verifier), digest, signature));
    return LogBody.hashed(hash.text("algorithm").replace("sha", "SHA-"), digest, signature,
        new String(verifier, UTF_8));
  }

  private static LogBody envelope(JsonPath proposed) {
    var text = proposed.text("envelope").getBytes(UTF_8);
    var envelope = JsonPath.of(WebRequest.json(text));
    var verifiers = proposed.list("verifiers");
    if (verifiers.size() != 1
        || !(verifiers.getFirst() instanceof StringValue only)) {
      throw new IllegalArgumentException("expected one verifier");
    }
    var verifier = Base64.getDecoder().decode(only.value());
    var payload = envelope.bytes("payload");
    var signature = envelope.first("signatures").bytes("sig");
    requireSigned(verifies(key(verifier), envelope.text("payloadType"), payload, signature));
    return LogBody.envelope(text, payload, signature, new String(verifier, UTF_8));
  }

  /** Payload and signature are encoded twice here. */
  private static LogBody inToto(JsonPath envelope) {
    var signed = envelope.first("signatures");
    var payload = Base64.getDecoder().decode(envelope.bytes("payload"));
    var signature = Base64.getDecoder().decode(signed.bytes("sig"));
    var verifier = signed.bytes("publicKey");
    requireSigned(verifies(key(verifier), envelope.text("payloadType"), payload, signature));
    return LogBody.inToto(Fields.canonical(envelope.value()), payload, signature,
        new String(verifier, UTF_8));
  }

  /** As the first kind of log does it: with SHA-256 whatever the curve. */
  private static boolean verifies(PublicKey key, String type, byte[] payload, byte[] signature) {
    var algorithm = key instanceof ECPublicKey
        ? "SHA256withECDSA"
        : Keys.KeyKind.of(key).signing();
    return Keys.verifies(algorithm, key, Envelope.signedBytes(type, payload), signature);
  }

  /** A request of the second kind of log. */
  static LogBody second(ObjectValue request) {
    var asked = JsonPath.of(request).at("hashedRekordRequestV002");
    var digest = asked.bytes("digest");
    var signature = asked.at("signature").bytes("content");
    var verifier = asked.at("signature").at("verifier");
    var certificate = verifier.find("x509Certificate");
    var key = certificate.isPresent()
        ? certificate(certificate.get().bytes("rawBytes"))
        : Pem.publicKey(verifier.at("publicKey").bytes("rawBytes"));
    requireSigned(Prehashed.verifies(key, digest, signature));
    return LogBody.hashedV2("SHA2_" + digest.length * 8, digest, signature, verifier.value());
  }

  private static PublicKey key(byte[] pem) {
    var text = new String(pem, UTF_8);
    return text.contains("BEGIN CERTIFICATE") ? certificate(pem) : Pem.publicKey(text);
  }

  private static PublicKey certificate(byte[] encoded) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(encoded)).getPublicKey();
    } catch (CertificateException e) {
      throw new IllegalArgumentException("expected a certificate", e);
    }
  }

  private static void requireSigned(boolean isSigned) {
    if (!isSigned) {
      throw new IllegalArgumentException("the signature does not hold");
    }
  }
}
