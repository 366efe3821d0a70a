package dev.gatehouse.trust.registry;

import dev.gatehouse.trust.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What a scripted registry has: documents by path, with the digests they really have. */
public final class Shelf implements HostileServer.Script {

  public static final String REPOSITORY = "acme/app";

  private final Map<String, Item> items = new ConcurrentHashMap<>();
  private final List<String> referrers = new ArrayList<>();

  private record Item(String type, byte[] bytes) {}

  public Digest blob(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    put("blobs/" + Digest.of(bytes), "application/octet-stream", bytes);
    return Digest.of(bytes);
  }

  public Digest manifest(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    put("manifests/" + Digest.of(bytes), MediaTypes.OCI_MANIFEST, bytes);
    return Digest.of(bytes);
  }

  public Digest tag(String tag, String manifest) {
    var digest = manifest(manifest);
    put("manifests/" + tag, MediaTypes.OCI_MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
    return digest;
  }

  public void put(String path, String type, byte[] bytes) {
    items.put("/v2/" + REPOSITORY + "/" + path, new Item(type, bytes));
  }

  /** What is stored at a path. */
  public String text(String path) {
    var item = Objects.requireNonNull(items.get("/v2/" + REPOSITORY + "/" + path));
    return new String(item.bytes, StandardCharsets.UTF_8);
  }

  public void remove(String path) {
    items.remove("/v2/" + REPOSITORY + "/" + path);
  }

  /** Stores an artifact with one layer and lists it among the referrers. */
  public Digest attach(Digest subject, String layerType, String content) {
    var artifact = manifest(artifact(subject.toString(), layer(layerType, blob(content),
        content.getBytes(StandardCharsets.UTF_8).length, "")));
    refer(subject, descriptor(artifact));
    return artifact;
  }

  public void refer(Digest subject, String descriptor) {
    referrers.add(descriptor);
    put("referrers/" + subject, MediaTypes.OCI_INDEX, index(referrers));
  }

  static byte[] index(List<String> descriptors) {
    return ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX + "\",\"manifests\":["
        + String.join(",", descriptors) + "]}").getBytes(StandardCharsets.UTF_8);
  }

  public String descriptor(Digest manifest) {
    var item = items.get("/v2/" + REPOSITORY + "/manifests/" + manifest);
    return "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\"" + manifest
        + "\",\"size\":" + (item == null ? 100 : item.bytes().length) + "}";
  }

  public static String layer(String type, Digest digest, long size, String annotations) {
    return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size
        + (annotations.isEmpty() ? "" : ",\"annotations\":" + annotations) + "}";
  }

  public static String artifact(String subject, String... layers) {
    return "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\","
        + (subject.isEmpty()
            ? ""
            : "\"subject\":{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
                + "\",\"digest\":\"" + subject + "\",\"size\":2},")
        + "\"config\":{\"mediaType\":\"" + MediaTypes.OCI_EMPTY + "\",\"digest\":\""
        + Digest.of("{}".getBytes(StandardCharsets.UTF_8)) + "\",\"size\":2},\"layers\":["
        + String.join(",", layers) + "]}";
  }

  @Override
  public void answer(HostileServer.Seen request, OutputStream out) throws IOException {
    var item = items.get(request.path());
    if (item == null) {
      HostileServer.answer(out, 404, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    } else {
      HostileServer.answer(out, 200, item.type(), item.bytes());
    }
  }
}
