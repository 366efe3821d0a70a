package dev.gatehouse.server;

import static dev.gatehouse.server.TestServer.await;
import static dev.gatehouse.server.TestServer.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.server.ServerConfig.Limits;
import dev.gatehouse.server.ServerConfig.LoadLimits;
import dev.gatehouse.server.ServerConfig.RequestLimits;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More work than the server takes on at once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class OverloadTest {

  private static final int ENHANCE_YOUR_CALM = 11;
  private static final int CLOSED = -1;

  private static ServerConfig config(int deciding, int waiting, Duration deadline) {
    return TestServer.config().withLimits(
        new Limits(
            new RequestLimits(8 << 20, 16 << 10, Duration.ofSeconds(5), deadline),
            new LoadLimits(deciding, waiting, 1 << 20, 100, Duration.ofSeconds(30))));
  }

  /** Decisions that are made when the test says so. */
  private static final class Held implements AdmissionDecider {
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    @Override
    public AdmissionResponse decide(
        AdmissionRequest request, Deadline deadline) {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      try {
        assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
        return AdmissionResponse.allow(request.uid(), List.of());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        running.decrementAndGet();
      }
    }
  }

  @Test
  void refusesAtOnceWhatNeitherRunsNorWaits() {
    var held = new Held();
    try (var server = TestServer.start(config(2, 3, Duration.ofSeconds(20)), held)) {
      var client = server.http2();
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (var i = 0; i < 40; i++) {
        answers.add(client.sendAsync(server.admit(Reviews.pod()), BodyHandlers.ofString()));
      }
      var refused = new ArrayList<HttpResponse<String>>();
      while (refused.size() < 35) {
        CompletableFuture.anyOf(answers.toArray(new CompletableFuture<?>[0])).join();
        var done = answers.stream().filter(CompletableFuture::isDone).toList();
        done.forEach(answer -> refused.add(answer.join()));
        answers.removeAll(done);
      }
      assertThat(refused).allSatisfy(answer -> {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.body()).contains("too many requests are waiting", "\"allowed\":false");
      });
      assertThat(server.monitor("/readyz").statusCode()).isEqualTo(200);
      assertThat(server.monitor("/metrics").body())
          .contains("gatehouse_requests_refused_total{reason=\"overloaded\"} 35.0")
          .contains("gatehouse_decisions_running 2.0")
          .contains("gatehouse_decisions_waiting 3.0");
      held.go.countDown();
      assertThat(answers).hasSize(5).allSatisfy(
          answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
      assertThat(held.most).hasValue(2);
    }
  }

  @Test
  void answersEveryStreamOfOneConnection() {
    try (var server = TestServer.start(config(4, 500, Duration.ofSeconds(20)),
        (request, deadline) -> AdmissionResponse.allow(request.uid(), List.of()))) {
      var client = server.http2();
      send(client, server.admit(Reviews.pod()));
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (var i = 0; i < 200; i++) {
        var body = Reviews.pod("admission.k8s.io/v1", "uid-" + i);
        answers.add(client.sendAsync(server.admit(body), BodyHandlers.ofString()));
      }
      for (var i = 0; i < 200; i++) {
        assertThat(answers.get(i).join().body()).contains("\"uid\":\"uid-" + i + "\"");
      }
    }
  }

  @Test
  void saysThatARequestWaitedUntilItsDeadline() {
    var held = new Held();
    try (var server = TestServer.start(config(1, 3, Duration.ofSeconds(20)), held)) {
      var client = server.http2();
      var first = client.sendAsync(server.admit(Reviews.pod()), BodyHandlers.ofString());
      while (held.running.get() == 0) {
        Thread.onSpinWait();
      }
      var hasty = server.request("/v1/admit?timeout=100ms")
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(Reviews.pod()))
          .build();
      var second = client.sendAsync(hasty, BodyHandlers.ofString());
      CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(held.go::countDown);
      assertThat(first.join().body()).contains("\"allowed\":true");
      assertThat(second.join().body()).contains(
          "\"allowed\":false", Reviews.UID, "the request waited until its deadline");
    }
  }

  @Test
  void boundsTheBodiesThatAreHeldTogether() {
    var held = new Held();
    try (var server = TestServer.start(config(2, 100, Duration.ofSeconds(20)), held)) {
      var client = server.http2();
      var large = Reviews.pod() + " ".repeat(300_000);
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (var i = 0; i < 10; i++) {
        answers.add(client.sendAsync(server.admit(large), BodyHandlers.ofString()));
      }
      var first = (HttpResponse<?>) CompletableFuture
          .anyOf(answers.toArray(new CompletableFuture<?>[0])).join();
      assertThat(first.statusCode()).isEqualTo(429);
      assertThat(first.body().toString()).contains("too many request bodies are held already");
      held.go.countDown();
      assertThat(answers).anySatisfy(
          answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }
    // Everything was given back.
  }

  @Test
  void decidesLargeReviewsOneAfterTheOther() {
    var held = new Held();
    var roomy = TestServer.config().withLimits(
        new Limits(
            RequestLimits.DEFAULT,
            new LoadLimits(4, 100, 64 << 20, 100, Duration.ofSeconds(30))));
    try (var server = TestServer.start(roomy, held)) {
      var client = server.http2();
      var large = Reviews.pod() + " ".repeat(2 << 20);
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (var i = 0; i < 3; i++) {
        answers.add(client.sendAsync(server.admit(large), BodyHandlers.ofString()));
      }
      answers.add(client.sendAsync(server.admit(Reviews.pod()), BodyHandlers.ofString()));
      await(() -> held.running.get() == 2);
      held.go.countDown();
      assertThat(answers).allSatisfy(
          answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
      assertThat(held.most).hasValue(2);
    }
  }

  @Test
  void keepsAConnectionOnWhichAllRequestsTimeOut() throws Exception {
    try (var server = TestServer.start(config(4, 500, Duration.ofSeconds(20)),
        (request, deadline) -> AdmissionResponse.allow(request.uid(), List.of()));
        var client = new RawHttp2(server.trust(), server.server.port())) {
      var stream = 1;
      for (var burst = 0; burst < 2; burst++) {
        for (var i = 0; i < 200; i++, stream += 2) {
          client.post(stream);
          client.data(stream, new byte[]{'{'}, false);
          client.reset(stream);
        }
      }
      client.post(stream);
      client.data(stream, Reviews.pod().getBytes(UTF_8), true);
      client.flush();
      assertThat(client.answer(stream)).contains("\"allowed\":true");
    }
  }

  @Test
  void closesAConnectionThatFloodsWithResets() throws Exception {
    try (var server = TestServer.start(config(4, 500, Duration.ofSeconds(20)),
        (request, deadline) -> AdmissionResponse.allow(request.uid(), List.of()));
        var client = new RawHttp2(server.trust(), server.server.port())) {
      var farewell = CompletableFuture.supplyAsync(() -> lastCode(client));
      try {
        for (var stream = 1; stream < 60_000; stream += 2) {
          client.post(stream);
          client.reset(stream);
        }
        client.flush();
      } catch (IOException e) {
        // The server has closed the connection already.
      }
      assertThat(farewell.get(30, TimeUnit.SECONDS)).isIn(ENHANCE_YOUR_CALM, CLOSED);
      assertThat(server.post(Reviews.pod()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void closesAConnectionThatFloodsWithPings() throws Exception {
    try (var server = TestServer.allowing();
        var client = new RawHttp2(server.trust(), server.server.port())) {
      var farewell = CompletableFuture.supplyAsync(() -> lastCode(client));
      try {
        for (var i = 0; i < 100_000; i++) {
          client.ping();
        }
        client.flush();
      } catch (IOException e) {
        // The server has closed the connection already.
      }
      assertThat(farewell.get(30, TimeUnit.SECONDS)).isIn(ENHANCE_YOUR_CALM, CLOSED);
      assertThat(server.post(Reviews.pod()).statusCode()).isEqualTo(200);
    }
  }

  /** The error code with which the server says farewell, or that it only closes. */
  private static int lastCode(RawHttp2 client) {
    try {
      for (;;) {
        var frame = client.next();
        if (frame.type() == RawHttp2.GO_AWAY) {
          return frame.errorCode();
        }
      }
    } catch (IOException e) {
      return CLOSED;
    }
  }
}
