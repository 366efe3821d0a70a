package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads cosign's older form: a payload, and all else in the annotations of its layer. */
final class AnnotationReader {

  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_CHAIN = 10;
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
  private static final String CHAIN = "dev.sigstore.cosign/chain";
  private static final String BUNDLE = "dev.sigstore.cosign/bundle";
  private static final String TIMESTAMP = "dev.sigstore.cosign/rfc3161timestamp";

  private AnnotationReader() {}

  static Signed read(Material.SimpleSigning material) throws MalformedException {
    checkSize(material.payload());
    var signature = Fields.base64("the annotation " + SIGNATURE,
        material.annotations().getOrDefault(SIGNATURE, ""));
    if (signature.length == 0) {
      throw new MalformedException("the annotation " + SIGNATURE + " is missing");
    }
    var parts = parts(material.annotations());
    return new Signed(parts.form(), parts.leaf(), new Signed.Body.Plain(),
        Message.of(material.payload()), signature, parts.entries(), parts.timestamps(), signature);
  }

  static Signed read(Material.Envelope material)
      throws MalformedException, VerificationException {
    checkSize(material.envelope());
    var envelope = Fields.parse("the envelope", material.envelope(), MAX_BYTES);
    return BundleReader.envelope(parts(material.annotations()), envelope,
        Optional.of(material.envelope()));
  }

  private static void checkSize(byte[] text) throws MalformedException {
    if (text.length > MAX_BYTES) {
      throw new MalformedException("the signed text is longer than " + MAX_BYTES + " bytes");
    }
  }

  private static BundleReader.Parts parts(Map<String, String> annotations)
      throws MalformedException {
    return new BundleReader.Parts(
        Signed.Form.ANNOTATED, leaf(annotations), entries(annotations), timestamps(annotations));
  }

  private static Optional<Signed.Leaf> leaf(Map<String, String> annotations)
      throws MalformedException {
    var text = annotations.getOrDefault(CERTIFICATE, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var certificate = Certificate.parsePem(text);
    var chain = Certificate.parsePem(annotations.getOrDefault(CHAIN, ""));
    if (certificate.size() != 1 || chain.size() > MAX_CHAIN) {
      throw new MalformedException("the annotations hold " + certificate.size()
          + " certificates, expected 1, and a chain of " + chain.size() + ", at most "
          + MAX_CHAIN);
    }
    return Optional.of(new Signed.Leaf(certificate.getFirst(), chain));
  }

  private static List<LogEntry> entries(Map<String, String> annotations)
      throws MalformedException {
    var text = annotations.getOrDefault(BUNDLE, "");
    if (text.isEmpty()) {
      return List.of();
    }
    var bundle = fields(BUNDLE, text).only("SignedEntryTimestamp", "Payload");
    var payload = bundle.fields("Payload").only("body", "integratedTime", "logIndex", "logID");
    var body = payload.bytes("body");
    var kind = Fields.parse("the log entry", body, MAX_BYTES);
    return List.of(new LogEntry(payload.natural("logIndex"), hex(payload.text("logID")),
        kind.text("kind"), kind.text("apiVersion"), payload.natural("integratedTime"),
        Optional.of(bundle.bytes("SignedEntryTimestamp")), Optional.empty(), body));
  }

  private static List<byte[]> timestamps(Map<String, String> annotations)
      throws MalformedException {
    var text = annotations.getOrDefault(TIMESTAMP, "");
    return text.isEmpty()
        ? List.of()
        : List.of(fields(TIMESTAMP, text).bytes("SignedRFC3161Timestamp"));
  }

  private static Fields fields(String annotation, String text) throws MalformedException {
    return Fields.parse("the annotation " + annotation, text.getBytes(StandardCharsets.UTF_8),
        MAX_BYTES);
  }

  private static byte[] hex(String text) throws MalformedException {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("the log's id is not hexadecimal", e);
    }
  }
}
