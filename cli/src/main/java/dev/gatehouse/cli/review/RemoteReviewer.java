package dev.gatehouse.cli.review;

import dev.gatehouse.cli.review.Outcome.Finding;
import dev.gatehouse.cli.review.Outcome.Verdict;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.KubernetesObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Reviews through a running server, as the API server would ask it. */
public final class RemoteReviewer implements Reviewer {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client;
  private final URI address;

  /**
   * @param server the server's address, such as {@code https://127.0.0.1:8443}
   * @param trust whom to believe that it is the server
   */
  public RemoteReviewer(URI server, SSLContext trust) {
    this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(PATIENCE).build();
    this.address = server.resolve("/v1/admit");
  }

  @Override
  public Outcome review(ReviewRequest request) {
    var post = HttpRequest.newBuilder(address).timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.writeBytes(request.review()))).build();
    try {
      var answer = client.send(post, HttpResponse.BodyHandlers.ofByteArray());
      var body = Json.parse(answer.body());
      return body instanceof ObjectValue review
          && review.get("response") instanceof ObjectValue response
              ? outcome(request, KubernetesObject.of(response))
              : LocalReviewer.failed(request,
                  "the server answered " + answer.statusCode() + ": " + Json.write(body));
    } catch (IOException | TextException e) {
      return LocalReviewer.failed(request, "no answer from " + address + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return LocalReviewer.failed(request, "interrupted");
    }
  }

  private static Outcome outcome(ReviewRequest request, KubernetesObject response) {
    var findings = new ArrayList<Finding>();
    var message = response.textAt("status", "message");
    if (response.at("allowed") == BooleanValue.TRUE) {
      warnings(response.at("warnings")).forEach(line -> findings.add(finding("warn", line)));
      return new Outcome(request.file(), request.title(),
          findings.isEmpty() ? Verdict.ALLOWED : Verdict.WARNED, findings);
    }
    if (!response.textAt("status", "reason").equals("Forbidden")) {
      return LocalReviewer.failed(request, message);
    }
    message.lines().forEach(line -> findings.add(finding("deny", line)));
    warnings(response.at("warnings")).forEach(line -> findings.add(finding("warn", line)));
    return new Outcome(request.file(), request.title(), Verdict.DENIED, findings);
  }

  private static List<String> warnings(@org.jspecify.annotations.Nullable Value value) {
    var lines = new ArrayList<String>();
    if (value instanceof ArrayValue array) {
      for (var item : array) {
        if (item instanceof StringValue line) {
          lines.add(line.value());
        }
      }
    }
    return lines;
  }

  /** A line is {@code [constraint] message}; the rest of a message of several lines has no bracket. */
  private static Finding finding(String action, String line) {
    var end = line.startsWith("[") ? line.indexOf("] ") : -1;
    return end < 0
        ? new Finding(action, "", line, Optional.empty())
        : new Finding(action, line.substring(1, end), line.substring(end + 2), Optional.empty());
  }

  @Override
  public void close() {
    client.close();
  }
}
