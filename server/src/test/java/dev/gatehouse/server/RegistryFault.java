package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a registry may do to whoever asks it. */
enum RegistryFault implements FaultyRegistry.Fault {

  SLOW(out -> {
    head(out, 200, "Content-Type: " + Types.MANIFEST, "Content-Length: 100000");
    for (var i = 0; i < 100; i++) {
      out.write('{');
      out.flush();
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }), SILENT(out -> LockSupport.parkNanos(Duration.ofSeconds(20).toNanos())), DOWN(
      out -> {}), BROKEN(out -> head(out, 500, "Content-Length: 0")), TOO_MANY_REQUESTS(
          out -> head(out, 429, "Retry-After: 900", "Content-Length: 0")), LYING_DIGEST(out -> {
            var manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + Types.MANIFEST
                + "\",\"layers\":[]}";
            head(out, 200, "Content-Type: " + Types.MANIFEST,
                "Content-Length: " + manifest.length(),
                "Docker-Content-Digest: sha256:" + "0".repeat(64));
            out.write(manifest.getBytes(ISO_8859_1));
          }), ENDLESS_BODY(out -> {
            head(out, 200, "Content-Type: " + Types.INDEX);
            pour(out, Long.MAX_VALUE);
          }), MANIFEST_OF_200_MEGABYTES(out -> {
            head(out, 200, "Content-Type: " + Types.MANIFEST, "Content-Length: " + (200 << 20));
            pour(out, 200 << 20);
          }), REDIRECT_TO_METADATA(out -> head(out, 307,
              "Location: http://169.254.169.254/latest/meta-data/",
              "Content-Length: 0")), REALM_ELSEWHERE(
                  out -> head(out, 401,
                      "WWW-Authenticate: Bearer realm=\"http://169.254.169.254/token\",service=\"x\"",
                      "Content-Length: 0")), TEN_THOUSAND_REFERRERS(out -> {
                        var entry = "{\"mediaType\":\"" + Types.MANIFEST + "\",\"artifactType\":\""
                            + Types.BUNDLE
                            + "\",\"digest\":\"sha256:%064x\",\"size\":100}";
                        var index = IntStream.range(0, 10_000).mapToObj(entry::formatted)
                            .collect(Collectors.joining(
                                ",", "{\"schemaVersion\":2,\"mediaType\":\"" + Types.INDEX
                                    + "\",\"manifests\":[",
                                "]}"));
                        head(out, 200, "Content-Type: " + Types.INDEX,
                            "Content-Length: " + index.length());
                        out.write(index.getBytes(ISO_8859_1));
                      }), TRUNCATED(out -> {
                        head(out, 200, "Content-Type: " + Types.MANIFEST, "Content-Length: 1000");
                        out.write('{');
                      });

  private final FaultyRegistry.Fault fault;

  RegistryFault(FaultyRegistry.Fault fault) {
    this.fault = fault;
  }

  private interface Types {
    String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    String INDEX = "application/vnd.oci.image.index.v1+json";
    String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  }

  @Override
  public void play(OutputStream out) throws IOException {
    fault.play(out);
  }

  private static void head(OutputStream out, int status, String... headers) throws IOException {
    out.write(("HTTP/1.1 " + status + " Whatever\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
        .getBytes(ISO_8859_1));
    out.flush();
  }

  private static void pour(OutputStream out, long bytes) throws IOException {
    var piece = " ".repeat(1 << 16).getBytes(ISO_8859_1);
    for (var left = bytes; left > 0; left -= piece.length) {
      out.write(piece);
    }
  }
}
