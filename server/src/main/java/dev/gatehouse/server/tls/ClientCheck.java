package dev.gatehouse.server.tls;

import java.nio.file.Path;
import java.util.List;

/**
 * Who may call: holders of a certificate that an authority in the PEM file has signed and whose
 * common name is one of the names.
 */
public record ClientCheck(Path authorities, List<String> names) {

  /** The common name of the certificate that kube-apiserver shows to webhooks. */
  public static final String API_SERVER = "kube-apiserver";

  /** Copies the names; at least one is needed. */
  public ClientCheck {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a client check needs at least one allowed common name");
    }
  }

  /** Admits the API server alone. */
  public static ClientCheck apiServer(Path authorities) {
    return new ClientCheck(authorities, List.of(API_SERVER));
  }
}
