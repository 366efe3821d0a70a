package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A registry in memory: what OCI's distribution specification serves, within limits. Safe for
 * several threads.
 */
public final class LocalRegistry {

  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String EMPTY = "application/vnd.oci.empty.v1+json";
  private static final int LARGEST_MANIFEST = 4 << 20;
  private static final long LARGEST_SUM = 512L << 20;

  private final Map<String, Repository> repositories = new TreeMap<>();
  private final Map<String, String> guarded = new TreeMap<>();
  private long sum;
  private boolean hasReferrers = true;

  /** A manifest as it was pushed. */
  record Stored(String mediaType, byte[] content) {}

  private record Repository(Map<String, Stored> manifests, Map<String, String> tags,
      Map<String, byte[]> blobs) {
    Repository() {
      this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
  }

  /** Whether the registry answers which manifests refer to an image; else clients use tags. */
  public synchronized void serveReferrers(boolean wanted) {
    hasReferrers = wanted;
  }

  synchronized boolean hasReferrers() {
    return hasReferrers;
  }

  /** From now on a repository is only for who gives this name and password. */
  public synchronized void guard(String repository, String name, String password) {
    var pair = (name + ":" + password).getBytes(UTF_8);
    guarded.put(repository, "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** @param authorization the header of that name, empty without one */
  synchronized boolean isClosedTo(String authorization, String repository) {
    return !guarded.getOrDefault(repository, authorization).equals(authorization);
  }

  /** Pushes an image of one layer that holds this text. @return its digest */
  public String push(String repository, String tag, String text) {
    var config = descriptor("application/vnd.oci.image.config.v1+json", putBlob(repository,
        ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":"
            + "\"layers\",\"diff_ids\":[\"" + digest(text.getBytes(UTF_8)) + "\"]}}")
            .getBytes(UTF_8)));
    var layer = descriptor("application/vnd.oci.image.layer.v1.tar",
        putBlob(repository, text.getBytes(UTF_8)));
    return put(repository, tag, MANIFEST, manifest(MANIFEST).with("config", config)
        .list("layers", List.of(layer)).build());
  }

  /** Pushes an index of images that are there. @return its digest */
  public String pushIndex(String repository, String tag, List<String> images) {
    var entries = images.stream().map(image -> descriptor(MANIFEST,
        find(repository, image).orElseThrow().content())).toList();
    return put(repository, tag, INDEX, manifest(INDEX).list("manifests", entries).build());
  }

  /** Lets a tag name another image. */
  public synchronized void tag(String repository, String tag, String digest) {
    repository(repository).tags().put(tag, digest);
  }

  /** Attaches a bundle to an image as cosign does: as a referrer, else by the fallback tag. */
  public void attach(String repository, String image, byte[] bundle) {
    var mediaType = BundleVersion.V0_3.mediaType();
    var subject = find(repository, image).orElseThrow();
    var manifest = manifest(MANIFEST).text("artifactType", mediaType)
        .with("config", descriptor(EMPTY, putBlob(repository, "{}".getBytes(UTF_8))))
        .list("layers", List.of(descriptor(mediaType, putBlob(repository, bundle))))
        .with("subject", descriptor(subject.mediaType(), subject.content())).build();
    var content = Json.writeBytes(manifest);
    put(repository, digest(content), MANIFEST, content);
    if (!hasReferrers()) {
      addToFallback(repository, image, descriptor(MANIFEST, content));
    }
  }

  private synchronized void addToFallback(String repository, String image, ObjectValue entry) {
    var tag = image.replace(':', '-');
    var entries = new ArrayList<Value>();
    find(repository, tag).ifPresent(
        index -> entries.addAll(JsonPath.of(WebRequest.json(index.content())).list("manifests")));
    entries.add(entry);
    put(repository, tag, INDEX, manifest(INDEX).list("manifests", entries).build());
  }

  /** Stores signatures or attestations of an image in cosign's older form: below a tag. */
  public void attachLegacy(String repository, String image, List<LegacyLayer> layers) {
    var isSignature = layers.getFirst().mediaType().equals(LegacyLayer.SIGNATURE);
    var entries = layers.stream().map(layer -> descriptor(layer.mediaType(),
        putBlob(repository, layer.content()))
        .with("annotations", Fields.texts(layer.annotations()))).toList();
    var config = descriptor("application/vnd.oci.image.config.v1+json",
        putBlob(repository, "{}".getBytes(UTF_8)));
    put(repository, image.replace(':', '-') + (isSignature ? ".sig" : ".att"), MANIFEST,
        manifest(MANIFEST).with("config", config).list("layers", entries).build());
  }

  private static Fields manifest(String mediaType) {
    return Fields.of().number("schemaVersion", 2).text("mediaType", mediaType);
  }

  private static ObjectValue descriptor(String mediaType, byte[] content) {
    return Fields.of().text("mediaType", mediaType).text("digest", digest(content))
        .number("size", content.length).build();
  }

  static String digest(byte[] content) {
    return "sha256:" + HexFormat.of().formatHex(Keys.sha256(content));
  }

  private String put(String repository, String reference, String mediaType, ObjectValue manifest) {
    return put(repository, reference, mediaType, Json.writeBytes(manifest));
  }

  /** Stores a manifest below a tag or its digest. @return its digest */
  synchronized String put(String repository, String reference, String mediaType, byte[] content) {
    if (content.length > LARGEST_MANIFEST) {
      throw new IllegalArgumentException("a manifest may have " + LARGEST_MANIFEST + " bytes");
    }
    account(content);
    var digest = digest(content);
    if (reference.indexOf(':') < 0) {
      repository(repository).tags().put(reference, digest);
    } else if (!reference.equals(digest)) {
      throw new IllegalArgumentException("the manifest has the digest " + digest);
    }
    repository(repository).manifests().put(digest, new Stored(mediaType, content));
    return digest;
  }

  /** Stores a blob. @return the same bytes */
  synchronized byte[] putBlob(String repository, byte[] content) {
    account(content);
    repository(repository).blobs().put(digest(content), content);
    return content;
  }

  private void account(byte[] content) {
    sum += content.length;
    if (sum > LARGEST_SUM) {
      throw new IllegalArgumentException("the registry is full: " + LARGEST_SUM + " bytes");
    }
  }

  private Repository repository(String name) {
    return repositories.computeIfAbsent(name, any -> new Repository());
  }

  /** The digest that a tag stands for. */
  public Optional<String> digest(String repository, String tag) {
    return find(repository, tag).map(stored -> digest(stored.content()));
  }

  /** A manifest by tag or digest. */
  synchronized Optional<Stored> find(String repository, String reference) {
    var known = repositories.get(repository);
    if (known == null) {
      return Optional.empty();
    }
    var digest = known.tags().getOrDefault(reference, reference);
    return Optional.ofNullable(known.manifests().get(digest));
  }

  synchronized Optional<byte[]> findBlob(String repository, String digest) {
    var known = repositories.get(repository);
    return known == null ? Optional.empty() : Optional.ofNullable(known.blobs().get(digest));
  }

  /** Removes a tag, or a manifest with its tags. @return whether it was there */
  synchronized boolean remove(String repository, String reference) {
    var known = repositories.get(repository);
    if (known == null) {
      return false;
    }
    if (known.tags().remove(reference) != null) {
      return true;
    }
    known.tags().values().removeIf(reference::equals);
    return known.manifests().remove(reference) != null;
  }

  /** The tags of a repository, in order. */
  public synchronized List<String> tags(String repository) {
    var known = repositories.get(repository);
    return known == null ? List.of() : List.copyOf(known.tags().keySet());
  }

  synchronized boolean has(String repository) {
    return repositories.containsKey(repository);
  }

  /** The descriptors of the manifests whose subject is this image. */
  synchronized List<ObjectValue> referrers(String repository, String image) {
    var known = repositories.get(repository);
    return known == null
        ? List.of()
        : known.manifests().values().stream()
            .flatMap(stored -> referrer(stored, image).stream()).toList();
  }

  private static Optional<ObjectValue> referrer(Stored stored, String image) {
    var manifest = JsonPath.of(WebRequest.json(stored.content()));
    var subject = manifest.find("subject").flatMap(found -> found.findText("digest"));
    if (!subject.equals(Optional.of(image))) {
      return Optional.empty();
    }
    var type = manifest.findText("artifactType").or(
        () -> manifest.find("config").flatMap(config -> config.findText("mediaType")));
    var descriptor = descriptor(stored.mediaType(), stored.content()).toBuilder();
    type.ifPresent(text -> descriptor.put("artifactType",
        StringValue.of(text)));
    manifest.find("annotations").ifPresent(
        annotations -> descriptor.put("annotations", annotations.value()));
    return Optional.of(descriptor.build());
  }
}
