package dev.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Certificates in a folder, each as {@code NAME.crt} and {@code NAME.key}: of an authority
 * {@code ca}, a {@code server} on loopback, callers of any names, and callers of the same names whom
 * a {@code stranger} vouches for.
 */
record Certificates(Path folder) {

  /** @param callers each {@code NAME=COMMON_NAME} */
  static Certificates make(Path folder, String... callers)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var script = folder.resolve("certificates.sh");
    try (var in = Certificates.class.getResourceAsStream("/certificates.sh")) {
      Files.write(script, in.readAllBytes());
    }
    var command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(callers));
    Program.run(folder, Map.of(), command).orFail();
    return new Certificates(folder);
  }

  Path certificate(String name) {
    return folder.resolve(name + ".crt");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** As resources of Kubernetes hold an authority. */
  String bundle(String authority) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(certificate(authority)));
  }
}
