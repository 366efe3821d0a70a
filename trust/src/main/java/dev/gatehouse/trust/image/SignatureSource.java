package dev.gatehouse.trust.image;

import java.util.List;
import java.util.Optional;

/**
 * Where an authority's signatures are kept.
 *
 * @param repository a registry's repository, if they are not beside the image
 * @param pullSecrets names of Secrets in the Namespace of the object that uses the image, with which
 *     they are read before all other credentials
 */
public record SignatureSource(Optional<String> repository, List<String> pullSecrets) {

  /** Beside the image, read with the same credentials. */
  public static final SignatureSource BESIDE = new SignatureSource(Optional.empty(), List.of());

  public SignatureSource {
    pullSecrets = List.copyOf(pullSecrets);
  }
}
