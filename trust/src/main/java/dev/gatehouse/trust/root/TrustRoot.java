package dev.gatehouse.trust.root;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.certificate.CertificateAuthority;
import dev.gatehouse.trust.text.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Whom to believe: authorities that certify signers, logs of signatures, logs of certificates, and
 * authorities that tell the time. Immutable; keys and chains are parsed and checked once.
 */
public final class TrustRoot {

  private final Digest digest;
  private final List<CertificateAuthority> authorities;
  private final List<TransparencyLog> logs;
  private final List<TransparencyLog> certificateLogs;
  private final List<CertificateAuthority> timestampAuthorities;

  TrustRoot(Digest digest, List<CertificateAuthority> authorities, List<TransparencyLog> logs,
      List<TransparencyLog> certificateLogs, List<CertificateAuthority> timestampAuthorities) {
    this.digest = digest;
    this.authorities = List.copyOf(authorities);
    this.logs = List.copyOf(logs);
    this.certificateLogs = List.copyOf(certificateLogs);
    this.timestampAuthorities = List.copyOf(timestampAuthorities);
  }

  /** A root that trusts nobody: enough for signatures by a key that need no log. */
  public static TrustRoot none() {
    return new TrustRoot(Digest.of(new byte[0]), List.of(), List.of(), List.of(), List.of());
  }

  /**
   * Reads a {@code trusted_root.json}. Fields that are not known are left alone, and so are logs
   * whose kind of key is not supported: nothing they sign is believed.
   *
   * @param json UTF-8, at most 4 MiB
   * @throws MalformedException also for a period of validity without its start
   */
  public static TrustRoot parse(byte[] json) throws MalformedException {
    return TrustedRootFile.read(json);
  }

  /**
   * The root of the public good instance at sigstore.dev as it was published in autumn 2025, without
   * the updates that came since.
   */
  public static TrustRoot publicGood() {
    try (var in = TrustRoot.class.getResourceAsStream("public-good.json")) {
      if (in == null) {
        throw new IllegalStateException("public-good.json is missing");
      }
      return parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedException e) {
      throw new IllegalStateException("public-good.json is malformed", e);
    }
  }

  /** Names this root's content, for caches. */
  public Digest digest() {
    return digest;
  }

  /** Those that certify signers. */
  public List<CertificateAuthority> authorities() {
    return authorities;
  }

  /** Logs of signatures. */
  public List<TransparencyLog> logs() {
    return logs;
  }

  /** Certificate transparency logs. */
  public List<TransparencyLog> certificateLogs() {
    return certificateLogs;
  }

  public List<CertificateAuthority> timestampAuthorities() {
    return timestampAuthorities;
  }
}
