package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A certificate. */
public final class Certificate {

  private final Der whole;
  private final List<Der> signed;
  private final int version;
  private final List<Der> body;
  private final Instant notBefore;
  private final Instant notAfter;
  private final SubjectKey key;
  private final SignatureScheme scheme;
  private final Extensions extensions;

  private Certificate(Der whole) {
    this.whole = whole;
    this.signed = whole.sequence(3);
    var parts = signed.get(0).sequence(6);
    var hasVersion = parts.get(0).is(Der.EXPLICIT);
    this.version = hasVersion ? 1 + Der.one(parts.get(0).content()).count(Der.INTEGER) : 1;
    this.body = hasVersion ? parts.subList(1, parts.size()) : parts;
    if (version > 3 || body.size() < 6) {
      throw new IllegalArgumentException("x509: invalid version");
    }
    if (body.get(0).integer().signum() < 0) {
      throw new IllegalArgumentException("x509: negative serial number");
    }
    if (!Arrays.equals(body.get(1).raw(), signed.get(1).raw())) {
      throw new IllegalArgumentException(
          "x509: inner and outer signature algorithm identifiers don't match");
    }
    var validity = body.get(3).sequence(2);
    this.notBefore = DerText.time(validity.get(0));
    this.notAfter = DerText.time(validity.get(1));
    this.key = SubjectKey.read(body.get(5));
    this.scheme = SignatureScheme.of(signed.get(1));
    this.extensions = readExtensions(body.subList(6, body.size()));
  }

  private Extensions readExtensions(List<Der> rest) {
    if (version < 3) {
      return new Extensions();
    }
    for (var element : rest) {
      if (element.is(Der.EXPLICIT + 3)) {
        return Extensions.read(Der.one(element.content()).sequence(0));
      }
    }
    return new Extensions();
  }

  /**
   * Reads certificates that follow each other in DER.
   *
   * @throws IllegalArgumentException if one is malformed
   */
  public static List<Certificate> all(byte[] der) {
    return Der.all(der).stream().map(Certificate::new).toList();
  }

  /** Reads a certificate in DER. @throws IllegalArgumentException if it is malformed */
  public static Certificate one(byte[] der) {
    return new Certificate(Der.one(der));
  }

  /** Its key for verification. @throws IllegalArgumentException if it verifies nothing here */
  public PublicKey usableKey() {
    return key.required();
  }

  /** The whole certificate in DER. */
  public byte[] raw() {
    return whole.raw();
  }

  /** Its public key as JSON. */
  public Value publicKey() {
    return key.json();
  }

  /** Its JSON without the texts of its URIs. */
  public ObjectValue json() {
    return Fields.object(fields());
  }

  /** Its JSON with {@code URIStrings}, the texts of its URIs. */
  public ObjectValue extendedJson() {
    var fields = fields();
    fields.put("URIStrings", extensions.names().resourceTexts());
    return Fields.object(fields);
  }

  private Map<String, Value> fields() {
    var fields = new LinkedHashMap<String, Value>();
    extensions.putTo(fields);
    fields.put("Raw", Fields.bytes(whole.raw()));
    fields.put("RawTBSCertificate", Fields.bytes(signed.get(0).raw()));
    fields.put("RawIssuer", Fields.bytes(issuer()));
    fields.put("RawSubject", Fields.bytes(subject()));
    fields.put("RawSubjectPublicKeyInfo", Fields.bytes(key.raw()));
    fields.put("Signature", Fields.bytes(signed.get(2).alignedBits()));
    fields.put("SignatureAlgorithm", IntegerValue.of(scheme.number()));
    fields.put("PublicKeyAlgorithm", IntegerValue.of(key.algorithm()));
    fields.put("PublicKey", key.json());
    fields.put("Version", IntegerValue.of(version));
    fields.put("SerialNumber", Fields.number(body.get(0).integer()));
    fields.put("Issuer", DistinguishedName.read(body.get(2)));
    fields.put("Subject", DistinguishedName.read(body.get(4)));
    fields.put("NotBefore", StringValue.of(notBefore.toString()));
    fields.put("NotAfter", StringValue.of(notAfter.toString()));
    return fields;
  }

  byte[] issuer() {
    return body.get(2).raw();
  }

  byte[] subject() {
    return body.get(4).raw();
  }

  int version() {
    return version;
  }

  Extensions extensions() {
    return extensions;
  }

  boolean isValidAt(Instant time) {
    return !time.isBefore(notBefore) && !time.isAfter(notAfter);
  }

  /** Whether this certificate's key signed the other one. */
  public boolean signed(Certificate other) {
    var publicKey = key.key();
    return publicKey != null
        && other.scheme.verifies(
            publicKey, other.signed.get(0).raw(), other.signed.get(2).alignedBits());
  }

  boolean isSame(Certificate other) {
    return Arrays.equals(raw(), other.raw());
  }
}
