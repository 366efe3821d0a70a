package dev.gatehouse.trust.verify;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON form of dev.sigstore.bundle.v1.Bundle, versions 0.1 to 0.3. */
final class BundleReader {

  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_CERTIFICATES = 10;
  private static final int MAX_ENTRIES = 20;
  private static final int MAX_TIMESTAMPS = 20;
  private static final int MAX_HASHES = 64;
  private static final int MAX_BODY = 16 << 20;
  private static final int MAX_CHECKPOINT = 64 << 10;
  private static final int MAX_SIGNATURE = 16 << 10;
  private static final Map<String, Integer> VERSIONS = Map.of(
      "application/vnd.dev.sigstore.bundle+json;version=0.1", 1,
      "application/vnd.dev.sigstore.bundle+json;version=0.2", 2,
      "application/vnd.dev.sigstore.bundle+json;version=0.3", 3,
      "application/vnd.dev.sigstore.bundle.v0.3+json", 3);

  private BundleReader() {}

  /**
   * Reads a bundle.
   *
   * @param artifact what the signature is over, unless an envelope holds it
   */
  static Signed read(byte[] json, Message artifact)
      throws MalformedException, VerificationException {
    var bundle = Fields.parse("the bundle", json, MAX_BYTES);
    var version = VERSIONS.get(bundle.text("mediaType"));
    if (version == null) {
      throw new VerificationException(Reason.UNSUPPORTED, "bundle",
          "the bundle has the unknown media type " + bundle.text("mediaType"));
    }
    bundle.only("mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope");
    var material = bundle.fields("verificationMaterial").only("publicKey", "x509CertificateChain",
        "certificate", "tlogEntries", "timestampVerificationData");
    var form = version == 1 ? Signed.Form.PROMISED : Signed.Form.PROVEN;
    var parts = new Parts(form, leaf(material, version), entries(material), timestamps(material));
    return bundle.oneOf("messageSignature", "dsseEnvelope").equals("dsseEnvelope")
        ? envelope(parts, bundle.fields("dsseEnvelope"), Optional.empty())
        : message(parts, bundle.fields("messageSignature"), artifact);
  }

  /** What a signature comes with in every form. */
  record Parts(Signed.Form form, Optional<Signed.Leaf> leaf, List<LogEntry> entries,
      List<byte[]> timestamps) {}

  private static Signed message(Parts parts, Fields content, Message artifact)
      throws MalformedException, VerificationException {
    content.only("messageDigest", "signature");
    var signature = signature(content, "signature");
    if (content.has("messageDigest")) {
      var hint = content.fields("messageDigest").only("algorithm", "digest");
      var hash = Hash.named(hint.text("algorithm"));
      var claimed = hint.bytes("digest");
      if (hash.flatMap(artifact::hash).isPresent() && !artifact.hasHash(hash.get(), claimed)) {
        throw new VerificationException(Reason.WRONG_DIGEST, "bundle",
            "the bundle says it is about another artifact");
      }
    }
    return new Signed(parts.form, parts.leaf, new Signed.Body.Plain(), artifact, signature,
        parts.entries, parts.timestamps, signature);
  }

  /**
   * Reads a DSSE envelope with its one signature.
   *
   * @param stored the envelope's own JSON, which the older form timestamps and logs
   */
  static Signed envelope(Parts parts, Fields content, Optional<byte[]> stored)
      throws MalformedException, VerificationException {
    var signatures = content.only("payload", "payloadType", "signatures").objects("signatures", 2);
    if (signatures.size() != 1) {
      throw new VerificationException(Reason.UNSUPPORTED, "bundle",
          "the envelope must have exactly one signature");
    }
    var signature = signature(signatures.getFirst().only("sig", "keyid"), "sig");
    var type = content.text("payloadType");
    var payload = content.bytes("payload");
    return new Signed(parts.form, parts.leaf, new Signed.Body.Envelope(type, payload, stored),
        Message.of(Envelopes.preAuthentication(type, payload)), signature, parts.entries,
        parts.timestamps, stored.orElse(signature));
  }

  private static byte[] signature(Fields content, String name) throws MalformedException {
    var signature = content.bytes(name);
    if (signature.length > MAX_SIGNATURE) {
      throw new MalformedException("the signature is longer than " + MAX_SIGNATURE + " bytes");
    }
    return signature;
  }

  private static Optional<Signed.Leaf> leaf(Fields material, int version)
      throws MalformedException {
    switch (material.oneOf("publicKey", "x509CertificateChain", "certificate")) {
      case "publicKey" -> {
        material.fields("publicKey").only("hint");
        return Optional.empty();
      }
      case "certificate" -> {
        var raw = material.fields("certificate").only("rawBytes").bytes("rawBytes");
        return Optional.of(new Signed.Leaf(Certificate.parse(raw), List.of()));
      }
      default -> {
        return Optional.of(chain(material.fields("x509CertificateChain"), version));
      }
    }
  }

  private static Signed.Leaf chain(Fields chain, int version) throws MalformedException {
    var certificates = new ArrayList<Certificate>();
    for (var each : chain.only("certificates").objects("certificates", MAX_CERTIFICATES)) {
      certificates.add(Certificate.parse(each.only("rawBytes").bytes("rawBytes")));
    }
    if (certificates.isEmpty()) {
      throw new MalformedException("the bundle's certificate chain is empty");
    }
    if (version >= 3) {
      throw new MalformedException("a bundle of version 0.3 holds one certificate and no chain");
    }
    if (certificates.stream().anyMatch(Certificate::isSelfIssued)) {
      throw new MalformedException("the bundle's certificate chain holds a root");
    }
    return new Signed.Leaf(certificates.getFirst(),
        List.copyOf(certificates.subList(1, certificates.size())));
  }

  private static List<byte[]> timestamps(Fields material) throws MalformedException {
    var timestamps = new ArrayList<byte[]>();
    var data = material.fieldsOrNone("timestampVerificationData").only("rfc3161Timestamps");
    for (var each : data.objects("rfc3161Timestamps", MAX_TIMESTAMPS)) {
      timestamps.add(each.only("signedTimestamp").bytes("signedTimestamp"));
    }
    return List.copyOf(timestamps);
  }

  private static List<LogEntry> entries(Fields material) throws MalformedException {
    var entries = new ArrayList<LogEntry>();
    for (var each : material.objects("tlogEntries", MAX_ENTRIES)) {
      entries.add(entry(each.only("logIndex", "logId", "kindVersion", "integratedTime",
          "inclusionPromise", "inclusionProof", "canonicalizedBody")));
    }
    return List.copyOf(entries);
  }

  private static LogEntry entry(Fields entry) throws MalformedException {
    var kind = entry.fields("kindVersion").only("kind", "version");
    var body = entry.bytes("canonicalizedBody");
    if (body.length > MAX_BODY) {
      throw new MalformedException("the log entry is longer than " + MAX_BODY + " bytes");
    }
    var promise = entry.fieldsOrNone("inclusionPromise").only("signedEntryTimestamp");
    return new LogEntry(entry.natural("logIndex"), entry.fields("logId").only("keyId").bytes(
        "keyId"), kind.text("kind"), kind.text("version"), entry.natural("integratedTime"),
        promise.bytesIfAny("signedEntryTimestamp"), proof(entry), body);
  }

  private static Optional<LogEntry.Proof> proof(Fields entry) throws MalformedException {
    if (!entry.has("inclusionProof")) {
      return Optional.empty();
    }
    var proof = entry.fields("inclusionProof").only("logIndex", "rootHash", "treeSize", "hashes",
        "checkpoint");
    var hashes = new ArrayList<byte[]>();
    for (var item : proof.items("hashes", MAX_HASHES)) {
      var hash = item instanceof StringValue text
          ? Fields.base64(proof.path() + ".hashes", text.value())
          : new byte[0];
      if (hash.length != Hash.SHA256.length()) {
        throw new MalformedException(proof.path() + ".hashes holds something that is no hash");
      }
      hashes.add(hash);
    }
    var checkpoint = proof.fieldsOrNone("checkpoint").only("envelope").textIfAny("envelope");
    if (checkpoint.orElse("").length() > MAX_CHECKPOINT) {
      throw new MalformedException(
          "the checkpoint is longer than " + MAX_CHECKPOINT + " characters");
    }
    return Optional.of(new LogEntry.Proof(proof.natural("logIndex"), proof.natural("treeSize"),
        proof.bytes("rootHash"), hashes, checkpoint.orElse("")));
  }
}
