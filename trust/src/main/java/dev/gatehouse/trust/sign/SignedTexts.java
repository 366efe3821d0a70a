package dev.gatehouse.trust.sign;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.PredicateTypes;
import java.util.Map;

/** The texts that are signed about an image. */
public final class SignedTexts {

  private SignedTexts() {}

  /** The statement by which cosign signs an image in a bundle. */
  public static byte[] signature(Digest image, Map<String, String> annotations) {
    var subject = subject(image);
    return statement(annotations.isEmpty()
        ? subject
        : subject.with("annotations",
            texts(annotations)),
        PredicateTypes.SIGNATURE, ObjectValue.EMPTY);
  }

  /**
   * An attestation's statement.
   *
   * @param name what is attested, mostly the repository
   * @param predicateType a URI
   */
  public static byte[] attestation(
      Digest image, String name, String predicateType, Value predicate) {
    return statement(subject(image).with("name", StringValue.of(name)), predicateType, predicate);
  }

  private static ObjectValue subject(Digest image) {
    return ObjectValue.of("digest",
        ObjectValue.of(image.algorithm().text(), StringValue.of(image.hex())));
  }

  private static byte[] statement(ObjectValue subject, String predicateType, Value predicate) {
    return Json.writeBytes(ObjectValue.builder()
        .put("_type", StringValue.of("https://in-toto.io/Statement/v1"))
        .put("subject", ArrayValue.of(subject))
        .put("predicateType", StringValue.of(predicateType)).put("predicate", predicate).build());
  }

  /**
   * The text of cosign's older signatures.
   *
   * @param repository registry and repository, such as {@code registry.example.com/app}
   */
  public static byte[] simpleSigning(
      Digest image, String repository, Map<String, String> annotations) {
    var critical = ObjectValue.builder()
        .put("identity", ObjectValue.of("docker-reference", StringValue.of(repository)))
        .put("image", ObjectValue.of("docker-manifest-digest", StringValue.of(image.toString())))
        .put("type", StringValue.of("cosign container image signature")).build();
    return Json.writeBytes(ObjectValue.of("critical", critical, "optional",
        annotations.isEmpty() ? NullValue.NULL : texts(annotations)));
  }

  private static ObjectValue texts(Map<String, String> texts) {
    var object = ObjectValue.builder();
    texts.forEach((name, value) -> object.put(name, StringValue.of(value)));
    return object.build();
  }
}
