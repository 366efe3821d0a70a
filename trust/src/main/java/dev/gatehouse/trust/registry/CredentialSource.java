package dev.gatehouse.trust.registry;

import java.util.List;

/** Where credentials come from: a docker configuration, a Pod's pull secrets, the command line. */
public interface CredentialSource {

  /** Nobody in particular. */
  CredentialSource ANONYMOUS = new Fixed(List.of(), "anonymous");

  /**
   * The credentials for a repository, the best first; empty if none are known.
   *
   * @param registry host and, where it is written, port; {@code docker.io} for Docker Hub
   * @throws RegistryException if it cannot be told
   */
  List<Credential> find(String registry, String repository) throws RegistryException;

  /**
   * Names this set of credentials without telling them: what one set may see, another may not, so
   * this is part of every key under which an answer is kept.
   */
  String scope();

  /** The same credential for every registry: for a person who gave it for this one image. */
  static CredentialSource of(Credential credential) {
    return new Fixed(List.of(credential), DockerConfig.scope(List.of(credential)));
  }

  /** The credentials of several sources, in their order. */
  static CredentialSource of(List<CredentialSource> sources) {
    return sources.size() == 1 ? sources.getFirst() : new Several(List.copyOf(sources));
  }

  /** A list that is always the answer. */
  record Fixed(List<Credential> credentials, String scope) implements CredentialSource {
    @Override
    public List<Credential> find(String registry, String repository) {
      return credentials;
    }
  }

  /** One after the other. */
  record Several(List<CredentialSource> sources) implements CredentialSource {
    @Override
    public List<Credential> find(String registry, String repository) throws RegistryException {
      var all = new java.util.ArrayList<Credential>();
      for (var source : sources) {
        all.addAll(source.find(registry, repository));
      }
      return all;
    }

    @Override
    public String scope() {
      return String.join("+", sources.stream().map(CredentialSource::scope).toList());
    }
  }
}
