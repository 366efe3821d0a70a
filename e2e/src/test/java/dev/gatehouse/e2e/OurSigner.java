package dev.gatehouse.e2e;

import dev.gatehouse.http.AddressResolver;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Manner;
import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.RegistryWriter;
import dev.gatehouse.trust.registry.Storage;
import dev.gatehouse.trust.sign.ContentSigner;
import dev.gatehouse.trust.sign.ServiceClient;
import dev.gatehouse.trust.sign.SignedTexts;
import dev.gatehouse.trust.sign.SigningIdentity;
import dev.gatehouse.trust.sign.SigningServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Signs images as we do, with the services of a signing configuration. */
final class OurSigner implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Ours ours;
  private final HttpTransport transport = new HttpTransport(Manner.strict(AddressResolver.SYSTEM));

  OurSigner(Ours ours) {
    this.ours = ours;
  }

  /** What is signed: an image, or an attestation of a type about it, in either form. */
  record Order(SigningIdentity identity, Path config, Optional<String> predicateType,
      boolean isOlder) {

    static Order signature(SigningIdentity identity, Path config) {
      return new Order(identity, config, Optional.empty(), false);
    }

    static Order attestation(SigningIdentity identity, Path config, String type) {
      return new Order(identity, config, Optional.of(type), false);
    }

    Order inTheOlderForm() {
      return new Order(identity, config, predicateType, true);
    }
  }

  void sign(Order order, String image) throws Exception {
    var services = SigningServices.parse(Files.readAllBytes(order.config()), Instant.now());
    var signer = new ContentSigner(order.identity(), services,
        new ServiceClient(transport, TlsSettings.DEFAULT, PATIENCE));
    var reference = ImageReference.parse(image);
    var digest = reference.digest().orElseThrow();
    if (order.isOlder()) {
      append(signer, order, reference, digest);
    } else {
      attach(signer.statement(statement(order, reference, digest)), reference, digest);
    }
  }

  private static byte[] statement(Order order, ImageReference image, Digest digest)
      throws Exception {
    if (order.predicateType().isEmpty()) {
      return SignedTexts.signature(digest, Map.of());
    }
    var predicate = Json.parse("{\"buildDefinition\":{},\"runDetails\":{}}", JsonLimits.DEFAULT);
    return SignedTexts.attestation(digest, image.name(), order.predicateType().get(), predicate);
  }

  private void append(ContentSigner signer, Order order, ImageReference image, Digest digest)
      throws Exception {
    var type = order.predicateType();
    var layer = type.isEmpty()
        ? signer.simpleSigning(SignedTexts.simpleSigning(digest, image.name(), Map.of()))
        : signer.envelope(statement(order, image, digest), type.get());
    ours.client().writer(image).append(
        type.isEmpty() ? Storage.SIGNATURE_TAG : Storage.ATTESTATION_TAG, digest,
        new RegistryWriter.Layer(layer.mediaType(), layer.content(), layer.annotations()),
        Ours.budget());
  }

  private void attach(byte[] bundle, ImageReference image, Digest digest) throws Exception {
    var subject = ours.client().manifest(image, digest, Ours.budget()).descriptor();
    ours.client().writer(image).attach(subject, ContentSigner.BUNDLE,
        new RegistryWriter.Layer(ContentSigner.BUNDLE, bundle, Map.of()),
        Map.of("dev.sigstore.bundle.content", "dsse-envelope"), Ours.budget());
  }

  @Override
  public void close() {
    transport.close();
  }
}
