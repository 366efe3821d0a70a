package dev.gatehouse.cli.image;

import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.sign.KeyFile;
import dev.gatehouse.trust.sign.SigningException;
import dev.gatehouse.trust.sign.SigningIdentity;
import dev.gatehouse.trust.sign.SigningKey;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who signs. State: the identity, which is read once, for unsealing a key takes long. */
final class SignerFlags {

  private static final int LONGEST_NAME = 255;

  @Option(names = "--key", paramLabel = "FILE", description = "a private key as `keygen` or cosign writes it, or env://NAME; its password is in COSIGN_PASSWORD")
  private Optional<String> key = Optional.empty();

  @Option(names = {"--certificate",
      "--cert"}, paramLabel = "FILE", description = "a certificate of one's own authority for the key, PEM")
  private Optional<Path> certificate = Optional.empty();

  @Option(names = "--certificate-chain", paramLabel = "FILE", description = "those above it, PEM")
  private Optional<Path> chain = Optional.empty();

  @Option(names = "--identity-token", paramLabel = "TOKEN", description = "an identity token, or a file that holds one; else SIGSTORE_ID_TOKEN")
  private Optional<String> token = Optional.empty();

  private @Nullable SigningIdentity identity;

  SigningIdentity identity() throws SigningException, IOException, MalformedException {
    if (identity == null) {
      identity = read();
    }
    return identity;
  }

  private SigningIdentity read() throws SigningException, IOException, MalformedException {
    if (key.isPresent()) {
      var signer = KeyFile.read(KeyText.read(key.get()), KeygenCommand.password());
      return certificate.isPresent() ? certified(signer) : new SigningIdentity.Key(signer);
    }
    if (certificate.isPresent() || chain.isPresent()) {
      throw ImageException.failed("--certificate needs its --key");
    }
    var given = token.orElseGet(() -> System.getenv().getOrDefault("SIGSTORE_ID_TOKEN", ""));
    if (given.isEmpty()) {
      throw ImageException.failed(
          "say who signs: --key FILE, or --identity-token TOKEN for keyless signing");
    }
    var isFile = given.length() <= LONGEST_NAME && Files.isRegularFile(Path.of(given));
    return new SigningIdentity.Token(
        isFile ? Files.readString(Path.of(given), StandardCharsets.UTF_8).strip() : given);
  }

  private SigningIdentity certified(SigningKey signer) throws IOException, MalformedException {
    var certificates = new ArrayList<>(
        Certificate.parsePem(Files.readString(certificate.orElseThrow())));
    if (certificates.size() != 1 || !certificates.getFirst().key().equals(
        signer.verificationKey())) {
      throw ImageException.failed("--certificate must hold one certificate, that of --key");
    }
    if (chain.isPresent()) {
      certificates.addAll(Certificate.parsePem(Files.readString(chain.get())));
    }
    return new SigningIdentity.Certified(signer, certificates);
  }

  /** By whom it can be verified; empty if by a certificate. */
  Optional<Authority> authority() throws SigningException, IOException, MalformedException {
    return identity() instanceof SigningIdentity.Key own
        ? Optional.of(new Authority.Key(own.key().verificationKey()))
        : Optional.empty();
  }
}
