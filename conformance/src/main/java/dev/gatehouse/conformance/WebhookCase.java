package dev.gatehouse.conformance;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.KubernetesObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recorded review, sent to our server over TLS.
 *
 * @param review the file with the AdmissionReview
 * @param recorded the file with the response that Gatekeeper gave
 */
record WebhookCase(String id, HttpClient client, URI address, Path review, Path recorded)
    implements
      Case {

  @Override
  public @Nullable String run() {
    try {
      var post = HttpRequest.newBuilder(address).header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofFile(review)).build();
      var answer = client.send(post, HttpResponse.BodyHandlers.ofByteArray());
      var wanted = essence(Json.parse(Files.readAllBytes(recorded)));
      var given = essence(KubernetesObject.of((ObjectValue) Json.parse(answer.body()))
          .at("response"));
      return wanted.equals(given) ? null : "wanted " + wanted + " but got " + given;
    } catch (IOException | TextException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** What must be the same; lines are sorted because those that tie come in any order. */
  private static List<String> essence(@Nullable Value response) {
    if (!(response instanceof ObjectValue fields)) {
      return List.of("no response");
    }
    var object = KubernetesObject.of(fields);
    var lines = object.textAt("status", "message").lines().sorted().toList();
    var warnings = object.at("warnings") instanceof ArrayValue array
        ? array.items().stream().map(Value::toString).sorted().toList()
        : List.of();
    return List.of(object.textAt("uid"), "allowed " + object.at("allowed"),
        "code " + object.at("status", "code"), "reason " + object.textAt("status", "reason"),
        "message " + lines, "warnings " + warnings);
  }
}
