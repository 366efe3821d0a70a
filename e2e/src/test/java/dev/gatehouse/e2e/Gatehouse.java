package dev.gatehouse.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Our own program as a process, with the certificate {@code server}: a webhook or a provider. */
record Gatehouse(Program program, Path folder, int port, int monitoring) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** @param command {@code serve} or {@code provider}, with its own options */
  static Gatehouse start(Path folder, Certificates certificates, String... command)
      throws IOException, InterruptedException {
    var port = Program.freePort();
    var monitoring = Program.freePort();
    var line = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
        System.getProperty("java.class.path"), "dev.gatehouse.cli.Main"));
    line.addAll(List.of(command));
    line.addAll(List.of("--address", "127.0.0.1:" + port, "--monitoring-address",
        "127.0.0.1:" + monitoring, "--certificate", certificates.certificate("server").toString(),
        "--key", certificates.key("server").toString()));
    var gatehouse = new Gatehouse(Program.start(folder, Map.of(), line), folder, port, monitoring);
    Await.until("gatehouse is ready", PATIENCE, gatehouse::isReady);
    return gatehouse;
  }

  private boolean isReady() throws IOException, InterruptedException {
    program.requireRunning();
    return monitored("/readyz").status() == 0;
  }

  private Program.Result monitored(String path) throws IOException, InterruptedException {
    return Program.run(folder, Map.of(),
        List.of("curl", "-sf", "http://127.0.0.1:" + monitoring + path));
  }

  /** Where it is asked. */
  String url(String path) {
    return "https://127.0.0.1:" + port + path;
  }

  /** How many images were answered about from a source, such as {@code registry}. */
  long answered(String source) throws IOException, InterruptedException {
    var line = Pattern
        .compile("(?m)^gatehouse_images_total\\{.*source=\"" + source + "\".*} ([0-9.]+)$")
        .matcher(monitored("/metrics").orFail());
    return line.results().mapToLong(found -> (long) Double.parseDouble(found.group(1))).sum();
  }

  @Override
  public void close() {
    program.close();
  }
}
