package dev.gatehouse.cli.image;

import dev.gatehouse.trust.sign.KeyFile;
import dev.gatehouse.trust.sign.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key to sign with. */
@Command(name = "keygen", aliases = "generate-key-pair", mixinStandardHelpOptions = true, description = {
    "Makes a key pair: PREFIX.key, sealed with a password, and PREFIX.pub. cosign takes them too.",
    "The password is in COSIGN_PASSWORD, else it is asked for."})
final class KeygenCommand implements Callable<Integer> {

  @Option(names = "--output-key-prefix", paramLabel = "PREFIX", defaultValue = "cosign", description = "beginning of the files' names (default: ${DEFAULT-VALUE})")
  private String prefix = "cosign";

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var key = SigningKey.generate();
      var secret = Path.of(prefix + ".key");
      try {
        var permissions = PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rw-------"));
        Files.createFile(secret, permissions);
        Files.writeString(secret, KeyFile.write(key, password()), StandardOpenOption.WRITE);
        Files.writeString(Path.of(prefix + ".pub"), KeyFile.writePublic(key),
            StandardOpenOption.CREATE_NEW);
      } catch (IOException e) {
        throw ImageException.failed("the key cannot be written: " + e
            + "; files that are there are not replaced");
      }
      System.err.println("Private key written to " + secret + "\nPublic key written to " + prefix
          + ".pub");
      return 0;
    });
  }

  /** The password of key files. */
  static byte[] password() {
    var variable = System.getenv("COSIGN_PASSWORD");
    if (variable != null) {
      return variable.getBytes(StandardCharsets.UTF_8);
    }
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      throw ImageException.failed("the key's password is missing: set COSIGN_PASSWORD");
    }
    return new String(console.readPassword("Password of the key: "))
        .getBytes(StandardCharsets.UTF_8);
  }
}
