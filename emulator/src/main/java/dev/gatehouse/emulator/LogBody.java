package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ObjectValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The text that a signature log keeps for an entry.
 *
 * @param kind what it is
 * @param text canonical JSON
 */
record LogBody(LogEntry.Kind kind, byte[] text) {

  static final LogEntry.Kind HASHED_V1 = new LogEntry.Kind("hashedrekord", "0.0.1");
  static final LogEntry.Kind HASHED_V2 = new LogEntry.Kind("hashedrekord", "0.0.2");
  static final LogEntry.Kind DSSE = new LogEntry.Kind("dsse", "0.0.1");
  static final LogEntry.Kind IN_TOTO = new LogEntry.Kind("intoto", "0.0.2");

  /**
   * A signature over a hash, for the first kind of log.
   *
   * @param hash the JDK's name of the hash
   * @param verifier the signer's certificate or key in PEM
   */
  static LogBody hashed(String hash, byte[] digest, byte[] signature, String verifier) {
    var data = Fields.of("hash", hash(hash.replace("SHA-", "sha"), digest));
    var key = Fields.of().bytes("content", verifier.getBytes(UTF_8)).build();
    return of(HASHED_V1, Fields.of().with("data", data).with("signature",
        Fields.of().bytes("content", signature).with("publicKey", key).build()).build());
  }

  /** A signature over a hash, for the second kind of log. */
  static LogBody hashedV2(Credential credential, byte[] digest, byte[] signature) {
    var verifier = Fields.of().text("keyDetails", credential.kind().details());
    var raw = Fields.of().bytes("rawBytes", credential.encoded()).build();
    verifier.with(credential.certificate().isPresent() ? "x509Certificate" : "publicKey", raw);
    return hashedV2(credential.kind().hashName(), digest, signature, verifier.build());
  }

  static LogBody hashedV2(String hashName, byte[] digest, byte[] signature, ObjectValue verifier) {
    var spec = Fields.of()
        .with("data", Fields.of().text("algorithm", hashName).bytes("digest", digest).build())
        .with("signature",
            Fields.of().bytes("content", signature).with("verifier", verifier).build())
        .build();
    return of(HASHED_V2, Fields.of("hashedRekordV002", spec));
  }

  /** An envelope, for the first kind of log. */
  static LogBody envelope(byte[] envelope, byte[] payload, byte[] signature, String verifier) {
    var signed = Fields.of().bytes("signature", signature)
        .bytes("verifier", verifier.getBytes(UTF_8)).build();
    return of(DSSE, Fields.of().with("envelopeHash", sha256(envelope))
        .with("payloadHash", sha256(payload)).list("signatures", List.of(signed)).build());
  }

  /** An envelope in the older way of the first kind of log. */
  static LogBody inToto(byte[] envelope, byte[] payload, byte[] signature, String verifier) {
    var twice = Base64.getEncoder().encode(signature);
    var signed = Fields.of().bytes("sig", twice).bytes("publicKey", verifier.getBytes(UTF_8))
        .build();
    var content = Fields.of()
        .with("envelope", Fields.of().text("payloadType", Envelope.IN_TOTO)
            .list("signatures", List.of(signed)).build())
        .with("hash", sha256(envelope)).with("payloadHash", sha256(payload)).build();
    return of(IN_TOTO, Fields.of("content", content));
  }

  private static LogBody of(LogEntry.Kind kind, ObjectValue spec) {
    return new LogBody(kind, Fields.canonical(Fields.of().text("apiVersion", kind.version())
        .text("kind", kind.name()).with("spec", spec).build()));
  }

  private static ObjectValue sha256(byte[] content) {
    return hash("sha256", Keys.sha256(content));
  }

  private static ObjectValue hash(String algorithm, byte[] digest) {
    return Fields.of().text("algorithm", algorithm)
        .text("value", HexFormat.of().formatHex(digest)).build();
  }
}
