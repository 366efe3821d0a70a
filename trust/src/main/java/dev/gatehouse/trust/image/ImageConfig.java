package dev.gatehouse.trust.image;

import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.RegistryOptions;

/**
 * Everything that files say about images.
 *
 * @param rules whose signatures images need, and whose they are
 * @param registries how registries are spoken to
 * @param credentials what registries are told, whoever uses an image
 * @param pullSecrets what they are told before that, by who uses it
 */
public record ImageConfig(ImageRules rules, RegistryOptions registries,
    CredentialSource credentials, PullSecrets pullSecrets) {

  /** No rules, and registries as strangers name them. */
  public static final ImageConfig NONE = new ImageConfig(
      ImageRules.NONE, RegistryOptions.SERVER, CredentialSource.ANONYMOUS,
      PullSecrets.NONE);
}
