package dev.gatehouse.trust.sign;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.key.Scheme;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.sign.SigningException.Reason;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Enters signatures in transparency logs. */
final class LogClient {

  private static final int MAX_ANSWER = 4 << 20;
  private static final int MAX_HASHES = 64;

  private final ServiceClient services;

  LogClient(ServiceClient services) {
    this.services = services;
  }

  /**
   * What is to be entered.
   *
   * @param message what the signature is over
   * @param envelope the envelope's JSON; empty where an artifact itself was signed
   */
  record Entry(
      Credential credential, Scheme scheme, byte[] message, byte[] signature, byte[] envelope) {}

  /** Enters it. @return the entry as a bundle has it */
  ObjectValue enter(SigningServices.Service log, Entry entry) throws SigningException {
    var second = log.version() == 2;
    var answer = services.postJson(log.url(),
        second ? "/api/v2/log/entries" : "/api/v1/log/entries", Map.of(),
        second ? second(entry) : first(entry));
    var text = ServiceClient.accepted(log.url(), answer);
    try {
      var fields = Fields.parse("the answer", text, MAX_ANSWER);
      return second ? checked(fields) : fromFirst(fields);
    } catch (MalformedException e) {
      throw new SigningException(Reason.BAD_ANSWER,
          log.url().getAuthority() + " gave no log entry: " + e.getMessage(), e);
    }
  }

  private static ObjectValue first(Entry entry) {
    var verifier = base64(entry.credential.pem());
    if (entry.envelope.length > 0) {
      var proposed = ObjectValue.of("envelope",
          StringValue.of(new String(entry.envelope, StandardCharsets.UTF_8)), "verifiers",
          ArrayValue.of(verifier));
      return proposal("dsse", ObjectValue.of("proposedContent", proposed));
    }
    var hash = hash(entry.scheme);
    var value = HexFormat.of().formatHex(hash.of(entry.message));
    var named = ObjectValue.of("algorithm", StringValue.of("sha" + hash.length() * 8), "value",
        StringValue.of(value));
    return proposal("hashedrekord", ObjectValue.of("data", ObjectValue.of("hash", named),
        "signature", ObjectValue.of("content", base64(entry.signature), "publicKey",
            ObjectValue.of("content", verifier))));
  }

  private static ObjectValue proposal(String kind, ObjectValue spec) {
    return ObjectValue.builder().put("apiVersion", StringValue.of("0.0.1"))
        .put("kind", StringValue.of(kind)).put("spec", spec).build();
  }

  private static ObjectValue second(Entry entry) {
    var chain = entry.credential.chain();
    var key = entry.credential.key().verificationKey();
    var verifier = chain.isEmpty()
        ? ObjectValue.of("publicKey", raw(key.encoded()))
        : ObjectValue.of("x509Certificate", raw(chain.getFirst().encoded()));
    var signature = ObjectValue.of("content", base64(entry.signature), "verifier",
        verifier.with("keyDetails", StringValue.of(details(entry.scheme, key))));
    return ObjectValue.of("hashedRekordRequestV002", ObjectValue.of("digest",
        base64(hash(entry.scheme).of(entry.message)), "signature", signature));
  }

  private static ObjectValue raw(byte[] bytes) {
    return ObjectValue.of("rawBytes", base64(bytes));
  }

  private static String details(Scheme scheme, VerificationKey key) {
    return switch (scheme) {
      case Scheme.Ecdsa ecdsa -> switch (ecdsa.hash()) {
        case SHA256 -> "PKIX_ECDSA_P256_SHA_256";
        case SHA384 -> "PKIX_ECDSA_P384_SHA_384";
        case SHA512 -> "PKIX_ECDSA_P521_SHA_512";
      };
      case Scheme.Ed25519 _ -> "PKIX_ED25519";
      case Scheme.Ed25519Prehashed _ -> "PKIX_ED25519_PH";
      case Scheme.RsaPkcs1 _ -> "PKIX_RSA_PKCS1V15_" + bits(key) + "_SHA256";
      case Scheme.RsaPss _ -> "PKIX_RSA_PSS_" + bits(key) + "_SHA256";
    };
  }

  /** The size that a key's encoding tells: 2048 bits take 294 bytes. */
  private static int bits(VerificationKey key) {
    var length = key.encoded().length;
    return length < 400 ? 2048 : length < 520 ? 3072 : 4096;
  }

  private static Hash hash(Scheme scheme) {
    return switch (scheme) {
      case Scheme.Ecdsa ecdsa -> ecdsa.hash();
      case Scheme.RsaPkcs1 rsa -> rsa.hash();
      case Scheme.RsaPss rsa -> rsa.hash();
      case Scheme.Ed25519 _,Scheme.Ed25519Prehashed _ -> Hash.SHA512;
    };
  }

  private static ObjectValue checked(Fields entry) throws MalformedException {
    entry.bytes("canonicalizedBody");
    entry.fields("inclusionProof").fields("checkpoint").text("envelope");
    return entry.object();
  }

  /** The first version answers with one entry under its name, hashes in hexadecimal. */
  private static ObjectValue fromFirst(Fields answer) throws MalformedException {
    if (answer.object().size() != 1) {
      throw new MalformedException("the answer has not exactly one entry");
    }
    var entry = Fields.of("the entry", answer.object().valueAt(0));
    var body = entry.bytes("body");
    var kind = Fields.parse("the entry's body", body, MAX_ANSWER);
    var verification = entry.fields("verification");
    return ObjectValue.builder()
        .put("logIndex", number(entry.natural("logIndex")))
        .put("logId", ObjectValue.of("keyId", fromHex(entry.text("logID"))))
        .put("kindVersion", ObjectValue.of("kind", StringValue.of(kind.text("kind")), "version",
            StringValue.of(kind.text("apiVersion"))))
        .put("integratedTime", number(entry.natural("integratedTime")))
        .put("inclusionPromise", ObjectValue.of("signedEntryTimestamp",
            base64(verification.bytes("signedEntryTimestamp"))))
        .put("inclusionProof", proof(verification.fields("inclusionProof")))
        .put("canonicalizedBody", base64(body)).build();
  }

  private static ObjectValue proof(Fields proof) throws MalformedException {
    List<Value> hashes = new ArrayList<>();
    for (var item : proof.items("hashes", MAX_HASHES)) {
      hashes.add(fromHex(item instanceof StringValue text ? text.value() : ""));
    }
    return ObjectValue.builder().put("logIndex", number(proof.natural("logIndex")))
        .put("treeSize", number(proof.natural("treeSize")))
        .put("rootHash", fromHex(proof.text("rootHash")))
        .put("hashes", ArrayValue.of(hashes)).put("checkpoint",
            ObjectValue.of("envelope", StringValue.of(proof.text("checkpoint"))))
        .build();
  }

  private static StringValue number(long number) {
    return StringValue.of(Long.toString(number));
  }

  private static StringValue fromHex(String hex) throws MalformedException {
    try {
      return base64(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a hash is not hexadecimal", e);
    }
  }

  private static StringValue base64(byte[] bytes) {
    return StringValue.of(Base64.getEncoder().encodeToString(bytes));
  }
}
