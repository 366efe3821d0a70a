package dev.gatehouse.cli.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Attests something about an image. */
@Command(name = "attest", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Attests what a file says about an image: makes an in-toto statement of it, signs that and",
    "stores it beside the image."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:attested", "1:the image is not there, or something failed"})
final class AttestCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", description = "the name of an image; better by digest than by tag")
  private String image = "";

  @Option(names = "--predicate", paramLabel = "FILE", description = "what is attested, JSON")
  private Optional<Path> predicate = Optional.empty();

  @Option(names = "--statement", paramLabel = "FILE", description = "instead a whole in-toto statement about the image")
  private Optional<Path> statement = Optional.empty();

  @Option(names = "--type", paramLabel = "TYPE", defaultValue = "custom", description = "the predicate type: a URI or cosign's name for one (default: ${DEFAULT-VALUE})")
  private String type = "custom";

  @Mixin
  private SignFlags flags = new SignFlags();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Override
  public Integer call() throws Exception {
    return ImageException.reportPlainly(() -> {
      var reference = RegistryFlags.reference(image);
      if (predicate.isPresent() == statement.isPresent()) {
        throw ImageException.failed("say what is attested: --predicate FILE or --statement FILE");
      }
      try (var client = registry.client()) {
        var subject = registry.resolve(client, reference);
        var content = content(reference, subject.digest());
        var stored = flags.sign(client, registry, reference, subject, content);
        System.err.println("Attested " + content.predicateType() + " about " + reference.name()
            + "@" + subject.digest() + ", " + stored);
      }
      return 0;
    });
  }

  private Attestation content(ImageReference reference, Digest image) {
    if (statement.isPresent()) {
      return given(statement.get(), image);
    }
    var uri = VerifyAttestationCommand.uri(type);
    return new Attestation(uri, SignedTexts.attestation(image, reference.name(), uri,
        read("--predicate", predicate.orElseThrow())));
  }

  /** It must be about the image, else nobody who verifies the image would take it. */
  private static Attestation given(Path file, Digest image) {
    var wanted = ObjectValue.of(image.algorithm().text(), StringValue.of(image.hex()));
    if (read("--statement", file) instanceof ObjectValue whole
        && whole.get("predicateType") instanceof StringValue uri
        && whole.get("subject") instanceof ArrayValue subjects
        && digests(subjects).contains(wanted)) {
      return new Attestation(uri.value(), Json.writeBytes(whole));
    }
    throw ImageException.failed("--statement " + file
        + " is no in-toto statement with a predicateType whose subject is " + image);
  }

  /** The digests of subjects. */
  private static List<Value> digests(ArrayValue subjects) {
    var digests = new ArrayList<Value>();
    for (int i = 0; i < subjects.size(); i++) {
      if (subjects.get(i) instanceof ObjectValue subject
          && subject.get("digest") instanceof ObjectValue digest) {
        digests.add(digest);
      }
    }
    return digests;
  }

  private static Value read(String flag, Path file) {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (IOException | TextException e) {
      throw ImageException.failed(flag + " " + file + " cannot be read: " + e.getMessage());
    }
  }

  /** A statement about an image. */
  private record Attestation(String predicateType, byte[] statement) implements SignFlags.Content {

    @Override
    public byte[] statement(Digest digest) {
      return statement;
    }

    @Override
    public ContentSigner.Layer layer(ContentSigner signer, Digest digest)
        throws SigningException {
      return signer.envelope(statement, predicateType);
    }

    @Override
    public Storage place() {
      return Storage.ATTESTATION_TAG;
    }
  }
}
