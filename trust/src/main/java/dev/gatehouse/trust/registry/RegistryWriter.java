package dev.gatehouse.trust.registry;

import dev.gatehouse.http.HttpAnswer;
import dev.gatehouse.http.HttpCall;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stores signatures in one repository, always at the registry itself and never at a mirror. */
public final class RegistryWriter {

  private static final String OCTETS = "application/octet-stream";
  private static final byte[] EMPTY_CONFIG = {'{', '}'};
  private static final int MOST_ATTEMPTS = 3;

  private final RegistryClient client;
  private final ImageReference repository;
  private final Endpoint endpoint;

  RegistryWriter(RegistryClient client, ImageReference repository) throws RegistryException {
    this.client = client;
    this.repository = repository;
    this.endpoint = Endpoint.origin(repository, client.options());
  }

  /** Stores bytes, unless they are there already. */
  public void blob(byte[] content, Budget budget) throws RegistryException {
    var digest = Digest.of(content);
    var head = Ask.head("the blob " + digest, endpoint.at("blobs/" + digest));
    if (client.exchange().send(endpoint, head, budget).isSuccess()) {
      return;
    }
    var begin = Ask.write("an upload", "POST", endpoint.at("blobs/uploads/"), OCTETS, new byte[0]);
    var begun = RegistryClient.found(endpoint, begin, send(begin, budget));
    var end = Ask.write("the upload of " + digest, "PUT", upload(begun, digest), OCTETS, content);
    RegistryClient.found(endpoint, end, send(end, budget));
  }

  private URI upload(HttpAnswer begun, Digest digest) throws RegistryException {
    var location = begun.header("Location").orElse("");
    try {
      var target = endpoint.at("blobs/uploads/").resolve(location);
      if (!location.isEmpty() && HttpCall.isCallable(target) && endpoint.isOrigin(target)) {
        return URI.create(target + (target.getRawQuery() == null ? "?" : "&") + "digest="
            + URLEncoder.encode(digest.toString(), StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      throw new RegistryException(Reason.MALFORMED,
          endpoint.registry() + " names no address for an upload", e);
    }
    throw new RegistryException(Reason.REFUSED_REDIRECT,
        endpoint.registry() + " wants an upload at another place");
  }

  /**
   * Stores a manifest or an index.
   *
   * @param reference a tag, or the digest of the bytes
   */
  public void manifest(String reference, String mediaType, byte[] content, Budget budget)
      throws RegistryException {
    var ask = Ask.write("the manifest " + reference, "PUT", endpoint.at("manifests/" + reference),
        mediaType, content);
    RegistryClient.found(endpoint, ask, send(ask, budget));
  }

  private HttpAnswer send(Ask ask, Budget budget) throws RegistryException {
    return client.exchange().send(endpoint, ask, budget);
  }

  /** A layer with its content. */
  public record Layer(String mediaType, byte[] content, Map<String, String> annotations) {

    public Layer {
      annotations = Map.copyOf(annotations);
    }

    Descriptor descriptor() {
      return Descriptor.of(mediaType, content).withAnnotations(annotations);
    }
  }

  /**
   * Stores an artifact that refers to a manifest, as cosign stores bundles. Where the registry has no
   * referrers API, the fallback tag is brought up to date too.
   *
   * @return the digest of the artifact's manifest
   */
  public Digest attach(Descriptor subject, String artifactType, Layer layer,
      Map<String, String> annotations, Budget budget) throws RegistryException {
    blob(EMPTY_CONFIG, budget);
    blob(layer.content(), budget);
    var content = Json.writeBytes(ObjectValue.builder()
        .put("schemaVersion", IntegerValue.of(2))
        .put("mediaType", StringValue.of(MediaTypes.OCI_MANIFEST))
        .put("artifactType", StringValue.of(artifactType))
        .put("config", json(Descriptor.of(MediaTypes.OCI_EMPTY, EMPTY_CONFIG)))
        .put("layers", ArrayValue.of(json(layer.descriptor())))
        .put("subject", json(subject))
        .put("annotations", json(annotations))
        .build());
    var artifact = Descriptor.of(MediaTypes.OCI_MANIFEST, content).withArtifactType(artifactType)
        .withAnnotations(annotations);
    manifest(artifact.digest().toString(), MediaTypes.OCI_MANIFEST, content, budget);
    if (!isListed(subject.digest(), artifact.digest(), budget)) {
      addToFallback(subject.digest(), artifact, budget);
    }
    return artifact.digest();
  }

  private boolean isListed(Digest subject, Digest artifact, Budget budget)
      throws RegistryException {
    var listing = new Referrers(client.exchange(), client.options().limits())
        .list(endpoint, subject, budget);
    return listing.supported()
        || listing.found().stream().anyMatch(each -> each.digest().equals(artifact));
  }

  /** Reads, adds, writes and looks whether somebody else wrote meanwhile. */
  private void addToFallback(Digest subject, Descriptor artifact, Budget budget)
      throws RegistryException {
    var tag = Storage.REFERRERS.tag(subject);
    for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      var held = tagged(tag, budget);
      var entries = new ArrayList<Descriptor>(
          held.isPresent() ? Manifest.parse(held.get()).manifests() : List.of());
      if (entries.stream().anyMatch(each -> each.digest().equals(artifact.digest()))) {
        return;
      }
      entries.add(artifact);
      manifest(tag, MediaTypes.OCI_INDEX, Json.writeBytes(ObjectValue.builder()
          .put("schemaVersion", IntegerValue.of(2))
          .put("mediaType", StringValue.of(MediaTypes.OCI_INDEX))
          .put("manifests", ArrayValue.of(entries.stream().map(RegistryWriter::json).toList()))
          .build()), budget);
    }
    throw new RegistryException(Reason.REJECTED, repository.name() + ": the tag " + tag
        + " is written by somebody else at the same time; try again");
  }

  private Optional<Resolved> tagged(String tag, Budget budget) throws RegistryException {
    try {
      return Optional.of(client.resolve(repository.withTag(tag), budget));
    } catch (RegistryException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Adds a layer to what is stored below cosign's tag of an image, as its older form has it.
   *
   * @param place {@link Storage#SIGNATURE_TAG} or {@link Storage#ATTESTATION_TAG}
   * @return the digest of the manifest that the tag stands for then
   */
  public Digest append(Storage place, Digest image, Layer layer, Budget budget)
      throws RegistryException {
    var tag = place.tag(image);
    var held = tagged(tag, budget);
    var layers = new ArrayList<Descriptor>(
        held.isPresent() ? Manifest.parse(held.get()).layers() : List.of());
    layers.add(layer.descriptor());
    var config = Json.writeBytes(ObjectValue.builder()
        .put("architecture", StringValue.of(""))
        .put("config", ObjectValue.EMPTY)
        .put("os", StringValue.of(""))
        .put("rootfs", ObjectValue.of("type", StringValue.of("layers"), "diff_ids",
            ArrayValue.of(layers.stream()
                .<Value>map(each -> StringValue.of(each.digest().toString())).toList())))
        .build());
    blob(layer.content(), budget);
    blob(config, budget);
    var content = Json.writeBytes(ObjectValue.builder()
        .put("schemaVersion", IntegerValue.of(2))
        .put("mediaType", StringValue.of(MediaTypes.OCI_MANIFEST))
        .put("config", json(Descriptor.of(MediaTypes.OCI_CONFIG, config)))
        .put("layers", ArrayValue.of(layers.stream().map(RegistryWriter::json).toList()))
        .build());
    manifest(tag, MediaTypes.OCI_MANIFEST, content, budget);
    return Digest.of(content);
  }

  private static Value json(Descriptor descriptor) {
    var object = ObjectValue.builder()
        .put("mediaType", StringValue.of(descriptor.mediaType()))
        .put("digest", StringValue.of(descriptor.digest().toString()))
        .put("size", IntegerValue.of(descriptor.size()));
    if (!descriptor.artifactType().isEmpty()) {
      object.put("artifactType", StringValue.of(descriptor.artifactType()));
    }
    if (!descriptor.annotations().isEmpty()) {
      object.put("annotations", json(descriptor.annotations()));
    }
    return object.build();
  }

  private static Value json(Map<String, String> annotations) {
    var object = ObjectValue.builder();
    new TreeMap<>(annotations).forEach((name, text) -> object.put(name, StringValue.of(text)));
    return object.build();
  }
}
