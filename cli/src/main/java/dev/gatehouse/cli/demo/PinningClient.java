package dev.gatehouse.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.cli.review.ReviewRequest;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.kube.KubernetesObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** Asks a server to pin a Pod's image, as the API server would before the Pod is judged. */
final class PinningClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client;
  private final URI address;

  PinningClient(URI server, SSLContext trust) {
    this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(PATIENCE).build();
    this.address = server.resolve("/v1/mutate");
  }

  /** The reference that the server writes into the Pod; empty if it leaves the Pod as it is. */
  String pinned(ReviewRequest request) throws IOException, InterruptedException {
    var post = HttpRequest.newBuilder(address).timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(Json.writeBytes(request.review()))).build();
    try {
      var answer = Json.parse(client.send(post, BodyHandlers.ofByteArray()).body());
      var patch = answer instanceof ObjectValue review
          ? KubernetesObject.of(review).textAt("response", "patch")
          : "";
      return patch.isEmpty() ? "" : firstValue(Base64.getDecoder().decode(patch));
    } catch (TextException e) {
      throw new IOException("the server's answer is no JSON: " + e.getMessage(), e);
    }
  }

  private static String firstValue(byte[] patch) throws IOException, TextException {
    if (Json.parse(patch) instanceof ArrayValue operations && !operations.isEmpty()
        && operations.get(0) instanceof ObjectValue operation
        && operation.get("value") instanceof StringValue value) {
      return value.value();
    }
    throw new IOException("the server's patch names no image: " + new String(patch, UTF_8));
  }

  @Override
  public void close() {
    client.close();
  }
}
