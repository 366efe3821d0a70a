package dev.gatehouse.server;

import static dev.gatehouse.server.TestServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.server.ServerConfig.Address;
import dev.gatehouse.server.ServerConfig.Listen;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The plumbing of the webhook: what goes in and comes out when nothing is wrong. */
final class GateServerTest {

  @AutoClose
  private final TestServer server = TestServer.allowing();

  private static Value json(String text) {
    try {
      return Json.parse(text);
    } catch (Exception e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void answersOverHttp2() {
    var answer = server.post(Reviews.pod());
    assertThat(answer.version()).isEqualTo(Version.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer.body())).isEqualTo(json("""
        {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "response": {
          "uid": "705ab4f5-6393-11e8-b7cc-42010a800002", "allowed": true,
          "status": {"metadata": {}, "code": 200}}}"""));
  }

  @Test
  void answersOverHttp11() {
    var answer = send(server.http1(), server.admit(Reviews.pod()));
    assertThat(answer.version()).isEqualTo(Version.HTTP_1_1);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body()).contains("\"allowed\":true", Reviews.UID);
  }

  @Test
  void speaksTls13() throws IOException {
    try (var socket = server.socket()) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void answersInTheVersionOfTheRequest() {
    assertThat(server.post(Reviews.pod("admission.k8s.io/v1beta1", "u-1")).body())
        .contains("\"apiVersion\":\"admission.k8s.io/v1beta1\"", "\"uid\":\"u-1\"");
  }

  @Test
  void acceptsAContentTypeWithParameters() {
    var request = server.request("/v1/admit")
        .header("Content-Type", "Application/JSON; charset=utf-8")
        .POST(BodyPublishers.ofString(Reviews.pod()))
        .build();
    assertThat(send(server.http2(), request).statusCode()).isEqualTo(200);
  }

  @Test
  void answers500WithTheUidWhenADecisionFails() {
    try (var failing = TestServer.start(TestServer.config(), (request, deadline) -> {
      throw new IllegalStateException("out of order");
    })) {
      var answer = failing.post(Reviews.pod());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(json(answer.body())).isEqualTo(json("""
          {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "response": {
            "uid": "705ab4f5-6393-11e8-b7cc-42010a800002", "allowed": false,
            "status": {"metadata": {}, "code": 500,
              "message": "internal error: IllegalStateException: out of order"}}}"""));
    }
  }

  @Test
  void answers500WhenADecisionOverflowsTheStack() {
    try (var failing = TestServer.start(TestServer.config(), (request, deadline) -> {
      throw new StackOverflowError();
    })) {
      assertThat(failing.post(Reviews.pod()).body()).contains("\"allowed\":false", "\"code\":500");
    }
  }

  @Test
  void decidesByTheTimeThatTheCallerGives() {
    var seen = new AtomicReference<Deadline>();
    try (var other = TestServer.start(TestServer.config(), (request, deadline) -> {
      seen.set(deadline);
      return AdmissionResponse.allow(request.uid(), List.of());
    })) {
      var request = other.request("/v1/admit?timeout=3s")
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(Reviews.pod()))
          .build();
      send(other.http2(), request);
      assertThat(seen.get().left().toMillis()).isLessThan(2900);
    }
  }

  @Test
  void knowsNoOtherPath() {
    var request = server.request("/v2/admit")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(Reviews.pod()))
        .build();
    assertThat(send(server.http2(), request).statusCode()).isEqualTo(404);
  }

  @Test
  void isHealthyAndReady() {
    assertThat(server.monitor("/healthz").body()).isEqualTo("ok\n");
    var ready = server.monitor("/readyz");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("[+]policies loaded", "ok");
    assertThat(send(server.http2(), server.request("/readyz").build()).statusCode()).isEqualTo(200);
  }

  @Test
  void servesNoWebhookWithoutTls() {
    assertThat(server.monitor("/v1/admit").statusCode()).isEqualTo(404);
  }

  @Test
  void isNotReadyAndDecidesNothingBeforePoliciesAreLoaded() {
    var loaded = new AtomicBoolean();
    try (var waiting = TestServer.start(TestServer.config(), new Policies() {
      @Override
      public AdmissionResponse decide(AdmissionRequest request, Deadline deadline) {
        return AdmissionResponse.allow(request.uid(), List.of());
      }

      @Override
      public boolean loaded() {
        return loaded.get();
      }

      @Override
      public List<String> problems() {
        return List.of("policies/a.yaml: no kind");
      }

      @Override
      public void open() {}

      @Override
      public Optional<PolicySet> snapshot() {
        return Optional.empty();
      }

      @Override
      public void close() {}
    })) {
      var before = waiting.post(Reviews.pod());
      assertThat(before.statusCode()).isEqualTo(503);
      assertThat(before.body()).contains("policies are not loaded yet", "\"allowed\":false");
      assertThat(waiting.monitor("/readyz").statusCode()).isEqualTo(503);
      assertThat(waiting.monitor("/readyz").body()).contains("policies/a.yaml: no kind");
      assertThat(waiting.monitor("/healthz").statusCode()).isEqualTo(200);
      loaded.set(true);
      assertThat(waiting.monitor("/readyz").statusCode()).isEqualTo(200);
      assertThat(waiting.post(Reviews.pod()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void showsMetricsInThePrometheusFormat() {
    server.post("no json");
    var metrics = server.monitor("/metrics");
    assertThat(metrics.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain");
    assertThat(metrics.body())
        .contains("gatehouse_requests_refused_total{reason=\"malformed\"} 1.0")
        .contains("gatehouse_connections_open ")
        .contains("gatehouse_certificate_expiry_timestamp_seconds ");
  }

  @Test
  void saysWhichAddressIsTaken() {
    var taken = TestServer.config()
        .withListen(new Listen(new Address("127.0.0.1", server.server.port()), Optional.empty()));
    assertThatThrownBy(() -> TestServer.start(taken,
        (request, deadline) -> AdmissionResponse.allow("", List.of())))
        .rootCause()
        .hasMessageContaining("Address already in use");
  }

  @Test
  void guardsTheLabelThatExemptsNamespaces() {
    var request = server.request("/v1/admitlabel")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(
            Reviews.namespace("shop", "{\"admission.gatekeeper.sh/ignore\": \"yes\"}")))
        .build();
    var answer = send(server.http2(), request);
    assertThat(answer.body()).contains(
        "\"allowed\":false",
        "Only exempt namespace can have the admission.gatekeeper.sh/ignore label",
        "\"code\":403");
  }
}
