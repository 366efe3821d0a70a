package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry answers as the distribution specification has it. */
class RegistryEndpointsTest {

  private static final String BLOB = LocalRegistry.digest("blob".getBytes(UTF_8));

  private final HttpClient client = HttpClient.newHttpClient();
  private SigstoreServer server;

  @BeforeEach
  void start() throws IOException {
    server = LocalSigstore.create(Clock.systemUTC()).serve();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(server.url()).resolve(path))
        .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void saysThatItIsARegistry() throws Exception {
    assertThat(send("GET", "/v2/", "").statusCode()).isEqualTo(200);
  }

  @Test
  void storesABlobInParts() throws Exception {
    var begun = send("POST", "/v2/a/b/blobs/uploads/", "");
    assertThat(begun.statusCode()).isEqualTo(202);
    var location = header(begun, "Location");
    assertThat(header(send("PATCH", location, "bl"), "Range")).isEqualTo("0-1");
    assertThat(send("PUT", location + "?digest=" + BLOB, "ob").statusCode()).isEqualTo(201);
    assertThat(send("GET", "/v2/a/b/blobs/" + BLOB, "").body()).isEqualTo("blob");
    assertThat(send("GET", "/v2/other/blobs/" + BLOB, "").statusCode()).isEqualTo(404);
    assertThat(send("POST", "/v2/other/blobs/uploads/?from=a/b&mount=" + BLOB, "").statusCode())
        .isEqualTo(201);
  }

  @Test
  void refusesABlobThatIsNotItsDigest() throws Exception {
    assertThat(send("POST", "/v2/a/blobs/uploads/?digest=" + BLOB, "other").statusCode())
        .isEqualTo(400);
  }

  @Test
  void findsAManifestByTagAndByDigest() throws Exception {
    var digest = server.registry().push("a", "1.0", "hello");
    var byTag = send("GET", "/v2/a/manifests/1.0", "");
    assertThat(header(byTag, "Docker-Content-Digest")).isEqualTo(digest);
    assertThat(send("GET", "/v2/a/manifests/" + digest, "").body()).isEqualTo(byTag.body());
    assertThat(send("GET", "/v2/a/tags/list", "").body())
        .isEqualTo("{\"name\":\"a\",\"tags\":[\"1.0\"]}");
    assertThat(send("DELETE", "/v2/a/manifests/1.0", "").statusCode()).isEqualTo(202);
    assertThat(send("GET", "/v2/a/manifests/1.0", "").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAManifestThatIsNotItsDigest() throws Exception {
    assertThat(send("PUT", "/v2/a/manifests/" + BLOB, "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void listsReferrersOnlyWhereTheyAreServed() throws Exception {
    var digest = server.registry().push("a", "1.0", "hello");
    server.registry().attach("a", digest, "{}".getBytes(UTF_8));
    var type = BundleVersion.V0_3.mediaType();
    var all = send("GET", "/v2/a/referrers/" + digest, "");
    assertThat(all.body()).contains("\"artifactType\":\"" + type + "\"");
    var filtered = send("GET", "/v2/a/referrers/" + digest + "?artifactType=other", "");
    assertThat(filtered.body()).doesNotContain(type);
    assertThat(header(filtered, "OCI-Filters-Applied")).isEqualTo("artifactType");
    server.registry().serveReferrers(false);
    assertThat(send("GET", "/v2/a/referrers/" + digest, "").statusCode()).isEqualTo(404);
    server.registry().attach("a", digest, "{}".getBytes(UTF_8));
    assertThat(send("GET", "/v2/a/manifests/" + digest.replace(':', '-'), "").body())
        .contains("manifests");
  }

  @Test
  void movesATag() throws Exception {
    server.registry().push("a", "1.0", "hello");
    var other = server.registry().push("a", "2.0", "other");
    server.registry().tag("a", "1.0", other);
    assertThat(header(send("GET", "/v2/a/manifests/1.0", ""), "Docker-Content-Digest"))
        .isEqualTo(other);
  }
}
