package dev.gatehouse.server.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where the server's certificate comes from. */
public sealed interface CertificateSource {

  /** PEM files that are read again when their content changes. */
  record Files(Path certificate, Path key) implements CertificateSource {}

  /** A certificate of its own authority, made at start for these DNS names and IP addresses. */
  record SelfMade(List<String> names, Duration validity) implements CertificateSource {

    /** Copies the names; at least one is needed, and a positive validity. */
    public SelfMade {
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("a self-made certificate needs at least one name");
      }
      for (var name : names) {
        if (name.isEmpty() || !name.chars().allMatch(SelfMade::isNamePart)) {
          throw new IllegalArgumentException("neither a DNS name nor an IP address: " + name);
        }
      }
      if (!validity.isPositive()) {
        throw new IllegalArgumentException("the validity of a certificate must be positive");
      }
    }

    private static boolean isNamePart(int c) {
      return c < 0x80 && Character.isLetterOrDigit(c) || ".:-*_".indexOf(c) >= 0;
    }

    /** A certificate for this machine alone, valid for a year. */
    public static SelfMade forLoopback() {
      return new SelfMade(List.of("localhost", "127.0.0.1", "::1"), Duration.ofDays(365));
    }
  }
}
