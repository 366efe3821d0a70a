package dev.gatehouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the page about image signatures says, from its first line to its last. */
class ImageSignaturesPageTest {

  private static final Path PAGE = Path.of(System.getProperty("gatehouse.home", ".."))
      .resolve("docs/image-signatures.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|sh|text)\n(.*?)^```");
  private static final Identity RELEASE = Identity.email("https://issuer.example.com",
      "release@shop.example");

  @TempDir
  Path folder;

  private SigstoreServer server;
  private final List<String> judged = new ArrayList<>();
  private String output = "";

  @BeforeEach
  void start() throws IOException {
    server = LocalSigstore.create(InstantSource.system()).serve();
    write("trusted_root.json", Json.write(server.sigstore().trustedRoot()));
    write("signing_config.json",
        Json.write(server.signingConfig(Optional.of(LogVersion.V2), true)));
    write("token", server.token(RELEASE));
    server.registry().push("shop/web", "1.0", "web");
    server.registry().push("shop/api", "1.0", "api");
    server.registry().push("shop/other", "1.0", "other");
    write("policies/settings.yaml", """
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImageSettings
        metadata: {name: settings}
        spec: {registries: [{host: "%s", plainHTTP: true}]}
        """.formatted(server.address()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void theWholeStory() throws Exception {
    var page = Files.readString(PAGE).replace("registry.example.com", server.address());
    var blocks = BLOCK.matcher(page);
    while (blocks.find()) {
      var text = blocks.group(2);
      switch (blocks.group(1)) {
        case "yaml" -> write(text.substring(2, text.indexOf('\n')), text);
        case "sh" -> run(List.of(text.strip().split(" ")));
        default -> assertThat(output).contains(text.lines().toList());
      }
    }
    assertThat(judged).hasSize(3);
  }

  private void run(List<String> command) throws Exception {
    if (command.getFirst().equals("cosign")) {
      sign(command);
      return;
    }
    var subject = command.getLast();
    if (judged.contains(subject)) {
      server.registry().push("shop/web", "1.0", "something else");
    }
    if (command.get(1).equals("review")) {
      judged.add(subject);
    }
    output = Ran.command(command.stream().skip(1).map(this::inFolder).toArray(String[]::new))
        .output();
  }

  private String inFolder(String argument) {
    var file = folder.resolve(argument);
    return Files.exists(file) ? file.toString() : argument;
  }

  /** With the real cosign if it is there, else as it would. */
  private void sign(List<String> command) throws Exception {
    var program = cosign();
    if (!Files.isExecutable(program)) {
      var digest = server.registry().digest("shop/api", "1.0").orElseThrow();
      server.registry().attach("shop/api", digest, server.sigstore().signing(digest).by(RELEASE)
          .logged(LogVersion.V2).bundle());
      return;
    }
    var log = folder.resolve("cosign.log");
    var builder = new ProcessBuilder(
        Stream.concat(Stream.of(program.toString()), command.stream().skip(1)).toList())
        .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("TUF_MIRROR", "http://127.0.0.1:1");
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log, UTF_8)).isZero();
  }

  private static Path cosign() {
    var peers = System.getenv("GATEHOUSE_PEERS");
    return peers == null
        ? Path.of(System.getProperty("user.home"), ".cache", "gatehouse", "peers", "cosign")
        : Path.of(peers, "cosign");
  }
}
