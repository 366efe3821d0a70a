package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.text.Pem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Compares a log's entry with what is verified: the entry must name this signature, this certificate
 * or key, and the hash of what was signed. An entry about anything else proves nothing.
 */
final class EntryBinding {

  private static final String STEP = "transparency log";
  private static final int MAX_BYTES = 16 << 20;

  private final Signed signed;
  private final VerificationKey key;

  EntryBinding(Signed signed, VerificationKey key) {
    this.signed = signed;
    this.key = key;
  }

  void check(LogEntry entry) throws MalformedException, VerificationException {
    var body = Fields.parse("the log entry", entry.body(), MAX_BYTES);
    if (!body.text("kind").equals(entry.kind())
        || !body.text("apiVersion").equals(entry.version())) {
      throw foreign("is of another kind than it is said to be");
    }
    var spec = body.fields("spec");
    switch (entry.kind() + " " + entry.version()) {
      case "hashedrekord 0.0.1", "rekord 0.0.1" -> hashed(spec);
      case "hashedrekord 0.0.2" -> hashedSecond(spec.fields("hashedRekordV002"));
      case "dsse 0.0.1" -> envelope(spec);
      case "dsse 0.0.2" -> envelopeSecond(spec.fields("dsseV002"));
      case "intoto 0.0.1" -> statementFirst(spec);
      case "intoto 0.0.2" -> statement(spec.fields("content"));
      default -> throw new VerificationException(Reason.UNSUPPORTED, STEP,
          "the log entry is of the unknown kind " + entry.kind() + " " + entry.version());
    }
  }

  private static VerificationException foreign(String how) {
    return new VerificationException(Reason.FOREIGN_LOG_ENTRY, STEP, "the log entry " + how);
  }

  private void hashed(Fields spec) throws MalformedException, VerificationException {
    if (!(signed.body() instanceof Signed.Body.Plain)) {
      throw foreign("is about an artifact and not about an envelope");
    }
    var signature = spec.fields("signature");
    sameSignature(signature.bytes("content"));
    samePem(signature.fields("publicKey").bytes("content"));
    sameHash(signed.message(), spec.fields("data").fields("hash"));
  }

  private void hashedSecond(Fields spec) throws MalformedException, VerificationException {
    var signature = spec.fields("signature");
    sameSignature(signature.bytes("content"));
    sameVerifier(signature.fields("verifier"));
    sameDigest(signed.message(), spec.fields("data"));
  }

  private void envelope(Fields spec) throws MalformedException, VerificationException {
    var envelope = requireEnvelope();
    var signatures = spec.objects("signatures", 2);
    if (signatures.size() != 1) {
      throw foreign("has not exactly one signature");
    }
    sameSignature(signatures.getFirst().bytes("signature"));
    samePem(signatures.getFirst().bytes("verifier"));
    sameHash(Message.of(envelope.payload()), spec.fields("payloadHash"));
    if (envelope.stored().isPresent()) {
      sameHash(Message.of(envelope.stored().get()), spec.fields("envelopeHash"));
    }
  }

  private void envelopeSecond(Fields spec) throws MalformedException, VerificationException {
    var signatures = spec.objects("signatures", 2);
    if (signatures.size() != 1) {
      throw foreign("has not exactly one signature");
    }
    sameSignature(signatures.getFirst().bytes("content"));
    sameVerifier(signatures.getFirst().fields("verifier"));
    sameDigest(Message.of(requireEnvelope().payload()), spec.fields("payloadHash"));
  }

  /** The first version names no signature, so only the whole envelope's hash can bind it. */
  private void statementFirst(Fields spec) throws MalformedException, VerificationException {
    var stored = requireEnvelope().stored()
        .orElseThrow(() -> foreign("of the kind intoto 0.0.1 cannot be bound to a bundle"));
    samePem(spec.bytes("publicKey"));
    sameHash(Message.of(stored), spec.fields("content").fields("hash"));
  }

  /** Its signature is encoded twice, as the log stores it. */
  private void statement(Fields content) throws MalformedException, VerificationException {
    var envelope = requireEnvelope();
    var logged = content.fields("envelope");
    var signatures = logged.objects("signatures", 2);
    if (signatures.size() != 1) {
      throw foreign("has not exactly one signature");
    }
    var twice = new String(signatures.getFirst().bytes("sig"), StandardCharsets.US_ASCII);
    sameSignature(Fields.base64("the log entry's signature", twice));
    samePem(signatures.getFirst().bytes("publicKey"));
    sameHash(Message.of(envelope.payload()), content.fields("payloadHash"));
    if (!logged.text("payloadType").equals(envelope.payloadType())) {
      throw foreign("is about another type of payload");
    }
    if (envelope.stored().isPresent()) {
      sameHash(Message.of(envelope.stored().get()), content.fields("hash"));
    }
  }

  private Signed.Body.Envelope requireEnvelope() throws VerificationException {
    if (signed.body() instanceof Signed.Body.Envelope envelope) {
      return envelope;
    }
    throw foreign("is about an envelope and not about an artifact");
  }

  private void sameSignature(byte[] logged) throws VerificationException {
    if (!Arrays.equals(logged, signed.signature())) {
      throw foreign("names another signature");
    }
  }

  private void samePem(byte[] pem) throws MalformedException, VerificationException {
    var block = Pem.one(new String(pem, StandardCharsets.UTF_8));
    sameVerifier(block.label().equals("CERTIFICATE"), block.content());
  }

  private void sameVerifier(Fields verifier) throws MalformedException, VerificationException {
    var kind = verifier.oneOf("x509Certificate", "publicKey");
    sameVerifier(kind.equals("x509Certificate"), verifier.fields(kind).bytes("rawBytes"));
  }

  private void sameVerifier(boolean certificate, byte[] logged) throws VerificationException {
    var own = certificate
        ? signed.leaf().map(Signed.Leaf::certificate).map(Certificate::encoded)
        : signed.leaf().isPresent() ? Optional.<byte[]>empty() : Optional.of(key.encoded());
    if (own.isEmpty() || !Arrays.equals(own.get(), logged)) {
      throw foreign("names another certificate or key");
    }
  }

  private static void sameHash(Message message, Fields hash)
      throws MalformedException, VerificationException {
    try {
      compare(message, hash.text("algorithm"), HexFormat.of().parseHex(hash.text("value")));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the log entry's hash is not hexadecimal", e);
    }
  }

  private static void sameDigest(Message message, Fields digest)
      throws MalformedException, VerificationException {
    compare(message, digest.text("algorithm"), digest.bytes("digest"));
  }

  private static void compare(Message message, String algorithm, byte[] logged)
      throws VerificationException {
    var hash = Hash.named(algorithm);
    if (hash.isEmpty() || !message.hasHash(hash.get(), logged)) {
      throw foreign("is about another artifact");
    }
  }
}
