package dev.gatehouse.server;

import static dev.gatehouse.server.TestServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.trust.image.Surroundings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Images are pinned in objects, and Gatekeeper's questions about them are answered, over TLS. */
final class ImageServingTest {

  private static final String DIGEST = "@sha256:" + "a".repeat(64);

  private final KnownImages known = new KnownImages();
  @AutoClose
  private final TestServer pinning = TestServer.start(TestServer.config(),
      new TestServer.Fixed(
          (request, deadline) -> AdmissionResponse.allow(request.uid(), List.of())),
      Optional.of(known));
  @AutoClose
  private final TestServer provider = TestServer.start(TestServer.config(), known);

  /** Images whose names begin with good are good. */
  private static final class KnownImages implements Images {

    private final List<List<String>> asked = new CopyOnWriteArrayList<>();

    @Override
    public List<ImageFinding> find(
        List<String> references, Surroundings surroundings, long deadlineNanos) {
      asked.add(references);
      if (references.contains("crash")) {
        throw new IllegalStateException("out of order");
      }
      return references.stream().map(KnownImages::finding).toList();
    }

    private static ImageFinding finding(String reference) {
      return reference.startsWith("good")
          ? new ImageFinding(reference,
              Optional.of(reference.contains("@") ? reference : reference + DIGEST),
              ObjectValue.of("signer", StringValue.of("alice")), "")
          : ImageFinding.failed(reference, reference + ": nobody signed it");
    }

    @Override
    public void observe(Observer observer) {}

    @Override
    public void open() {}

    @Override
    public boolean loaded() {
      return true;
    }

    @Override
    public List<String> problems() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static String pod(String images) {
    return Reviews.pod().replace("\"metadata\": {\"name\": \"web\"}",
        "\"metadata\": {\"name\": \"web\"}, \"spec\": " + images);
  }

  private KubernetesObject response(String review) {
    var answer = send(pinning.http2(), pinning.posted("/v1/mutate", review));
    assertThat(answer.statusCode()).isEqualTo(200);
    return KubernetesObject.of((ObjectValue) parsed(answer.body()));
  }

  private static Value parsed(String text) {
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (TextException e) {
      throw new AssertionError(e);
    }
  }

  private static String patch(KubernetesObject review) {
    return new String(
        Base64.getDecoder().decode(review.textAt("response", "patch")), StandardCharsets.UTF_8);
  }

  @Test
  void pinsEveryGoodImageAndLeavesTheOthers() {
    var review = response(pod("""
        {"containers": [{"image": "good:1"}, {"image": "bad:1"}],
         "volumes": [{"image": {"reference": "good:2"}}],
         "initContainers": [{"image": "good:1"}]}"""));
    assertThat(review.at("response", "allowed")).hasToString("true");
    assertThat(review.textAt("response", "patchType")).isEqualTo("JSONPatch");
    assertThat(parsed(patch(review))).isEqualTo(parsed("""
        [{"op": "replace", "path": "/spec/initContainers/0/image", "value": "good:1%1$s"},
         {"op": "replace", "path": "/spec/containers/0/image", "value": "good:1%1$s"},
         {"op": "replace", "path": "/spec/volumes/0/image/reference", "value": "good:2%1$s"}]"""
        .formatted(DIGEST)));
    assertThat(known.asked).containsExactly(List.of("good:1", "bad:1", "good:2"));
  }

  @Test
  void leavesAnObjectAloneThatIsPinned() {
    var review = response(pod("{\"containers\": [{\"image\": \"good:1" + DIGEST + "\"}]}"));
    assertThat(review.at("response", "allowed")).hasToString("true");
    assertThat(review.at("response", "patch")).isNull();
  }

  @Test
  void asksOnlyAboutImagesThatAnUpdateBrings() {
    var before = "{\"containers\": [{\"image\": \"good:1\"}, {\"image\": \"good:2\"}]}";
    var after = before.replace("good:2", "good:3");
    var update = pod(after).replace("CREATE", "UPDATE").replace("\"oldObject\": null",
        "\"oldObject\": {\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": " + before + "}");
    assertThat(patch(response(update))).contains("/spec/containers/1/image", "good:3" + DIGEST)
        .doesNotContain("good:1");
    assertThat(known.asked).containsExactly(List.of("good:3"));
  }

  @Test
  void asksNothingAboutObjectsWithoutImages() {
    assertThat(response(Reviews.namespace("shop", "{}")).at("response", "allowed"))
        .hasToString("true");
    assertThat(known.asked).isEmpty();
  }

  @Test
  void refusesWhenImagesCannotBeJudgedAtAll() {
    var review = response(pod("{\"containers\": [{\"image\": \"crash\"}]}"));
    assertThat(review.at("response", "allowed")).hasToString("false");
    assertThat(review.textAt("response", "status", "message")).contains("out of order");
  }

  private String ask(String body, int status) {
    return ask("/validate", body, status);
  }

  private String ask(String path, String body, int status) {
    var answer = send(provider.http1(), provider.posted(path, body));
    assertThat(answer.statusCode()).isEqualTo(status);
    return answer.body();
  }

  private static String question(String keys) {
    return "{\"apiVersion\": \"externaldata.gatekeeper.sh/v1beta1\", \"kind\": \"ProviderRequest\","
        + " \"request\": {\"keys\": " + keys + "}}";
  }

  @Test
  void answersEachKeyForItself() {
    assertThat(parsed(ask(question("[\"good:1\", \"bad\"]"), 200))).isEqualTo(parsed("""
        {"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderResponse",
         "response": {"idempotent": true, "systemError": "", "items": [
           {"key": "good:1", "value": {"signer": "alice"}},
           {"key": "bad", "error": "bad: nobody signed it"}]}}"""));
    assertThat(ask(question("[]"), 200)).contains("\"items\":[]");
  }

  @Test
  void answersMutationsWithTheTextThatIsToStandThere() {
    assertThat(parsed(ask("/pin", question("[\"good:1\", \"bad\"]"), 200))).isEqualTo(parsed("""
        {"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderResponse",
         "response": {"idempotent": true, "systemError": "", "items": [
           {"key": "good:1", "value": "good:1%s"},
           {"key": "bad", "error": "bad: nobody signed it"}]}}""".formatted(DIGEST)));
  }

  @Test
  void saysWhatIsWrongWithAQuestion() {
    assertThat(ask("{}", 400)).contains("expected a ProviderRequest of externaldata");
    assertThat(ask(question("[]").replace("v1beta1", "v1alpha1"), 400)).contains("v1beta1");
    assertThat(ask("nonsense", 400)).contains("systemError", "not JSON");
    assertThat(ask("", 400)).contains("request body is empty");
    assertThat(ask(question("[1]"), 400)).contains("request.keys[0]: expected a string");
    assertThat(ask(question("\"a\""), 400)).contains("expected a list");
    assertThat(ask(question("[" + "\"a\",".repeat(1000) + "\"a\"]"), 400))
        .contains("too many keys: 1001");
    assertThat(ask(question("[\"crash\"]"), 200)).contains("systemError", "out of order");
  }

  @Test
  void saysWhenItHasNoSuchPath() {
    assertThat(send(provider.http1(), provider.posted("/v1/admit", "{}")).statusCode())
        .isEqualTo(404);
  }
}
