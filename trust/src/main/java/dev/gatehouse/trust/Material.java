package dev.gatehouse.trust;

import java.util.Map;

/**
 * What a registry holds about a digest and nobody has verified yet: the bytes of a signature or an
 * attestation in one of the forms it is stored in.
 */
public sealed interface Material {

  /** Where it was found, for people. */
  Place place();

  /** The manifest that holds it and the layer's position in it, from 0. */
  record Place(Digest manifest, int layer) {}

  /**
   * A Sigstore bundle.
   *
   * @param mediaType the layer's media type
   * @param json the bundle's text as it is stored
   */
  record Bundle(Place place, String mediaType, byte[] json) implements Material {}

  /**
   * A signature in cosign's older form: a layer below the tag {@code sha256-….sig}.
   *
   * @param payload the signed text as it is stored
   * @param annotations those of the layer: signature, certificate, chain, log promise, timestamp
   */
  record SimpleSigning(Place place, byte[] payload, Map<String, String> annotations)
      implements
        Material {
    public SimpleSigning {
      annotations = Map.copyOf(annotations);
    }
  }

  /**
   * An attestation in cosign's older form: a layer below the tag {@code sha256-….att}.
   *
   * @param envelope the DSSE envelope's text as it is stored
   * @param annotations those of the layer: certificate, chain, log promise, timestamp
   */
  record Envelope(Place place, byte[] envelope, Map<String, String> annotations)
      implements
        Material {
    public Envelope {
      annotations = Map.copyOf(annotations);
    }
  }
}
