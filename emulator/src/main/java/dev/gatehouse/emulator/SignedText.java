package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.util.List;
import java.util.Map;

/**
 * The text that is signed about an image.
 *
 * @param digest the image's digest, {@code sha256:} and hexadecimal digits
 * @param annotations what the signer adds
 */
record SignedText(String digest, Map<String, String> annotations, Faults faults) {

  static final String SIGNATURE = "https://sigstore.dev/cosign/sign/v1";
  private static final String STATEMENT = "https://in-toto.io/Statement/v1";
  private static final String OTHER = "https://example.com/other/v1";

  /** An in-toto statement of this predicate about the image. */
  byte[] statement(String predicateType, Value predicate) {
    var type = faults.has(Fault.OTHER_TYPE) ? OTHER : STATEMENT;
    var subjects = faults.has(Fault.NO_SUBJECT) ? List.<Value>of() : List.<Value>of(subject());
    return text(Fields.of().text("_type", type).list("subject", subjects)
        .text("predicateType", predicateType).with("predicate", predicate).build());
  }

  private ObjectValue subject() {
    var name = digest.substring(0, digest.indexOf(':'));
    var subject = Fields.of().with("digest", Fields.of().text(name, hex()).build());
    if (!annotations.isEmpty()) {
      subject.with("annotations", Fields.texts(annotations));
    }
    return subject.build();
  }

  /** The payload of cosign's older form. */
  byte[] simpleSigning(String repository) {
    var image = Fields.of().text("docker-manifest-digest", digest).build();
    var critical = Fields.of()
        .with("identity", Fields.of().text("docker-reference", repository).build())
        .with("image", image)
        .text("type",
            faults.has(Fault.OTHER_TYPE) ? OTHER : "cosign container image signature")
        .build();
    var optional = annotations.isEmpty() ? NullValue.NULL : Fields.texts(annotations);
    return text(Fields.of().with("critical", critical).with("optional", optional).build());
  }

  private byte[] text(ObjectValue value) {
    var text = Json.write(value);
    if (faults.has(Fault.NO_JSON)) {
      text = text.substring(1);
    }
    if (faults.has(Fault.DUPLICATE_KEY)) {
      var key = text.contains("docker-manifest-digest")
          ? "\"docker-manifest-digest\":\"sha256:"
          : "\"sha256\":\"";
      text = text.replace(key, key + hex().replaceAll(".", "0") + "\"," + key);
    }
    return text.getBytes(UTF_8);
  }

  private String hex() {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
