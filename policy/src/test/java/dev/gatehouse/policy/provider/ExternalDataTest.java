package dev.gatehouse.policy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.policy.EnforcementPoint;
import dev.gatehouse.policy.Origin;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Resources;
import dev.gatehouse.policy.Review;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.ReviewSource;
import dev.gatehouse.policy.Template;
import dev.gatehouse.policy.TemplateOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTPS server on loopback that demands a client certificate. */
class ExternalDataTest {

  private static final String ANSWER = """
      {"apiVersion": "externaldata.gatekeeper.sh/v1beta1", "kind": "ProviderResponse",
       "response": {"idempotent": true, "items": [
         {"key": "a", "value": "a_valid"}, {"key": "b", "error": "b_invalid"}]}}
      """;
  private static final String ASK = """
      package x
      violation[{"msg": json.marshal(answer)}] {
        answer := external_data({"provider": input.parameters.provider, "keys": ["a", "b"]})
      }
      """;

  private static TestAuthority serverAuthority;
  private static TestAuthority clientAuthority;

  private final List<String> questions = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpsServer server;
  private ExternalData data;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    serverAuthority = TestAuthority.make(folder, "server");
    clientAuthority = TestAuthority.make(folder, "client");
  }

  @BeforeEach
  void start() throws Exception {
    var client = clientAuthority.asClient();
    data = new ExternalData(Duration.ofMinutes(3), () -> Optional.of(client), clock::get);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new DemandingClients(serverAuthority.server(clientAuthority)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/good",
        exchange -> answer(exchange, ANSWER.getBytes(StandardCharsets.UTF_8)));
    server.createContext("/garbage",
        exchange -> answer(exchange, "<html>".getBytes(StandardCharsets.UTF_8)));
    server.createContext("/large", exchange -> answer(exchange, new byte[5 << 20]));
    server.createContext("/silent", exchange -> {
      try {
        released.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    data.close();
    server.stop(0);
  }

  @Test
  void givesPoliciesTheAnswersAndErrorsOfAProvider() throws Exception {
    data.use(Map.of("p", provider("/good", 3, serverAuthority)));
    assertThat(ask("p")).isEqualTo("{\"errors\":[[\"b\",\"b_invalid\"]],"
        + "\"responses\":[[\"a\",\"a_valid\"]],\"status_code\":200,\"system_error\":\"\"}");
    assertThat(questions).containsExactly("{\"apiVersion\":\"externaldata.gatekeeper.sh/v1beta1\","
        + "\"kind\":\"ProviderRequest\",\"request\":{\"keys\":[\"a\",\"b\"]}}");
  }

  @Test
  void remembersAnswersAndErrorsForAWhile() throws Exception {
    data.use(Map.of("p", provider("/good", 3, serverAuthority)));
    ask("p");
    assertThat(ask("p")).contains("\"status_code\":0").contains("a_valid").contains("b_invalid");
    assertThat(questions).hasSize(1);
    clock.addAndGet(Duration.ofMinutes(4).toNanos());
    assertThat(ask("p")).contains("\"status_code\":200");
    assertThat(questions).hasSize(2);
  }

  @Test
  void tellsThePolicyOfAProviderThatIsNotThere() throws Exception {
    assertThat(ask("p")).isEqualTo("{\"errors\":null,\"responses\":null,\"status_code\":400,"
        + "\"system_error\":\"key is not found in provider cache\"}");
  }

  @Test
  void givesUpOnAProviderThatIsSilent() throws Exception {
    data.use(Map.of("p", provider("/silent", 1, serverAuthority)));
    assertThat(ask("p")).contains("\"status_code\":500")
        .contains("failed to send external data request");
  }

  @Test
  void refusesAnswersThatAreTooLargeOrNoAnswers() throws Exception {
    data.use(Map.of("large", provider("/large", 5, serverAuthority),
        "garbage", provider("/garbage", 5, serverAuthority)));
    assertThat(ask("large")).contains("\"status_code\":500").contains("system_error");
    assertThat(ask("garbage")).contains("failed to unmarshal external data response");
  }

  @Test
  void trustsOnlyTheAuthoritiesOfTheProvider() throws Exception {
    data.use(Map.of("p", provider("/good", 3, clientAuthority)));
    assertThat(ask("p")).contains("\"status_code\":500")
        .contains("failed to send external data request");
    assertThat(questions).isEmpty();
  }

  private String ask(String provider) throws Exception {
    var template = Template.parse(Resources.template(ASK), Origin.UNKNOWN,
        TemplateOptions.DEFAULT.withFunctions(List.of(data.function())));
    var constraint = template.constraint(
        Resources.constraint("c", "{parameters: {provider: " + provider + "}}"), Origin.UNKNOWN);
    var review = Review.of(Resources.pod("{}"), Optional.empty(), ReviewSource.ORIGINAL);
    var decision = PolicySet.builder().add(constraint).build()
        .review(review, EnforcementPoint.WEBHOOK, ReviewOptions.DEFAULT);
    return decision.results().getFirst().message();
  }

  private Provider provider(String path, int timeout, TestAuthority authority) throws Exception {
    return Provider.parse(Resources.object("""
        apiVersion: externaldata.gatekeeper.sh/v1beta1
        kind: Provider
        metadata: {name: %s}
        spec: {url: "https://127.0.0.1:%d%s", timeout: %d, caBundle: "%s"}
        """.formatted(path.equals("/large") ? "large" : path.equals("/garbage") ? "garbage" : "p",
        server.getAddress().getPort(), path, timeout, authority.bundle())));
  }

  private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      questions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** TLS 1.3 with client certificates. */
  private static final class DemandingClients extends HttpsConfigurator {

    DemandingClients(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      var tls = getSSLContext().getDefaultSSLParameters();
      tls.setProtocols(new String[]{"TLSv1.3"});
      tls.setNeedClientAuth(true);
      parameters.setSSLParameters(tls);
    }
  }
}
