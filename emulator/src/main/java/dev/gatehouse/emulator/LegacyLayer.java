package dev.gatehouse.emulator;

import java.util.Map;

/**
 * A signature or attestation in cosign's older form.
 *
 * @param mediaType of the layer
 * @param content the signed text, or the envelope
 * @param annotations signature, certificate, chain, log promise, timestamp
 */
public record LegacyLayer(String mediaType, byte[] content, Map<String, String> annotations) {

  /** The layer of a signature. */
  public static final String SIGNATURE = "application/vnd.dev.cosign.simplesigning.v1+json";

  /** The layer of an attestation. */
  public static final String ATTESTATION = "application/vnd.dsse.envelope.v1+json";

  public LegacyLayer {
    annotations = Map.copyOf(annotations);
  }
}
