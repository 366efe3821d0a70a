package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proof of a verification: only a {@link Verifier} makes one. */
public final class Verified {

  private final Digest digest;
  private final Optional<Material.Place> place;
  private final Signer signer;
  private final Findings findings;
  private final Claimed claimed;

  Verified(Digest digest, Optional<Material.Place> place, Signer signer, Findings findings,
      Claimed claimed) {
    this.digest = digest;
    this.place = place;
    this.signer = signer;
    this.findings = findings;
    this.claimed = claimed;
  }

  /** What was signed or attested. */
  public Digest digest() {
    return digest;
  }

  /** Where the signature was found, if in a registry. */
  public Optional<Material.Place> place() {
    return place;
  }

  public Signer signer() {
    return signer;
  }

  /** Every proven time. */
  public List<VerifiedTime> times() {
    return List.copyOf(findings.times());
  }

  /** Every verified log entry. */
  public List<LogRecord> logRecords() {
    return List.copyOf(findings.records());
  }

  /** The statement, where one was signed. */
  public Optional<Statement> statement() {
    return claimed.statement();
  }

  /** Texts that were signed beside the digest. */
  public Map<String, String> annotations() {
    return claimed.annotations();
  }

  /** The repository that the signed text names, which only the older form does. */
  public Optional<String> repository() {
    return claimed.repository();
  }

  /** Everything that was looked at. */
  public List<Step> steps() {
    return List.copyOf(findings.steps());
  }
}
