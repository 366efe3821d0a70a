package dev.gatehouse.trust.registry;

/**
 * Another registry that is asked before the one that an image's name says.
 *
 * @param registry its host and, if need be, port
 * @param prefix what comes before the repository there; empty for nothing
 * @param tags whether it is asked what a tag stands for, and not only for what a digest names
 */
public record Mirror(String registry, String prefix, boolean tags) {

  /** Reads {@code host[:port][/prefix]}; tags are asked there too. */
  public static Mirror parse(String text) {
    var slash = text.indexOf('/');
    var host = slash < 0 ? text : text.substring(0, slash);
    var prefix = slash < 0 ? "" : text.substring(slash + 1);
    if (host.isEmpty() || host.indexOf('@') >= 0) {
      throw new IllegalArgumentException("no registry: " + text);
    }
    return new Mirror(host, prefix.endsWith("/")
        ? prefix.substring(0, prefix.length() - 1)
        : prefix, true);
  }

  String repository(String repository) {
    return prefix.isEmpty() ? repository : prefix + "/" + repository;
  }
}
