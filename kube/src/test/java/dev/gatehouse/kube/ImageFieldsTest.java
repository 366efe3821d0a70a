package dev.gatehouse.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every place an image can stand is found, with the pointer that leads there. */
class ImageFieldsTest {

  private static final String SPECIFICATION = """
      {"containers": [{"name": "a", "image": "one"}, {"name": "b"}],
       "initContainers": [{"image": "two", "restartPolicy": "Always"}],
       "ephemeralContainers": [{"image": "three"}],
       "volumes": [{"name": "v", "emptyDir": {}}, {"image": {"reference": "four"}}]}""";

  @ParameterizedTest
  @CsvSource({
      "v1, Pod, spec",
      "v1, PodTemplate, template/spec",
      "v1, ReplicationController, spec/template/spec",
      "apps/v1, Deployment, spec/template/spec",
      "apps/v1, ReplicaSet, spec/template/spec",
      "apps/v1, StatefulSet, spec/template/spec",
      "apps/v1, DaemonSet, spec/template/spec",
      "batch/v1, Job, spec/template/spec",
      "batch/v1, CronJob, spec/jobTemplate/spec/template/spec"})
  void findsAllPlacesInEachKind(String apiVersion, String kind, String path) {
    var nested = SPECIFICATION;
    var fields = path.split("/", -1);
    for (var i = fields.length - 1; i >= 0; i--) {
      nested = "{\"" + fields[i] + "\": " + nested + "}";
    }
    var object = object(nested.replaceFirst("\\{", "{\"apiVersion\": \"" + apiVersion
        + "\", \"kind\": \"" + kind + "\", "));
    assertThat(ImageFields.of(object)).extracting(ImageFields.ImageField::toString)
        .containsExactly(
            found("/" + path + "/initContainers/0/image", "two"),
            found("/" + path + "/containers/0/image", "one"),
            found("/" + path + "/ephemeralContainers/0/image", "three"),
            found("/" + path + "/volumes/1/image/reference", "four"));
  }

  @Test
  void findsNothingInAnUnknownKind() {
    assertThat(ImageFields.of(object(
        "{\"apiVersion\": \"example.com/v1\", \"kind\": \"Pod\", \"spec\": " + SPECIFICATION
            + "}")))
        .isEmpty();
  }

  @Test
  void looksWhereItIsTold() {
    var object = object(
        "{\"apiVersion\": \"example.com/v1\", \"kind\": \"Batch\", \"a/b\": {\"~\": "
            + SPECIFICATION + "}}");
    assertThat(ImageFields.at(object, List.of("a/b", "~"))).hasSize(4).first()
        .extracting(ImageFields.ImageField::pointer)
        .isEqualTo("/a~1b/~0/initContainers/0/image");
  }

  @Test
  void passesOverWhatIsMalformed() {
    assertThat(ImageFields.of(object("""
        {"apiVersion": "v1", "kind": "Pod", "spec":
          {"containers": ["x", {"image": 1}, {"image": ""}, null], "volumes": {"image": "y"}}}""")))
        .isEmpty();
  }

  private static String found(String pointer, String image) {
    return new ImageFields.ImageField(pointer, image).toString();
  }

  private static KubernetesObject object(String json) {
    try {
      return KubernetesObject.of((ObjectValue) Json.parse(json.getBytes(UTF_8)));
    } catch (TextException e) {
      throw new AssertionError(e);
    }
  }
}
