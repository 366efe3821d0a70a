package dev.gatehouse.policy.provider;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks one provider, over TLS 1.3 and nothing older, trusting only the authorities it names. Answers
 * are bounded in time and size.
 */
final class ProviderClient implements AutoCloseable {

  private static final String API_VERSION = "externaldata.gatekeeper.sh/v1beta1";
  private static final int INTERNAL_ERROR = 500;
  private static final int LARGEST_ANSWER = 4 << 20;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  private final Provider provider;
  private final HttpClient http;

  ProviderClient(Provider provider, Supplier<Optional<ClientCertificate>> certificate)
      throws ProviderException {
    this.provider = provider;
    try {
      var parameters = new SSLParameters();
      parameters.setProtocols(new String[]{"TLSv1.3"});
      this.http = HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(timeout())
          .sslContext(context(certificate))
          .sslParameters(parameters)
          .build();
    } catch (GeneralSecurityException | IOException e) {
      throw new ProviderException(INTERNAL_ERROR, "failed to get HTTP client: " + e.getMessage());
    }
  }

  Provider provider() {
    return provider;
  }

  /**
   * The provider's answer.
   *
   * @param keys what it is asked about
   * @throws ProviderException if there is no answer in time, or none that can be read
   */
  ProviderAnswer ask(List<String> keys) throws ProviderException {
    var response = send(HttpRequest.newBuilder(provider.url())
        .timeout(timeout())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(Json.writeBytes(question(keys))))
        .build());
    try {
      var answer = Json.parse(response.body(), JsonLimits.DEFAULT.withMaxBytes(LARGEST_ANSWER));
      return ProviderAnswer.parse(answer, response.statusCode());
    } catch (TextException e) {
      throw new ProviderException(
          INTERNAL_ERROR, "failed to unmarshal external data response: " + e.getMessage());
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws ProviderException {
    var answer = http.sendAsync(request,
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return answer.get(timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unsent("no answer within " + timeout());
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw unsent(String.valueOf(cause.getMessage()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw unsent("interrupted");
    }
  }

  private ProviderException unsent(String reason) {
    return new ProviderException(INTERNAL_ERROR,
        "failed to send external data request: Post \"" + provider.url() + "\": " + reason);
  }

  /** A provider without a timeout gets five seconds. */
  private Duration timeout() {
    return provider.timeout().isZero() ? DEFAULT_TIMEOUT : provider.timeout();
  }

  private static ObjectValue question(List<String> keys) {
    return ObjectValue.builder()
        .put("apiVersion", StringValue.of(API_VERSION))
        .put("kind", StringValue.of("ProviderRequest"))
        .put("request", ObjectValue.of("keys",
            ArrayValue.of(keys.stream().map(StringValue::of).toArray(Value[]::new))))
        .build();
  }

  private SSLContext context(Supplier<Optional<ClientCertificate>> certificate)
      throws GeneralSecurityException, IOException {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    var count = 0;
    for (var authority : provider.authorities()) {
      trusted.setCertificateEntry("authority-" + count++, authority);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[]{new ClientKeys(certificate)}, trust.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
