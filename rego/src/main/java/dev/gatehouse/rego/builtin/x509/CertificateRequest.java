package dev.gatehouse.rego.builtin.x509;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A request for a certificate (PKCS #10). */
public final class CertificateRequest {

  private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";

  private CertificateRequest() {}

  /**
   * The JSON of a request in DER.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static ObjectValue json(byte[] der) {
    if (der.length == 0 || (der[0] & 0xFF) != Der.SEQUENCE) {
      throw new IllegalArgumentException("asn1: structure error: tags don't match");
    }
    var whole = Der.one(der);
    var signed = whole.sequence(3);
    var body = signed.get(0).sequence(3);
    var attributes = body.size() > 3 ? body.get(3).expect(Der.EXPLICIT).children() : List.<Der>of();
    var key = SubjectKey.read(body.get(2));
    var fields = new LinkedHashMap<String, Value>();
    fields.put("Raw", Fields.bytes(der));
    fields.put("RawTBSCertificateRequest", Fields.bytes(signed.get(0).raw()));
    fields.put("RawSubject", Fields.bytes(body.get(1).raw()));
    fields.put("RawSubjectPublicKeyInfo", Fields.bytes(key.raw()));
    fields.put("Signature", Fields.bytes(signed.get(2).alignedBits()));
    fields.put(
        "SignatureAlgorithm", IntegerValue.of(SignatureScheme.of(signed.get(1)).number()));
    fields.put("PublicKeyAlgorithm", IntegerValue.of(key.algorithm()));
    fields.put("PublicKey", key.json());
    fields.put("Version", Fields.number(body.get(0).integer()));
    fields.put("Subject", DistinguishedName.read(body.get(1)));
    fields.put("Attributes", attributes(attributes));
    fields.put("ExtraExtensions", NullValue.NULL);
    putExtensions(fields, attributes);
    return Fields.object(fields);
  }

  private static void putExtensions(LinkedHashMap<String, Value> fields, List<Der> attributes) {
    var found = new ArrayList<Value>();
    var names = GeneralNames.NONE;
    for (var attribute : attributes) {
      for (var extension : requested(attribute)) {
        var parts = extension.sequence(2);
        found.add(Extensions.json(parts));
        if (parts.get(0).dotted().equals(ALTERNATIVE_NAMES)) {
          names = GeneralNames.read(Der.one(parts.getLast().content()).sequence(0));
        }
      }
    }
    fields.put("Extensions", Fields.list(found));
    names.putTo(fields);
  }

  private static List<Der> requested(Der attribute) {
    var parts = attribute.sequence(2);
    if (!parts.get(0).dotted().equals(EXTENSION_REQUEST)) {
      return List.of();
    }
    var values = parts.get(1).expect(Der.SET).children();
    return values.isEmpty() ? List.of() : values.get(0).sequence(0);
  }

  /** The attributes whose values are sets of sequences of types and values; others are not shown. */
  private static Value attributes(List<Der> attributes) {
    var shown = new ArrayList<Value>();
    for (var attribute : attributes) {
      var parts = attribute.sequence(2);
      var sets = parts.get(1).expect(Der.SET).children();
      if (sets.stream().allMatch(CertificateRequest::isTypesAndValues)) {
        var values = sets.stream().map(CertificateRequest::typesAndValues).toList();
        shown.add(
            ObjectValue.of("Type", Fields.oid(parts.get(0)), "Value", ArrayValue.of(values)));
      }
    }
    return Fields.list(shown);
  }

  private static boolean isTypesAndValues(Der set) {
    return set.is(Der.SEQUENCE)
        && set.children().stream()
            .allMatch(pair -> pair.is(Der.SEQUENCE)
                && pair.children().size() > 1
                && pair.children().get(0).is(Der.OID));
  }

  private static Value typesAndValues(Der set) {
    return ArrayValue.of(
        set.children().stream()
            .map(Der::children)
            .map(pair -> ObjectValue.of(
                "Type", Fields.oid(pair.get(0)), "Value", DerText.open(pair.get(1))))
            .toList());
  }
}
