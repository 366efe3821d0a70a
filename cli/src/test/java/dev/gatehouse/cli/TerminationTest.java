package dev.gatehouse.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that is told to end (SIGTERM) answers what has begun, takes nothing new and ends soon. */
class TerminationTest {

  /** What the JVM ends with after a signal, as other programs do: 128 and the signal's number. */
  private static final int TERMINATED = 128 + 15;
  private static final int LONGEST_SECONDS = 60;

  @TempDir
  private Path folder;

  static Stream<Arguments> servers() {
    return Stream.of(
        Arguments.of(List.of("serve", "--assume-namespaces", "--policies"), "/v1/admit", """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1",
             "kind": {"group": "", "version": "v1", "kind": "Pod"}, "operation": "CREATE",
             "resource": {"group": "", "version": "v1", "resource": "pods"}, "namespace": "shop",
             "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}}}}""",
            "\"allowed\":true"),
        Arguments.of(List.of("provider", "--images"), "/validate", """
            {"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderRequest",
             "request": {"keys": ["registry.example.com/web:1"]}}""",
            "no image policy is about this image"));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void answersWhatHasBegunAndEnds(List<String> command, String path, String body, String expected)
      throws Exception {
    Files.writeString(folder.resolve("settings.yaml"), """
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImageSettings
        metadata: {name: settings}
        spec: {}
        """);
    var process = start(command);
    try (var said = process.errorReader()) {
      var port = port(said);
      awaitLoaded(port, path, body);
      try (var begun = connect(port)) {
        begun.getOutputStream().write(head(path, body).replaceFirst("\r\nContent-Type",
            "\r\nExpect: 100-continue\r\nContent-Type").getBytes(ISO_8859_1));
        begun.getOutputStream().flush();
        // The server says so once it waits for the body, so the request has begun there.
        assertThat(readHead(begun.getInputStream())).startsWith("HTTP/1.1 100 ");
        begun.getOutputStream().write(body.substring(0, 10).getBytes(ISO_8859_1));
        begun.getOutputStream().flush();
        process.destroy();
        awaitClosed(port);
        begun.getOutputStream().write(body.substring(10).getBytes(ISO_8859_1));
        begun.getOutputStream().flush();
        assertThat(read(begun.getInputStream())).startsWith("HTTP/1.1 200 ").contains(expected);
      }
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
      assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(List<String> command) throws IOException {
    var line = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
        System.getProperty("java.class.path"), "dev.gatehouse.cli.Main"));
    line.addAll(command);
    line.addAll(List.of(folder.toString(), "--address", "127.0.0.1:0"));
    return new ProcessBuilder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static int port(BufferedReader said) throws IOException {
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith("gatehouse serves on port ")) {
        return Integer.parseInt(line.substring("gatehouse serves on port ".length()));
      }
    }
    throw new AssertionError("it ended before it served");
  }

  private static String head(String path, String body) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
  }

  /** Policies are loaded after the server has begun to serve. */
  private static void awaitLoaded(int port, String path, String body) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    for (var answer = ""; !answer.startsWith("HTTP/1.1 200 ");) {
      assertThat(System.nanoTime()).as(answer).isLessThan(end);
      try (var asking = connect(port)) {
        asking.getOutputStream().write((head(path, body) + body).getBytes(ISO_8859_1));
        asking.getOutputStream().flush();
        answer = read(asking.getInputStream());
      }
    }
  }

  private static void awaitClosed(int port) throws GeneralSecurityException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (System.nanoTime() < end) {
      try (var refused = connect(port)) {
        assertThat(refused.isClosed()).isFalse();
      } catch (IOException e) {
        return;
      }
    }
    throw new AssertionError("it still takes new connections");
  }

  private static String readHead(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      var next = in.read();
      assertThat(next).as(head.toString()).isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }

  private static String read(InputStream in) throws IOException {
    try (var reader = new InputStreamReader(in, ISO_8859_1)) {
      var text = new StringBuilder();
      try {
        for (var next = reader.read(); next >= 0; next = reader.read()) {
          text.append((char) next);
        }
      } catch (SocketException e) {
        assertThat(text).as("what came before the end").isNotEmpty();
      }
      return text.toString();
    }
  }

  /** The certificate is made at start, so there is nothing to compare it with. */
  private static SSLSocket connect(int port)
      throws IOException, GeneralSecurityException {
    var anybody = new X509TrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type) {}

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
      }
    };
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[]{anybody}, null);
    var plain = new Socket(InetAddress.getByName("127.0.0.1"), port);
    plain.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
    var socket = (SSLSocket) context.getSocketFactory().createSocket(
        plain, "127.0.0.1", port, true);
    try {
      socket.startHandshake();
    } catch (IOException e) {
      plain.close();
      throw e;
    }
    return socket;
  }
}
