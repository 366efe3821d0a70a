package dev.gatehouse.emulator;

import dev.gatehouse.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signs once in cosign's older form: a text or an envelope, and annotations beside it. */
final class LegacySigning {

  private static final String PREFIX = "dev.sigstore.cosign/";
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

  private final Signing signing;
  private final Faults faults;
  private final Credential credential;
  private final Credential signer;
  private final Map<String, String> annotations = new LinkedHashMap<>();

  LegacySigning(Signing signing) {
    if (signing.log().filter(LogVersion.V2::equals).isPresent()) {
      throw new IllegalArgumentException("the older form knows the first kind of log alone");
    }
    this.signing = signing;
    this.faults = signing.faults();
    this.credential = signing.credential();
    this.signer = signing.signer(credential);
  }

  LegacyLayer layer() {
    credential.certificate().ifPresent(certificate -> {
      annotations.put(PREFIX + "certificate", Pem.of(certificate));
      annotations.put(PREFIX + "chain", Pem.of(signing.trusted().certificates().chain()));
    });
    return signing.isAttestation() ? attestation() : signature();
  }

  private LegacyLayer signature() {
    var payload = signing.text(signing.digest()).simpleSigning(signing.repository());
    var signed = signing.text(signing.signedDigest()).simpleSigning(signing.repository());
    var signature = signer.signLegacy(signed);
    annotations.put(SIGNATURE, Fields.base64(signature));
    var content = faults.has(Fault.ENTRY_OF_OTHER_CONTENT) ? signature : payload;
    addProofs(LogBody.hashed("SHA-256", Keys.sha256(content), loggedSignature(signature),
        logged().pem()), signature);
    return new LegacyLayer(LegacyLayer.SIGNATURE, payload, annotations);
  }

  private LegacyLayer attestation() {
    var predicate = signing.predicate();
    var payload = signing.text(signing.digest()).statement(predicate.type(), predicate.value());
    var signed = signing.text(signing.signedDigest()).statement(predicate.type(),
        predicate.value());
    var type = faults.has(Fault.PAYLOAD_TYPE_OTHER) ? "application/json" : Envelope.IN_TOTO;
    var signature = signer.signLegacy(Envelope.signedBytes(type, signed));
    var signatures = faults.has(Fault.TWO_SIGNATURES)
        ? List.of(signature, signature)
        : List.of(signature);
    var envelope = Json.writeBytes(new Envelope(type, payload, signatures).json());
    annotations.put(SIGNATURE, "");
    annotations.put("predicateType", predicate.type());
    var isOther = faults.has(Fault.ENTRY_OF_OTHER_CONTENT);
    var loggedEnvelope = isOther ? signature : envelope;
    var loggedPayload = isOther ? signature : payload;
    var pem = logged().pem();
    addProofs(signing.isLoggedAsInToto()
        ? LogBody.inToto(loggedEnvelope, loggedPayload, loggedSignature(signature), pem)
        : LogBody.envelope(loggedEnvelope, loggedPayload, loggedSignature(signature), pem),
        envelope);
    return new LegacyLayer(LegacyLayer.ATTESTATION, envelope, annotations);
  }

  private Credential logged() {
    return faults.has(Fault.ENTRY_OF_OTHER_KEY) ? signing.credential() : credential;
  }

  private byte[] loggedSignature(byte[] signature) {
    return faults.has(Fault.ENTRY_OF_OTHER_SIGNATURE) ? signer.signLegacy(signature) : signature;
  }

  /** @param timestamped what a timestamp is for: the signature, or the envelope of an attestation */
  private void addProofs(LogBody body, byte[] timestamped) {
    signing.log().ifPresent(kind -> annotations.put(PREFIX + "bundle",
        Json.write(signing.log(body, kind).inAnnotation())));
    signing.timestamp(timestamped).ifPresent(timestamp -> annotations
        .put(PREFIX + "rfc3161timestamp", Json.write(
            Fields.of().bytes("SignedRFC3161Timestamp", timestamp).build())));
  }
}
