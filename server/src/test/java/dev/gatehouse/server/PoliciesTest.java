package dev.gatehouse.server;

import static dev.gatehouse.server.TestServer.await;
import static dev.gatehouse.server.TestServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ServerConfig.AdmissionConfig;
import dev.gatehouse.server.ServerConfig.Exempt;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with policies from files that change while it serves. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class PoliciesTest {

  @TempDir
  private Path path;

  private TestServer serve(PolicyFolder folder) {
    return TestServer.start(TestServer.config(), folder.source());
  }

  private PolicyFolder folder() {
    return new PolicyFolder(path).namespace();
  }

  @Test
  void deniesWithTheMessagesOfTheConstraints() {
    try (var server = serve(folder().denying("NoPods", "no pod"))) {
      server.awaitReady();
      assertThat(server.post(Reviews.pod()).body())
          .contains("\"allowed\":false", "\"code\":403", "\"reason\":\"Forbidden\"",
              "\"message\":\"[the-nopods] no pod web\"");
    }
  }

  @Test
  void warnsWithCode299() {
    try (var server = serve(
        folder().policy("Warns", "warn", "violation[{\"msg\": \"careful\"}] { true }"))) {
      server.awaitReady();
      assertThat(server.post(Reviews.pod()).body())
          .contains("\"allowed\":true", "\"code\":299", "\"warnings\":[\"[the-warns] careful\"]");
    }
  }

  @Test
  void takesANewPolicyIntoUseWhileServing() {
    var folder = folder();
    try (var server = serve(folder)) {
      server.awaitReady();
      assertThat(server.post(Reviews.pod()).body()).contains("\"allowed\":true");
      folder.denying("NoPods", "no pod");
      await(() -> server.post(Reviews.pod()).body().contains("no pod web"));
      await(() -> server.monitor("/metrics").body()
          .contains("gatekeeper_constraint_templates{status=\"active\"} 1.0"));
    }
  }

  @Test
  void keepsTheLastGoodPoliciesWhenAFileBreaks() {
    var folder = folder().denying("NoPods", "no pod");
    try (var server = serve(folder)) {
      server.awaitReady();
      folder.policy("Broken", "deny", "violation[{\"msg\": msg}] { msg := }");
      await(() -> server.monitor("/readyz").body().contains("broken.yaml:"));
      var ready = server.monitor("/readyz");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("[!]");
      assertThat(server.post(Reviews.pod()).body()).contains("no pod web");
      assertThat(server.monitor("/metrics").body())
          .contains("gatehouse_stale{what=\"policies\"} 1.0")
          .contains("gatehouse_reloads_total{result=\"failure\",what=\"policies\"} 1.0");
      await(() -> server.log().contains("the policies as they are now are not used"));
      folder.policy("Broken", "deny", "violation[{\"msg\": \"mended\"}] { true }");
      await(() -> server.post(Reviews.pod()).body().contains("mended"));
      assertThat(server.monitor("/readyz").body()).doesNotContain("[!]");
    }
  }

  @Test
  void isNotReadyUntilTheFirstPoliciesAreGood() {
    var folder = folder().policy("Broken", "deny", "violation[{\"msg\": msg}] { msg := }");
    try (var server = serve(folder)) {
      await(() -> server.monitor("/readyz").body().contains("broken.yaml:"));
      assertThat(server.monitor("/readyz").statusCode()).isEqualTo(503);
      assertThat(server.post(Reviews.pod()).statusCode()).isEqualTo(503);
      folder.denying("Broken", "mended");
      server.awaitReady();
      assertThat(server.post(Reviews.pod()).body()).contains("mended web");
    }
  }

  @Test
  void takesAPolicyOutOfUseWhenItsFileIsRemoved() {
    var folder = folder().denying("NoPods", "no pod").denying("NoMore", "no more");
    try (var server = serve(folder)) {
      server.awaitReady();
      assertThat(server.post(Reviews.pod()).body()).contains("no pod web", "no more web");
      folder.delete("nopods.yaml");
      await(() -> !server.post(Reviews.pod()).body().contains("no pod web"));
      assertThat(server.post(Reviews.pod()).body()).contains("no more web");
    }
  }

  @Test
  void answersEveryRequestWhilePoliciesChange() {
    var folder = folder().denying("NoPods", "no pod");
    try (var server = serve(folder)) {
      server.awaitReady();
      var client = server.http2();
      for (var i = 0; i < 100; i++) {
        folder.denying("NoPods", "no pod " + i + " at");
        var body = send(client, server.admit(Reviews.pod())).body();
        assertThat(body).contains("\"allowed\":false", "[the-nopods] no pod");
      }
    }
  }

  @Test
  void stopsALoopingPolicyWhileOthersAreServed() {
    var folder = folder().policy("Loops", "deny", """
        violation[{"msg": "found"}] {
          input.review.object.metadata.name == "bomb"
          xs := numbers.range(1, 10000)
          xs[_] + xs[_] + xs[_] == 0
        }
        """);
    try (var server = serve(folder)) {
      server.awaitReady();
      var client = server.http2();
      var bombs = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (var i = 0; i < 4; i++) {
        bombs
            .add(client.sendAsync(timed(server, Reviews.pod().replace("\"web\"", "\"bomb\""), "2s"),
                BodyHandlers.ofString()));
      }
      var served = 0;
      while (bombs.stream().noneMatch(CompletableFuture::isDone)) {
        assertThat(send(client, server.admit(Reviews.pod())).body()).contains("\"allowed\":true");
        served++;
      }
      assertThat(served).isGreaterThan(10);
      assertThat(bombs).allSatisfy(bomb -> assertThat(bomb.join().body())
          .contains("\"allowed\":false", Reviews.UID, "[the-loops]"));
      assertThat(server.monitor("/metrics").body()).containsPattern(
          "gatehouse_constraint_duration_seconds_bucket\\{constraint_kind=\"Loops\","
              + "constraint_name=\"the-loops\",le=\"0.5\"} [0-9.]+");
    }
  }

  @Test
  void answersWithAnErrorWhenTheDeadlineEndsBetweenPolicies() {
    var loop = """
        violation[{"msg": "found"}] {
          xs := numbers.range(1, 10000)
          xs[_] + xs[_] + xs[_] == 0
        }
        """;
    try (var server = serve(
        folder().policy("ALoop", "dryrun", loop).policy("BLoop", "dryrun", loop))) {
      server.awaitReady();
      var answer = send(server.http2(), timed(server, Reviews.pod(), "1s"));
      assertThat(answer.body()).contains(
          "\"allowed\":false", "\"code\":500", "the time for the review is over", Reviews.UID);
    }
  }

  private static HttpRequest timed(TestServer server, String body, String timeout) {
    return server.request("/v1/admit?timeout=" + timeout)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Test
  void countsDecisionsUnderGatekeepersNames() {
    try (var server = serve(folder().denying("NoPods", "no pod"))) {
      server.awaitReady();
      server.post(Reviews.pod());
      server.post(Reviews.pod().replace("\"dryRun\": false", "\"dryRun\": true"));
      server.post(Reviews.namespace("other", "{}"));
      assertThat(server.monitor("/metrics").body())
          .contains("gatekeeper_validation_request_count_total{admission_dryrun=\"false\","
              + "admission_status=\"deny\"} 1.0")
          .contains("gatekeeper_validation_request_count_total{admission_dryrun=\"true\","
              + "admission_status=\"deny\"} 1.0")
          .contains("gatekeeper_validation_request_count_total{admission_dryrun=\"false\","
              + "admission_status=\"allow\"} 1.0")
          .contains("gatekeeper_validation_request_duration_seconds_bucket{"
              + "admission_status=\"deny\",le=\"0.001\"}")
          .contains("gatekeeper_validation_request_duration_seconds_bucket{"
              + "admission_status=\"deny\",le=\"10.0\"} 2")
          .contains("gatekeeper_constraints{enforcement_action=\"deny\",status=\"active\"} 1.0")
          .contains("gatekeeper_constraint_templates{status=\"active\"} 1.0")
          .contains("gatehouse_constraint_violations_total{constraint_kind=\"NoPods\","
              + "constraint_name=\"the-nopods\",enforcement_action=\"deny\"} 2.0")
          .contains("gatehouse_constraint_duration_seconds_count{constraint_kind=\"NoPods\","
              + "constraint_name=\"the-nopods\"} 2");
    }
  }

  @Test
  void logsDenialsWithGatekeepersFields() {
    var server = serve(folder().denying("NoPods", "no pod"));
    server.awaitReady();
    server.post(Reviews.pod().replace("\"alice\"", "\"ali\\u202ece\\n{}\\u0007\""));
    server.close();
    assertThat(server.log().lines().filter(line -> line.contains("denied admission")))
        .singleElement().asString()
        .startsWith("{\"level\":\"info\",\"ts\":\"")
        .contains("\"msg\":\"denied admission: no pod web\"", "\"process\":\"admission\"",
            "\"event_type\":\"violation\"", "\"details\":{\"level\":3}",
            "\"constraint_name\":\"the-nopods\"",
            "\"constraint_group\":\"constraints.gatekeeper.sh\"",
            "\"constraint_api_version\":\"v1beta1\"", "\"constraint_kind\":\"NoPods\"",
            "\"constraint_action\":\"deny\"", "\"constraint_enforcement_actions\":[\"deny\"]",
            "\"resource_group\":\"\"", "\"resource_api_version\":\"v1\"",
            "\"resource_kind\":\"Pod\"", "\"resource_namespace\":\"shop\"",
            "\"resource_name\":\"web\"", "\"request_username\":\"ali\\u202ece\\n{}\\u0007\"");
  }

  @Test
  void logsNoDenialsWhereThatIsConfigured() {
    var quiet = TestServer.config()
        .withAdmission(new AdmissionConfig(Duration.ofSeconds(2), false, Exempt.NONE));
    var server = TestServer.start(quiet, folder().denying("NoPods", "no pod").source());
    server.awaitReady();
    server.post(Reviews.pod());
    server.close();
    assertThat(server.log()).contains("policies loaded").doesNotContain("denied admission");
  }

  @Test
  void answers500WhenTheNamespaceIsNotKnown() {
    try (var server = serve(new PolicyFolder(path).denying("NoPods", "no pod"))) {
      server.awaitReady();
      assertThat(server.post(Reviews.pod()).body())
          .contains("\"allowed\":false", "\"code\":500", "\\\"shop\\\" not found", Reviews.UID);
      assertThat(server.monitor("/metrics").body()).contains("admission_status=\"error\"} 1.0");
    }
  }

  @Test
  void refusesATemplateThatIsSentForAdmissionAndIsWrong() {
    try (var server = serve(folder())) {
      server.awaitReady();
      var review = Reviews.pod()
          .replace("\"group\": \"\", \"version\": \"v1\", \"kind\": \"Pod\"",
              "\"group\": \"templates.gatekeeper.sh\", \"version\": \"v1\","
                  + " \"kind\": \"ConstraintTemplate\"")
          .replace("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"web\"}}",
              "{\"apiVersion\": \"templates.gatekeeper.sh/v1\", \"kind\": \"ConstraintTemplate\","
                  + " \"metadata\": {\"name\": \"web\"}, \"spec\": {}}");
      assertThat(server.post(review).body()).contains("\"allowed\":false", "\"code\":422");
    }
  }

  @Test
  void reportsAFolderThatDoesNotExist() {
    try (var server = serve(new PolicyFolder(path.resolve("nowhere")))) {
      await(() -> server.monitor("/readyz").body().contains("nowhere"));
      assertThat(server.server.isReady()).isFalse();
    }
  }

  @Test
  void keepsServingWhenTheWholeFolderIsRemoved() throws Exception {
    var inner = Files.createDirectory(path.resolve("inner"));
    var folder = new PolicyFolder(inner).namespace().denying("NoPods", "no pod");
    try (var server = serve(folder)) {
      server.awaitReady();
      for (var file : List.of("namespace.yaml", "nopods.yaml")) {
        Files.move(inner.resolve(file), path.resolve(file));
      }
      Files.delete(inner);
      await(() -> server.monitor("/readyz").body().contains("inner"));
      assertThat(server.monitor("/readyz").statusCode()).isEqualTo(200);
    }
  }
}
