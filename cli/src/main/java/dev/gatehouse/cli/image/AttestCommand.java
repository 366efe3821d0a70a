package dev.gatehouse.cli.image;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.Storage;
import dev.gatehouse.trust.sign.ContentSigner;
import dev.gatehouse.trust.sign.SignedTexts;
import dev.gatehouse.trust.sign.SigningException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Attests something about an image. */
@Command(name = "attest", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Attests what a file says about an image: makes an in-toto statement of it, signs that and",
    "stores it beside the image."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:attested", "11:the image is not there", "1:something else failed"})
final class AttestCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", description = "the name of an image; better by digest than by tag")
  private String image = "";

  @Option(names = "--predicate", paramLabel = "FILE", required = true, description = "what is attested, JSON")
  private Path predicate = Path.of("");

  @Option(names = "--type", paramLabel = "TYPE", defaultValue = "custom", description = "the predicate type: a URI or cosign's name for one (default: ${DEFAULT-VALUE})")
  private String type = "custom";

  @Mixin
  private SignFlags flags = new SignFlags();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var reference = RegistryFlags.reference(image);
      var content = new Attestation(
          reference, VerifyAttestationCommand.uri(type), predicate(predicate));
      try (var client = registry.client()) {
        var subject = registry.resolve(client, reference);
        var stored = flags.sign(client, registry, reference, subject, content);
        System.err.println("Attested " + content.predicateType() + " about " + reference.name()
            + "@" + subject.digest() + ", stored as " + stored);
      }
      return 0;
    });
  }

  private static Value predicate(Path file) {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (IOException | TextException e) {
      throw ImageException.failed("--predicate " + file + " cannot be read: " + e.getMessage());
    }
  }

  /** A statement about an image. */
  private record Attestation(ImageReference image, String predicateType, Value predicate)
      implements
        SignFlags.Content {

    @Override
    public byte[] statement(Digest digest) {
      return SignedTexts.attestation(digest, image.name(), predicateType, predicate);
    }

    @Override
    public ContentSigner.Layer layer(ContentSigner signer, Digest digest)
        throws SigningException {
      return signer.envelope(statement(digest), predicateType);
    }

    @Override
    public Storage place() {
      return Storage.ATTESTATION_TAG;
    }
  }
}
