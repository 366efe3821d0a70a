package dev.gatehouse.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.Descriptor;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.RegistryOptions;
import dev.gatehouse.trust.registry.RegistrySettings;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verified;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Our own side: a registry client and a verifier with a trust root. */
final class Ours implements AutoCloseable {

  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final RegistryClient client;
  private final Verifier verifier;

  Ours(TrustRoot root, List<String> registries) {
    var options = RegistryOptions.INTERACTIVE;
    for (var registry : registries) {
      options = options.with(registry, RegistrySettings.NAMED.withPlainHttp());
    }
    this.client = new RegistryClient(options, CredentialSource.ANONYMOUS);
    this.verifier = new Verifier(root);
  }

  RegistryClient client() {
    return client;
  }

  static Budget budget() {
    return Budget.of(Duration.ofSeconds(30));
  }

  /** Pushes an image as below, and has a tag name it. @return its reference by digest */
  String push(String repository, String tag, String text) throws RegistryException {
    var image = push(repository, text);
    var reference = ImageReference.parse(image);
    var manifest = client.manifest(reference, reference.digest().orElseThrow(), budget());
    client.writer(reference).manifest(tag, MANIFEST, manifest.bytes(), budget());
    return image;
  }

  /** Pushes an image of one layer with this text. @return its reference by digest */
  String push(String repository, String text) throws RegistryException {
    var image = ImageReference.parse(repository);
    var writer = client.writer(image);
    var config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{}}".getBytes(UTF_8);
    var layer = text.getBytes(UTF_8);
    writer.blob(config, budget());
    writer.blob(layer, budget());
    var manifest = """
        {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}"""
        .formatted(MANIFEST, descriptor(CONFIG, config), descriptor(LAYER, layer)).getBytes(UTF_8);
    var digest = Digest.of(manifest);
    writer.manifest(digest.toString(), MANIFEST, manifest, budget());
    return repository + "@" + digest;
  }

  private static String descriptor(String mediaType, byte[] content) {
    var descriptor = Descriptor.of(mediaType, content);
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(mediaType,
        descriptor.digest(), content.length);
  }

  /** What proves the image; the failures of every candidate if nothing does. */
  Verified verify(String image, Wanted wanted) throws RegistryException, VerificationException {
    var reference = ImageReference.parse(image);
    var digest = client.resolve(reference, budget()).digest();
    var materials = client.materials(reference, digest, budget());
    var failures = new ArrayList<VerificationException>();
    for (var material : materials.found()) {
      try {
        return verifier.verify(material, digest, wanted);
      } catch (VerificationException e) {
        failures.add(e);
      }
    }
    if (failures.isEmpty()) {
      throw new AssertionError("nothing found for " + image + ": " + materials.faults());
    }
    failures.subList(1, failures.size()).forEach(failures.getFirst()::addSuppressed);
    throw failures.getFirst();
  }

  @Override
  public void close() {
    client.close();
  }
}
