package dev.gatehouse.trust.registry;

import dev.gatehouse.http.AddressKind;
import dev.gatehouse.http.HttpCall;
import dev.gatehouse.http.Reach;
import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One place where a repository can be asked for: the registry that its name says, or a mirror of it.
 *
 * @param registry as names and credentials call it
 * @param origin scheme, host and port
 * @param repository its path there
 */
record Endpoint(
    String registry, URI origin, String repository, RegistrySettings settings, Reach reach,
    boolean answersTags) {

  private static final String HUB_HOST = "registry-1.docker.io";

  /** Where to ask, in this order. */
  static List<Endpoint> of(ImageReference image, RegistryOptions options)
      throws RegistryException {
    var all = new ArrayList<Endpoint>();
    for (var mirror : options.of(image.registry()).mirrors()) {
      all.add(of(mirror.registry(), mirror.repository(image.repository()),
          options.registries().getOrDefault(mirror.registry(), RegistrySettings.NAMED),
          mirror.tags()));
    }
    all.add(origin(image, options));
    return all;
  }

  /** The registry that the name says. */
  static Endpoint origin(ImageReference image, RegistryOptions options)
      throws RegistryException {
    return of(image.registry(), image.repository(), options.of(image.registry()), true);
  }

  private static Endpoint of(
      String registry, String repository, RegistrySettings settings, boolean tags)
      throws RegistryException {
    var host = registry.equals(ImageReference.DOCKER_HUB) ? HUB_HOST : registry;
    var loopback = isLoopback(host);
    var local = loopback && settings.reach().includes(AddressKind.LOOPBACK);
    var plain = settings.plainHttp() || local && settings.tls().equals(TlsSettings.DEFAULT);
    // A name of this machine, which is not asked for a certificate, must stand for this machine.
    var reach = local ? Reach.LOOPBACK : settings.reach();
    return new Endpoint(registry, origin(plain, host), repository, settings, reach, tags);
  }

  private static URI origin(boolean plain, String host) throws RegistryException {
    try {
      var origin = new URI((plain ? "http://" : "https://") + host);
      if (HttpCall.isCallable(origin)) {
        return origin;
      }
    } catch (URISyntaxException e) {
      throw new RegistryException(Reason.UNAVAILABLE, "\"" + host + "\" is no host", e);
    }
    throw new RegistryException(Reason.UNAVAILABLE, "\"" + host + "\" is no host");
  }

  static boolean isLoopback(String registry) {
    var host = registry.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]")
        || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
  }

  /** An address below this repository: {@code /v2/<repository>/<path>}. */
  URI at(String path) {
    return URI.create(origin + "/v2/" + repository + "/" + path);
  }

  boolean isOrigin(URI target) {
    return sameOrigin(origin, target);
  }

  static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI target) {
    return target.getPort() >= 0
        ? target.getPort()
        : "https".equals(target.getScheme()) ? 443 : 80;
  }

  /** How another host proves itself to which this one sends us: it never gets our certificate. */
  TlsSettings tlsElsewhere() {
    return settings.tls().anonymous();
  }
}
