package dev.gatehouse.emulator;

import dev.gatehouse.json.ObjectValue;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A Sigstore with keys of its own: it signs without any server, and says whom to trust.
 *
 * <p>Its authorities begin a year before the present time; the intermediate certificate ends after
 * five years, everything else after ten.
 */
public final class LocalSigstore {

  private final InstantSource clock;
  private final Instant from;
  private final Authorities trusted;
  private final Authorities foreign;

  private LocalSigstore(InstantSource clock) {
    this.clock = clock;
    this.from = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(365));
    this.trusted = Authorities.create(from);
    this.foreign = Authorities.create(from);
  }

  /** One with new keys. */
  public static LocalSigstore create(InstantSource clock) {
    return new LocalSigstore(clock);
  }

  /** Begins to sign an image or file with this digest: {@code sha256:} and hexadecimal digits. */
  public Signing signing(String digest) {
    return new Signing(trusted, foreign, digest, clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whom to trust: the content of a trusted_root.json. */
  public ObjectValue trustedRoot() {
    return files().trustedRoot();
  }

  /** The same of a Sigstore of the same names and other keys. */
  public ObjectValue foreignRoot() {
    return new TrustFiles(foreign, from).trustedRoot();
  }

  /** The CA's certificates: the intermediate, then the root. */
  public List<X509Certificate> certificateChain() {
    return trusted.certificates().chain();
  }

  /** The timestamp authority's certificates: the one that signs, then the root. */
  public List<X509Certificate> timestampChain() {
    return trusted.timestamps().chain();
  }

  /** The key of the certificate log. */
  public PublicKey certificateLogKey() {
    return trusted.certificateLog().key();
  }

  /** The key of a signature log. */
  public PublicKey logKey(LogVersion version) {
    return trusted.log(version).key();
  }

  /** Serves this Sigstore, and a registry, until it is closed. */
  public SigstoreServer serve() throws IOException {
    return new SigstoreServer(this, foreign);
  }

  Authorities authorities() {
    return trusted;
  }

  TrustFiles files() {
    return new TrustFiles(trusted, from);
  }

  InstantSource clock() {
    return clock;
  }
}
