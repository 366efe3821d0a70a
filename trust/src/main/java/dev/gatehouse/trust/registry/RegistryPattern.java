package dev.gatehouse.trust.registry;

import dev.gatehouse.trust.ImageReference;
import java.util.List;
import java.util.Set;

/**
 * The key of a credential: a host with its port, perhaps with {@code *} in its labels as Kubernetes
 * allows, and perhaps a path. The order puts the longest path and the plainest host first.
 */
record RegistryPattern(String host, String path) implements Comparable<RegistryPattern> {

  /** How docker has always called its own registry. */
  static final String HUB_KEY = "https://index.docker.io/v1/";

  private static final Set<String> HUB = Set.of("index.docker.io", "registry-1.docker.io",
      ImageReference.DOCKER_HUB);

  /** Reads {@code [https://]host[:port][/path]}; {@code /v1/} and {@code /v2/} say nothing. */
  static RegistryPattern parse(String key) {
    var scheme = key.indexOf("://");
    var text = scheme < 0 ? key : key.substring(scheme + 3);
    var slash = text.indexOf('/');
    var host = slash < 0 ? text : text.substring(0, slash);
    var path = slash < 0 ? "" : text.substring(slash + 1);
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (path.equals("v1") || path.equals("v2")) {
      path = "";
    }
    return new RegistryPattern(HUB.contains(host) ? ImageReference.DOCKER_HUB : host, path);
  }

  boolean matches(String registry, String repository) {
    return (path.isEmpty() || repository.equals(path) || repository.startsWith(path + "/"))
        && matchesHost(registry);
  }

  private boolean matchesHost(String registry) {
    if (!isGlob()) {
      return host.equalsIgnoreCase(registry);
    }
    var wanted = List.of(host.split("\\.", -1));
    var labels = List.of(registry.split("\\.", -1));
    if (wanted.size() != labels.size()) {
      return false;
    }
    for (var i = 0; i < wanted.size(); i++) {
      if (!matchesLabel(wanted.get(i), labels.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** One star at a time, from the left: linear in the label for each star. */
  private static boolean matchesLabel(String pattern, String label) {
    var parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equalsIgnoreCase(label);
    }
    var last = parts[parts.length - 1];
    if (!label.startsWith(parts[0]) || label.length() < parts[0].length() + last.length()
        || !label.endsWith(last)) {
      return false;
    }
    var at = parts[0].length();
    for (var i = 1; i < parts.length - 1; i++) {
      at = label.indexOf(parts[i], at);
      if (at < 0 || at + parts[i].length() > label.length() - last.length()) {
        return false;
      }
      at += parts[i].length();
    }
    return true;
  }

  private boolean isGlob() {
    return host.indexOf('*') >= 0;
  }

  @Override
  public int compareTo(RegistryPattern other) {
    if (path.length() != other.path.length()) {
      return Integer.compare(other.path.length(), path.length());
    }
    var globs = Boolean.compare(isGlob(), other.isGlob());
    if (globs != 0) {
      return globs;
    }
    var hosts = host.compareTo(other.host);
    return hosts == 0 ? path.compareTo(other.path) : hosts;
  }
}
