package dev.gatehouse.server;

import static dev.gatehouse.server.TestServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.server.ServerConfig.Stopping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a server: not ready first, then nothing new, then answers to what has begun. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ShutdownTest {

  private final CountDownLatch begun = new CountDownLatch(3);
  private final CountDownLatch go = new CountDownLatch(1);

  private AdmissionResponse decide(AdmissionRequest request, Deadline deadline) {
    begun.countDown();
    try {
      go.await();
      return AdmissionResponse.allow(request.uid(), List.of());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestServer server(Duration delay, Duration grace) {
    return TestServer.start(
        TestServer.config().withStopping(new Stopping(delay, grace)), this::decide);
  }

  private void answersWhatHasBegun(HttpClient.Version version) throws Exception {
    var server = server(Duration.ZERO, Duration.ofSeconds(20));
    var client = server.client(version);
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (var i = 0; i < 3; i++) {
      answers.add(client.sendAsync(server.admit(Reviews.pod()), BodyHandlers.ofString()));
    }
    begun.await();
    var closing = CompletableFuture.runAsync(server::close);
    awaitNoNewConnections(server);
    assertThat(closing).isNotDone();
    go.countDown();
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.join().body()).contains("\"allowed\":true"));
    closing.get(10, TimeUnit.SECONDS);
    assertThat(server.log()).contains("\"msg\":\"stopped\",\"requests_cut_off\":0");
  }

  private static void awaitNoNewConnections(TestServer server) {
    for (;;) {
      try (var socket = new Socket("127.0.0.1", server.server.port())) {
        LockSupport.parkNanos(socket.getPort());
      } catch (IOException e) {
        return;
      }
    }
  }

  @Test
  void answersWhatHasBegunOverHttp11() throws Exception {
    answersWhatHasBegun(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void answersWhatHasBegunOverHttp2() throws Exception {
    answersWhatHasBegun(HttpClient.Version.HTTP_2);
  }

  @Test
  void isNotReadyButServesDuringTheDelay() throws Exception {
    go.countDown();
    var server = server(Duration.ofSeconds(2), Duration.ofSeconds(5));
    var closing = CompletableFuture.runAsync(server::close);
    while (server.server.isReady()) {
      Thread.onSpinWait();
    }
    var ready = server.monitor("/readyz");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("[-]shutting down");
    assertThat(server.post(Reviews.pod()).statusCode()).isEqualTo(200);
    closing.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> server.post(Reviews.pod())).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void cutsOffWhatTakesLongerThanTheGrace() throws Exception {
    var server = server(Duration.ZERO, Duration.ofMillis(300));
    var client = server.http2();
    var answer = client.sendAsync(server.admit(Reviews.pod()), BodyHandlers.ofString());
    while (begun.getCount() == 3) {
      Thread.onSpinWait();
    }
    server.server.close();
    assertThatThrownBy(answer::join).hasCauseInstanceOf(IOException.class);
    go.countDown();
    server.close();
    assertThat(server.log()).contains("\"requests_cut_off\":1");
  }

  @Test
  void closesIdleConnectionsAtOnce() {
    go.countDown();
    var server = server(Duration.ZERO, Duration.ofSeconds(20));
    var http1 = server.http1();
    var http2 = server.http2();
    send(http1, server.admit(Reviews.pod()));
    send(http2, server.admit(Reviews.pod()));
    var started = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
  }
}
