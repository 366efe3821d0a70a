package dev.gatehouse.trust.verify;

import java.util.Optional;

/**
 * What must be proven beside the signature; whatever is not demanded is a named decision of the one
 * who asks.
 *
 * @param logEntries how many distinct logs must have it; 0 ignores logs
 * @param inclusionProof whether an entry needs a proof, and a log's promise is not enough
 * @param certificateLogs how many distinct certificate logs must have the certificate; 0 ignores them
 * @param timestamps how many distinct timestamp authorities must have seen it
 * @param currentTime whether a certificate is judged by the current time where no time is proven
 * @param repository the repository that the signed text must name; empty if any will do
 */
public record Demands(int logEntries, boolean inclusionProof, int certificateLogs, int timestamps,
    boolean currentTime, Optional<String> repository) {

  private static final int MOST = 10;

  /** One log entry, one certificate log, a proven time; as cosign has it. */
  public static final Demands DEFAULT = new Demands(1, false, 1, 0, false, Optional.empty());

  public Demands {
    for (var threshold : new int[]{logEntries, certificateLogs, timestamps}) {
      if (threshold < 0 || threshold > MOST) {
        throw new IllegalArgumentException("a threshold must be 0 to " + MOST + ": " + threshold);
      }
    }
  }

  public Demands withLogEntries(int number) {
    return new Demands(number, inclusionProof, certificateLogs, timestamps, currentTime,
        repository);
  }

  public Demands withInclusionProof(boolean demanded) {
    return new Demands(logEntries, demanded, certificateLogs, timestamps, currentTime, repository);
  }

  public Demands withCertificateLogs(int number) {
    return new Demands(logEntries, inclusionProof, number, timestamps, currentTime, repository);
  }

  public Demands withTimestamps(int number) {
    return new Demands(logEntries, inclusionProof, certificateLogs, number, currentTime,
        repository);
  }

  public Demands withCurrentTime(boolean allowed) {
    return new Demands(logEntries, inclusionProof, certificateLogs, timestamps, allowed,
        repository);
  }

  public Demands withRepository(String name) {
    return new Demands(logEntries, inclusionProof, certificateLogs, timestamps, currentTime,
        Optional.of(name));
  }
}
