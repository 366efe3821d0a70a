package dev.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real cosign, in a folder, without any way to the public Sigstore. */
record Cosign(Path folder) {

  private static final Map<String, String> ENVIRONMENT = Map.of("TUF_MIRROR",
      "http://127.0.0.1:1", "COSIGN_PASSWORD", "");

  Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  /** @param arguments texts, and lists of such arguments */
  Program.Result run(Object... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Peers.program("cosign").toString()));
    addAll(List.of(arguments), command);
    return Program.run(folder, ENVIRONMENT, command);
  }

  private static void addAll(List<?> arguments, List<String> command) {
    for (var argument : arguments) {
      if (argument instanceof List<?> several) {
        addAll(several, command);
      } else {
        command.add(argument.toString());
      }
    }
  }
}
