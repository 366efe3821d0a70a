package dev.gatehouse.trust.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.trust.registry.Credential;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.DockerConfig;
import dev.gatehouse.trust.registry.RegistryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Pods pull with, by Namespace: a Namespace's Secrets are never used for another one. As in a
 * cluster the secrets that a Pod names count, else those of its ServiceAccount; what is not there is
 * passed over.
 */
public final class PullSecrets {

  /** Nobody has any. */
  public static final PullSecrets NONE = new Builder().build();

  private static final String USUAL_ACCOUNT = "default";

  private final Map<Place, CredentialSource> secrets;
  private final Map<Place, List<String>> accounts;

  private record Place(String namespace, String name) {}

  private PullSecrets(
      Map<Place, CredentialSource> secrets, Map<Place, List<String>> accounts) {
    this.secrets = Map.copyOf(secrets);
    this.accounts = Map.copyOf(accounts);
  }

  /** Collects secrets and accounts. */
  static final class Builder {

    private final Map<Place, CredentialSource> secrets = new HashMap<>();
    private final Map<Place, List<String>> accounts = new HashMap<>();

    /** Keeps the entries of a Secret if Pods can pull with it. */
    void secret(String namespace, String name, Map<String, String> entries) {
      var text = entries.getOrDefault(".dockerconfigjson", entries.get(".dockercfg"));
      if (text == null) {
        return;
      }
      var place = new Place(namespace, name);
      try {
        secrets.put(place, DockerConfig.ofPullSecret(text.getBytes(UTF_8)));
      } catch (RegistryException e) {
        secrets.put(place, new Unreadable(namespace + "/" + name, e));
      }
    }

    void account(String namespace, String name, List<String> names) {
      accounts.put(new Place(namespace, name), List.copyOf(names));
    }

    PullSecrets build() {
      return new PullSecrets(secrets, accounts);
    }
  }

  /** A Secret that holds something else: who pulls with it is told so. */
  private record Unreadable(String name, RegistryException fault) implements CredentialSource {

    @Override
    public List<Credential> find(String registry, String repository) throws RegistryException {
      throw new RegistryException(
          RegistryException.Reason.CREDENTIALS, "the pull secret " + name + " cannot be used",
          fault);
    }

    @Override
    public String scope() {
      return "unreadable " + name;
    }
  }

  /** The credentials with which an image is pulled where it is used, the best first. */
  List<CredentialSource> of(Surroundings surroundings) {
    var pulling = surroundings.pulling();
    var account = pulling.serviceAccount().isEmpty() ? USUAL_ACCOUNT : pulling.serviceAccount();
    return named(surroundings.namespace(), pulling.secrets().isEmpty()
        ? accounts.getOrDefault(new Place(surroundings.namespace(), account), List.of())
        : pulling.secrets());
  }

  /** The credentials in Secrets of a Namespace. */
  List<CredentialSource> named(String namespace, Collection<String> names) {
    var found = new ArrayList<CredentialSource>();
    for (var name : names) {
      var secret = secrets.get(new Place(namespace, name));
      if (secret != null) {
        found.add(secret);
      }
    }
    return found;
  }

  /** A text that differs whenever anything differs that is said here, without telling it. */
  public String fingerprint() {
    var all = new TreeMap<String, String>();
    secrets.forEach((place, source) -> all.put("secret " + place, source.scope()));
    accounts.forEach((place, names) -> all.put("account " + place, names.toString()));
    return all.toString();
  }
}
