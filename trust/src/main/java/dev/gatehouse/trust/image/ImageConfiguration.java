package dev.gatehouse.trust.image;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.Budget;
import dev.gatehouse.trust.registry.Manifest;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.util.Set;

/**
 * The configurations of an image by platform, {@code os/architecture[/variant]}: one, or those of an
 * index.
 */
final class ImageConfiguration {

  private static final int LARGEST = 1 << 20;
  private static final int MOST_PLATFORMS = 50;
  private static final Set<String> CONFIGURATIONS = Set.of(
      "application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");

  private final RegistryClient client;
  private final ImageReference image;
  private final Budget budget;

  ImageConfiguration(RegistryClient client, ImageReference image, Budget budget) {
    this.client = client;
    this.image = image;
    this.budget = budget;
  }

  /** @throws RegistryException if any of them cannot be had */
  ObjectValue of(Digest digest) throws RegistryException {
    var configurations = ObjectValue.builder();
    var manifest = Manifest.parse(client.manifest(image, digest, budget));
    if (manifest.manifests().size() > MOST_PLATFORMS) {
      throw new RegistryException(Reason.TOO_LARGE,
          "the index has more than " + MOST_PLATFORMS + " images");
    }
    if (manifest.manifests().isEmpty()) {
      add(manifest, configurations);
    }
    for (var part : manifest.manifests()) {
      add(Manifest.parse(client.manifest(image, part.digest(), budget)), configurations);
    }
    return configurations.build();
  }

  /** What is no image of its own, such as an attestation among the images, has no platform. */
  private void add(Manifest manifest, ObjectValue.Builder configurations)
      throws RegistryException {
    if (manifest.config().isEmpty()
        || !CONFIGURATIONS.contains(manifest.config().get().mediaType())) {
      return;
    }
    var configuration = read(client.blob(image, manifest.config().get(), LARGEST, budget));
    configurations.put(platform(configuration), configuration);
  }

  private static ObjectValue read(byte[] json) throws RegistryException {
    try {
      if (Json.parseStrict(json, JsonLimits.DEFAULT) instanceof ObjectValue object) {
        return object;
      }
    } catch (TextException e) {
      throw new RegistryException(
          Reason.MALFORMED, "the configuration of the image is no JSON: " + e.getMessage(), e);
    }
    throw new RegistryException(
        Reason.MALFORMED, "the configuration of the image is no JSON object");
  }

  private static String platform(ObjectValue configuration) {
    var platform = text(configuration, "os") + "/" + text(configuration, "architecture");
    var variant = text(configuration, "variant");
    return variant.isEmpty() ? platform : platform + "/" + variant;
  }

  private static String text(ObjectValue object, String field) {
    return object.get(field) instanceof StringValue text ? text.value() : "";
  }
}
