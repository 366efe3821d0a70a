package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import java.util.HexFormat;
import java.util.List;

/** Signs once in the form of a Sigstore bundle. */
final class BundleSigning {

  private final Signing signing;
  private final Faults faults;
  private final Credential credential;
  private final Credential signer;

  BundleSigning(Signing signing) {
    this.signing = signing;
    this.faults = signing.faults();
    this.credential = signing.credential();
    this.signer = signing.signer(credential);
  }

  byte[] statement() {
    var predicate = signing.predicate();
    var payload = signing.text(signing.digest()).statement(predicate.type(), predicate.value());
    var signed = signing.text(signing.signedDigest()).statement(predicate.type(),
        predicate.value());
    var type = faults.has(Fault.PAYLOAD_TYPE_OTHER) ? "application/json" : Envelope.IN_TOTO;
    var signature = signer.sign(Envelope.signedBytes(type, signed));
    var signatures = faults.has(Fault.TWO_SIGNATURES)
        ? List.of(signature, signature)
        : List.of(signature);
    var envelope = new Envelope(type, payload, signatures);
    return bundle(Fields.of().with("dsseEnvelope", envelope.json()), signature,
        envelopeBody(envelope, signature));
  }

  private LogBody envelopeBody(Envelope envelope, byte[] signature) {
    var payload = faults.has(Fault.ENTRY_OF_OTHER_CONTENT)
        ? "{}".getBytes(UTF_8)
        : envelope.payload();
    var logged = new Envelope(envelope.payloadType(), payload, envelope.signatures());
    var named = logged(credential);
    var other = loggedSignature(signature, logged.payload());
    if (signing.log().filter(LogVersion.V2::equals).isPresent()) {
      var content = Envelope.signedBytes(logged.payloadType(), logged.payload());
      return LogBody.hashedV2(named, Keys.hash(named.kind().hash(), content), other);
    }
    var text = Json.writeBytes(logged.json());
    return signing.isLoggedAsInToto()
        ? LogBody.inToto(text, payload, other, named.pem())
        : LogBody.envelope(text, payload, other, named.pem());
  }

  byte[] file() {
    var hash = signing.digest().startsWith("sha512") ? "SHA-512" : "SHA-256";
    var digest = HexFormat.of()
        .parseHex(signing.digest().substring(signing.digest().indexOf(':') + 1));
    var signature = Prehashed.sign(signer, digest);
    var message = Fields.of()
        .with("messageDigest", Fields.of().text("algorithm", hash.replace("SHA-", "SHA2_"))
            .bytes("digest", digest).build())
        .bytes("signature", signature).build();
    var named = logged(credential);
    var loggedDigest = faults.has(Fault.ENTRY_OF_OTHER_CONTENT) ? Keys.hash(hash, digest) : digest;
    var other = loggedSignature(signature, digest);
    var body = signing.log().filter(LogVersion.V2::equals).isPresent()
        ? LogBody.hashedV2(named, loggedDigest, other)
        : LogBody.hashed(hash, loggedDigest, other, named.pem());
    return bundle(Fields.of().with("messageSignature", message), signature, body);
  }

  /** Whose key the log is told of. */
  private Credential logged(Credential named) {
    return faults.has(Fault.ENTRY_OF_OTHER_KEY) ? signing.credential() : named;
  }

  /** Which signature the log is told of. */
  private byte[] loggedSignature(byte[] signature, byte[] content) {
    return faults.has(Fault.ENTRY_OF_OTHER_SIGNATURE) ? signer.sign(content) : signature;
  }

  private byte[] bundle(Fields content, byte[] signature, LogBody body) {
    var material = Fields.of();
    addSigner(material);
    signing.log().ifPresent(kind -> {
      var entry = signing.log(body, kind).inBundle();
      material.list("tlogEntries",
          faults.has(Fault.ENTRY_TWICE) ? List.of(entry, entry) : List.of(entry));
    });
    signing.timestamp(signature).ifPresent(timestamp -> {
      var one = Fields.of().bytes("signedTimestamp", timestamp).build();
      material.with("timestampVerificationData", Fields.of().list("rfc3161Timestamps",
          faults.has(Fault.TIMESTAMP_TWICE) ? List.of(one, one) : List.of(one)).build());
    });
    return Json.writeBytes(content.text("mediaType", signing.version().mediaType())
        .with("verificationMaterial", material.build()).build());
  }

  private void addSigner(Fields material) {
    var certificate = credential.certificate();
    if (certificate.isEmpty()) {
      var hint = Fields.base64(Keys.sha256(credential.encoded()));
      material.with("publicKey", Fields.of().text("hint", hint).build());
      return;
    }
    var leaf = raw(credential.encoded());
    if (signing.version() == BundleVersion.V0_3) {
      material.with("certificate", leaf);
    } else {
      var intermediate = raw(
          Pem.der(signing.trusted().certificates().chain().getFirst()));
      material.with("x509CertificateChain",
          Fields.of().list("certificates", List.of(leaf, intermediate)).build());
    }
  }

  private static ObjectValue raw(byte[] der) {
    return Fields.of().bytes("rawBytes", der).build();
  }
}
