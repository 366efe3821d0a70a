package dev.gatehouse.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each path does.
 *
 * @param webhook paths that are served over TLS alone
 * @param monitoring paths that are served over TLS and, where configured, without
 */
record Routes(Map<String, Endpoint> webhook, Map<String, Endpoint> monitoring) {

  Routes {
    webhook = Map.copyOf(webhook);
    monitoring = Map.copyOf(monitoring);
  }

  /** The endpoint of a path, or null if there is none here. */
  @Nullable
  Endpoint find(String path, boolean secure) {
    var endpoint = secure ? webhook.get(path) : null;
    return endpoint == null ? monitoring.get(path) : endpoint;
  }
}
