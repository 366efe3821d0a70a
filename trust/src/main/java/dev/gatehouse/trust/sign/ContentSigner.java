package dev.gatehouse.trust.sign;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.sign.SigningException.Reason;
import dev.gatehouse.trust.text.Pem;
import dev.gatehouse.trust.verify.Envelopes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs texts and artifacts for one identity with the help of some services. */
public final class ContentSigner {

  /** The media type of the bundles that are made here. */
  public static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private static final String ANNOTATION = "dev.sigstore.cosign/";

  private final SigningIdentity identity;
  private final SigningServices services;
  private final CertificateClient certificates;
  private final LogClient logs;
  private final TimestampClient timestamps;

  public ContentSigner(
      SigningIdentity identity, SigningServices services, ServiceClient client) {
    this.identity = identity;
    this.services = services;
    this.certificates = new CertificateClient(client);
    this.logs = new LogClient(client);
    this.timestamps = new TimestampClient(client);
  }

  /** A layer of cosign's older form. */
  public record Layer(String mediaType, byte[] content, Map<String, String> annotations) {
    public Layer {
      annotations = Map.copyOf(annotations);
    }
  }

  /** A bundle with a signature over an artifact itself. */
  public byte[] artifact(byte[] artifact) throws SigningException {
    var credential = credential();
    var scheme = credential.key().scheme(true);
    var signature = credential.key().sign(scheme, artifact);
    var entry = new LogClient.Entry(credential, scheme, artifact, signature, new byte[0]);
    var digest = ObjectValue.of("algorithm", StringValue.of("SHA2_256"), "digest",
        base64(Hash.SHA256.of(artifact)));
    return bundle(material(entry, signature), "messageSignature",
        ObjectValue.of("messageDigest", digest, "signature", base64(signature)));
  }

  /** A bundle with an in-toto statement in an envelope. */
  public byte[] statement(byte[] statement) throws SigningException {
    var credential = credential();
    // Logs of the first version, and cosign where there is no log, verify with SHA-256 alone.
    var scheme = services.logs().stream().anyMatch(log -> log.version() == 2)
        ? credential.key().scheme(true)
        : credential.key().olderScheme(false);
    var message = Envelopes.preAuthentication(Envelopes.IN_TOTO, statement);
    var signature = credential.key().sign(scheme, message);
    var envelope = envelope(statement, signature);
    var entry = new LogClient.Entry(credential, scheme, message, signature,
        Json.writeBytes(envelope, JsonStyle.PLAIN));
    return bundle(material(entry, signature), "dsseEnvelope", envelope);
  }

  /** The older form of a signature: a text of {@link SignedTexts#simpleSigning}. */
  public Layer simpleSigning(byte[] text) throws SigningException {
    var credential = credential();
    var scheme = credential.key().olderScheme(!services.logs().isEmpty());
    var signature = credential.key().sign(scheme, text);
    var entry = new LogClient.Entry(credential, scheme, text, signature, new byte[0]);
    return new Layer("application/vnd.dev.cosign.simplesigning.v1+json", text,
        annotations(entry, Base64.getEncoder().encodeToString(signature), signature));
  }

  /** The older form of an attestation. */
  public Layer envelope(byte[] statement, String predicateType) throws SigningException {
    var credential = credential();
    var scheme = credential.key().olderScheme(false);
    var message = Envelopes.preAuthentication(Envelopes.IN_TOTO, statement);
    var signature = credential.key().sign(scheme, message);
    var envelope = Json.writeBytes(envelope(statement, signature), JsonStyle.PLAIN);
    var entry = new LogClient.Entry(credential, scheme, message, signature, envelope);
    var annotations = annotations(entry, "", envelope);
    annotations.put("predicateType", predicateType);
    return new Layer("application/vnd.dsse.envelope.v1+json", envelope, annotations);
  }

  private Credential credential() throws SigningException {
    return switch (identity) {
      case SigningIdentity.Key key -> new Credential(key.key(), List.of());
      case SigningIdentity.Certified own -> new Credential(own.key(), own.chain());
      case SigningIdentity.Token token -> certificates.certify(
          services.authorities().stream().findFirst().orElseThrow(
              () -> new SigningException(Reason.NO_SERVICE,
                  "no certificate authority is named, which an identity token needs"))
              .url(),
          token.token());
    };
  }

  private static ObjectValue envelope(byte[] statement, byte[] signature) {
    return ObjectValue.builder().put("payload", base64(statement))
        .put("payloadType", StringValue.of(Envelopes.IN_TOTO))
        .put("signatures", ArrayValue.of(ObjectValue.of("sig", base64(signature)))).build();
  }

  private static byte[] bundle(ObjectValue material, String kind, ObjectValue content) {
    return Json.writeBytes(ObjectValue.builder().put("mediaType", StringValue.of(BUNDLE))
        .put("verificationMaterial", material).put(kind, content).build(), JsonStyle.PLAIN);
  }

  private ObjectValue material(LogClient.Entry entry, byte[] signature) throws SigningException {
    var chain = entry.credential().chain();
    var material = ObjectValue.builder();
    if (chain.isEmpty()) {
      var hint = Base64.getEncoder()
          .encodeToString(entry.credential().key().verificationKey().id());
      material.put("publicKey", ObjectValue.of("hint", StringValue.of(hint)));
    } else {
      material.put("certificate",
          ObjectValue.of("rawBytes", base64(chain.getFirst().encoded())));
    }
    var entries = new ArrayList<Value>();
    for (var log : services.logs()) {
      entries.add(logs.enter(log, entry));
    }
    if (!entries.isEmpty()) {
      material.put("tlogEntries", ArrayValue.of(entries));
    }
    var times = new ArrayList<Value>();
    for (var authority : services.timestampAuthorities()) {
      times.add(ObjectValue.of("signedTimestamp",
          base64(timestamps.timestamp(authority.url(), signature))));
    }
    if (!times.isEmpty()) {
      material.put("timestampVerificationData",
          ObjectValue.of("rfc3161Timestamps", ArrayValue.of(times)));
    }
    return material.build();
  }

  /** What the older form puts beside its text: room for one promise and one timestamp. */
  private Map<String, String> annotations(LogClient.Entry entry, String signature,
      byte[] timestamped) throws SigningException {
    var annotations = new HashMap<String, String>();
    annotations.put("dev.cosignproject.cosign/signature", signature);
    var chain = entry.credential().chain();
    if (!chain.isEmpty()) {
      annotations.put(ANNOTATION + "certificate", pem(chain.subList(0, 1)));
      annotations.put(ANNOTATION + "chain", pem(chain.subList(1, chain.size())));
    }
    for (var log : services.logs()) {
      if (log.version() != 1 || annotations.containsKey(ANNOTATION + "bundle")) {
        throw new SigningException(Reason.NO_SERVICE,
            "the older form holds the entry of one log of the first version alone");
      }
      annotations.put(ANNOTATION + "bundle", promise(logs.enter(log, entry)));
    }
    for (var authority : services.timestampAuthorities().stream().limit(1).toList()) {
      annotations.put(ANNOTATION + "rfc3161timestamp",
          Json.write(ObjectValue.of("SignedRFC3161Timestamp",
              base64(timestamps.timestamp(authority.url(), timestamped)))));
    }
    return annotations;
  }

  private static String pem(List<Certificate> certificates) {
    var text = new StringBuilder();
    for (var each : certificates) {
      text.append(new Pem("CERTIFICATE", each.encoded()));
    }
    return text.toString();
  }

  /** A bundle's entry as the older annotation has it. */
  private static String promise(ObjectValue entry) throws SigningException {
    var id = Base64.getDecoder().decode(text(entry, "logId", "keyId"));
    var payload = ObjectValue.builder()
        .put("body", StringValue.of(text(entry, "canonicalizedBody")))
        .put("integratedTime", number(text(entry, "integratedTime")))
        .put("logIndex", number(text(entry, "logIndex")))
        .put("logID", StringValue.of(HexFormat.of().formatHex(id))).build();
    return Json.write(ObjectValue.of("SignedEntryTimestamp",
        StringValue.of(text(entry, "inclusionPromise", "signedEntryTimestamp")), "Payload",
        payload), JsonStyle.PLAIN);
  }

  private static Value number(String digits) {
    return IntegerValue.of(Long.parseLong(digits));
  }

  private static String text(ObjectValue entry, String... path) throws SigningException {
    @Nullable
    Value value = entry;
    for (var name : path) {
      value = value instanceof ObjectValue object ? object.get(name) : null;
    }
    if (value instanceof StringValue text) {
      return text.value();
    }
    throw new SigningException(Reason.BAD_ANSWER,
        "the log's entry has no " + String.join(".", path));
  }

  private static StringValue base64(byte[] bytes) {
    return StringValue.of(Base64.getEncoder().encodeToString(bytes));
  }
}
