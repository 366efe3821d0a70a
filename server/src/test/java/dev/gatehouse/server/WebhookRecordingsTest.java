package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.source.FolderPolicySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Answers recorded from the real Gatekeeper, given again by the whole server over TLS and HTTP/2. */
final class WebhookRecordingsTest {

  @TestFactory
  Stream<DynamicNode> answersAsGatekeeperDoes() throws IOException {
    try (var folders = Files.list(conformance("webhook"))) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("policies")))
          .sorted()
          .<DynamicNode>map(WebhookRecordingsTest::recording)
          .toList()
          .stream();
    }
  }

  private static DynamicContainer recording(Path folder) {
    var server = start(folder);
    var client = server.http2();
    try (var reviews = Files.list(folder.resolve("reviews"))) {
      var tests = reviews.sorted()
          .map(review -> DynamicTest.dynamicTest(review.getFileName().toString(),
              () -> replay(server, client, review)))
          .toList();
      return DynamicContainer.dynamicContainer(folder.getFileName().toString(),
          Stream.concat(
              tests.stream(), Stream.of(DynamicTest.dynamicTest("stops", server::close))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestServer start(Path folder) {
    var source = new FolderPolicySource(
        List.of(folder.resolve("policies"), folder.resolve("cluster")),
        TemplateOptions.DEFAULT,
        Duration.ofSeconds(1));
    return TestServer.start(TestServer.config(), source);
  }

  private static void replay(TestServer server, HttpClient client, Path review)
      throws IOException, TextException {
    server.awaitReady();
    var answer = TestServer.send(client, server.admit(Files.readString(review)));
    assertThat(answer.statusCode()).isEqualTo(200);
    var recorded = Json.parse(
        Files.readAllBytes(review.resolveSibling("../responses").resolve(review.getFileName())));
    var given = object(Json.parse(answer.body())).at("response");
    assertThat(essence(object(given))).isEqualTo(essence(object(recorded)));
  }

  private static KubernetesObject object(@Nullable Value value) {
    assertThat(value).isInstanceOf(ObjectValue.class);
    return KubernetesObject.of(value instanceof ObjectValue object ? object : ObjectValue.EMPTY);
  }

  /** What must be the same; lines are sorted because those that tie come in any order. */
  private static String essence(KubernetesObject response) {
    var warnings = response.at("warnings") instanceof ArrayValue list
        ? list.items().stream().map(Value::toString).sorted().toList()
        : List.of();
    var lines = response.textAt("status", "message").split("\n", -1);
    Arrays.sort(lines);
    return "%s allowed %s code %s reason %s%n%s%n%s".formatted(response.textAt("uid"),
        response.at("allowed"), response.at("status", "code"),
        response.textAt("status", "reason"), String.join("\n", lines), warnings);
  }

  /** A public suite's folder; without it the test is skipped, but fails where all must run. */
  private static Path conformance(String name) {
    var given = System.getProperty("conformance.dir", "");
    var root = given.isBlank() || given.startsWith("${")
        ? Path.of(System.getProperty("project.root", "."), "..", "shared", "conformance")
        : Path.of(given);
    var folder = root.resolve(name);
    if (!Files.isDirectory(folder)) {
      var message = "the suite " + folder + " is not there";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return folder;
  }
}
