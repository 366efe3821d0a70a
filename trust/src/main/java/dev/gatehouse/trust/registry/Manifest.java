package dev.gatehouse.trust.registry;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest or an index, as the OCI image specification describes them.
 *
 * @param mediaType what the document says to be, else what it was served as
 * @param artifactType what it is beyond an image; empty if it is not said
 * @param config of a manifest
 * @param layers of a manifest
 * @param manifests of an index
 * @param subject what it was attached to
 * @param annotations of the document
 */
public record Manifest(
    String mediaType, String artifactType, Optional<Descriptor> config, List<Descriptor> layers,
    List<Descriptor> manifests, Optional<Descriptor> subject, Map<String, String> annotations) {

  private static final int MOST_ENTRIES = 10_000;

  public Manifest {
    layers = List.copyOf(layers);
    manifests = List.copyOf(manifests);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Reads what a registry holds.
   *
   * @throws RegistryException if it is no manifest, or one that could be read as two different things
   */
  public static Manifest parse(Resolved held) throws RegistryException {
    var what = "the manifest " + held.digest();
    var object = Fields.object(what, held.bytes());
    var said = Fields.text(object, "mediaType");
    var served = held.mediaType();
    if (!said.isEmpty() && !served.isEmpty() && !said.equals(served)) {
      throw malformed(what + " is served as " + served + " but says to be " + said);
    }
    var config = Fields.within(object, "config");
    var subject = Fields.within(object, "subject");
    var layers = descriptors(what, Fields.items(object, "layers"));
    var manifests = descriptors(what, Fields.items(object, "manifests"));
    if ((config != null || !layers.isEmpty()) && !manifests.isEmpty()) {
      throw malformed(what + " has both layers and manifests");
    }
    return new Manifest(said.isEmpty() ? served : said,
        Fields.text(object, "artifactType"),
        config == null ? Optional.empty() : Optional.of(descriptor(what, config)),
        layers, manifests,
        subject == null ? Optional.empty() : Optional.of(descriptor(what, subject)),
        Fields.texts(object, "annotations"));
  }

  private static List<Descriptor> descriptors(String what, List<Value> items)
      throws RegistryException {
    if (items.size() > MOST_ENTRIES) {
      throw new RegistryException(Reason.TOO_LARGE,
          what + " names more than " + MOST_ENTRIES + " others");
    }
    var all = new ArrayList<Descriptor>(items.size());
    for (var item : items) {
      all.add(descriptor(what, item));
    }
    return all;
  }

  /** Reads one pointer of a document. */
  static Descriptor descriptor(String what, Value item) throws RegistryException {
    if (!(item instanceof ObjectValue object)) {
      throw malformed(what + " names something that is no object");
    }
    var text = Fields.text(object, "digest");
    var digest = Digest.parse(text)
        .orElseThrow(() -> malformed(what + " names \"" + text + "\", which is no digest"));
    return new Descriptor(Fields.text(object, "mediaType"), digest, Fields.size(object, "size"),
        Fields.text(object, "artifactType"), platform(object), Fields.texts(object, "annotations"));
  }

  private static String platform(ObjectValue descriptor) throws RegistryException {
    var platform = Fields.within(descriptor, "platform");
    if (platform == null) {
      return "";
    }
    var variant = Fields.text(platform, "variant");
    return Fields.text(platform, "os") + "/" + Fields.text(platform, "architecture")
        + (variant.isEmpty() ? "" : "/" + variant);
  }

  private static RegistryException malformed(String message) {
    return new RegistryException(Reason.MALFORMED, message);
  }
}
