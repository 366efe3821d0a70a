package dev.gatehouse.trust.root;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.certificate.CertificateAuthority;
import dev.gatehouse.trust.text.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

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

  /** All that any of some roots trusts. */
  public static TrustRoot of(List<TrustRoot> roots) {
    return roots.size() == 1
        ? roots.getFirst()
        : new TrustRoot(digest(roots), all(roots, TrustRoot::authorities),
            all(roots, TrustRoot::logs), all(roots, TrustRoot::certificateLogs),
            all(roots, TrustRoot::timestampAuthorities));
  }

  private static <T> List<T> all(List<TrustRoot> roots, Function<TrustRoot, List<T>> part) {
    return roots.stream().flatMap(root -> part.apply(root).stream()).distinct().toList();
  }

  /** This root where signers are certified, others for the logs and for the time. */
  public TrustRoot with(TrustRoot forLogs, TrustRoot forTime) {
    return forLogs == this && forTime == this
        ? this
        : new TrustRoot(digest(List.of(this, forLogs, forTime)), authorities, forLogs.logs,
            certificateLogs, forTime.timestampAuthorities);
  }

  private static Digest digest(List<TrustRoot> roots) {
    var names = roots.stream().map(root -> root.digest.toString()).toList();
    return Digest.of(String.join(" ", names).getBytes(StandardCharsets.UTF_8));
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
