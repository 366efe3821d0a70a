package dev.gatehouse.cli.image;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.PredicateTypes;
import dev.gatehouse.trust.registry.Manifest;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.Resolved;
import dev.gatehouse.trust.registry.Storage;
import dev.gatehouse.trust.sign.ContentSigner;
import dev.gatehouse.trust.sign.SignedTexts;
import dev.gatehouse.trust.sign.SigningException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs images. */
@Command(name = "sign", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Signs what images stand for now, with a key or an identity token, and stores the signature",
    "beside them."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every image is signed", "1:an image is not there, or something failed"})
final class SignCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "names of images; better by digest than by tag")
  private List<String> images = new ArrayList<>();

  @Mixin
  private SignFlags flags = new SignFlags();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Option(names = {"-a",
      "--annotations"}, paramLabel = "KEY=VALUE", split = ",", description = "texts to sign too; may be repeated")
  private Map<String, String> annotations = new HashMap<>();

  @Option(names = "--sign-container-identity", paramLabel = "NAME", description = "the name that the older form's text gives the image (default: its repository)")
  private Optional<String> name = Optional.empty();

  @Option(names = {"-r",
      "--recursive"}, arity = "0..1", fallbackValue = "true", description = "sign every image of an index too, not the index alone")
  private boolean recursive;

  @Override
  public Integer call() throws Exception {
    return ImageException.reportPlainly(() -> {
      try (var client = registry.client()) {
        for (var text : images) {
          var image = RegistryFlags.reference(text);
          sign(client, image, registry.resolve(client, image));
        }
      }
      return 0;
    });
  }

  private void sign(RegistryClient client, ImageReference image, Resolved subject)
      throws RegistryException {
    if (image.digest().isEmpty()) {
      System.err.println("note: " + image.text() + " is a tag that may move; signed is "
          + subject.digest());
    }
    var stored = flags.sign(client, registry, image, subject,
        new Signature(name.orElse(image.name()), annotations));
    System.err.println("Signed " + image.name() + "@" + subject.digest() + ", " + stored);
    if (recursive && subject.isIndex()) {
      for (var child : Manifest.parse(subject).manifests()) {
        sign(client, image.withDigest(child.digest()),
            client.manifest(image, child.digest(), registry.budget()));
      }
    }
  }

  /** A signature over an image. */
  private record Signature(String repository, Map<String, String> annotations)
      implements
        SignFlags.Content {

    @Override
    public byte[] statement(Digest digest) {
      return SignedTexts.signature(digest, annotations);
    }

    @Override
    public ContentSigner.Layer layer(ContentSigner signer, Digest digest)
        throws SigningException {
      return signer.simpleSigning(
          SignedTexts.simpleSigning(digest, repository, annotations));
    }

    @Override
    public Storage place() {
      return Storage.SIGNATURE_TAG;
    }

    @Override
    public String predicateType() {
      return PredicateTypes.SIGNATURE;
    }
  }
}
