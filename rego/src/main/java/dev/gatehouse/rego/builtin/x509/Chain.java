package dev.gatehouse.rego.builtin.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Looks for a chain of signatures from a certificate to the one that is trusted. What is not fully
 * checked, such as chains that demand an explicit policy, is not verified.
 */
public final class Chain {

  private static final int MOST_SIGNATURES = 100;
  private static final int LONGEST = 32;

  private final List<Certificate> signers;
  private final Certificate root;
  private final Demands demands;
  private final BiPredicate<Certificate, Certificate> signed;
  private final NameConstraints constraints;
  private int signatures;

  private Chain(List<Certificate> certificates, Demands demands,
      BiPredicate<Certificate, Certificate> signed) {
    this.root = certificates.get(0);
    this.signers = certificates.subList(0, certificates.size() - 1);
    this.demands = demands;
    this.signed = signed;
    this.constraints = new NameConstraints();
  }

  /**
   * What is demanded of a chain.
   *
   * @param host the host that the certificate must be for, empty for none
   * @param time when it must be valid
   * @param purposes identifiers of the purposes of which it must serve one, never empty
   */
  public record Demands(String host, Instant time, List<String> purposes) {

    /** What is demanded where nothing is said: a server. */
    public static Demands usual(Instant time) {
      return new Demands("", time, List.of(KeyPurpose.SERVER));
    }
  }

  /**
   * The chain from the last certificate to the first, which is trusted; empty if there is none.
   *
   * @param certificates the trusted one, those between in any order, and the one to verify
   * @param signed whether the first certificate signed the second, {@link Certificate#signed} or what
   *     remembers it
   */
  public static List<Certificate> verified(List<Certificate> certificates, Demands demands,
      BiPredicate<Certificate, Certificate> signed) {
    if (certificates.size() < 2) {
      return List.of();
    }
    var chain = new Chain(certificates, demands, signed);
    var leaf = certificates.getLast();
    if (leaf.extensions().hasUnhandled()
        || !demands.host.isEmpty() && !HostName.isFor(leaf.extensions().names(), demands.host)) {
      return List.of();
    }
    var found = new ArrayList<Certificate>(List.of(leaf));
    return chain.isAcceptable(leaf) && chain.extend(found) ? found : List.of();
  }

  private boolean isAcceptable(Certificate certificate) {
    return !certificate.extensions().hasUnhandled()
        && !certificate.extensions().needsPolicy()
        && certificate.isValidAt(demands.time);
  }

  private boolean extend(List<Certificate> chain) {
    var last = chain.getLast();
    if (last.isSame(root)) {
      return servesPurpose(chain);
    }
    for (var signer : signers) {
      if (chain.size() < LONGEST && isSigner(signer, chain)) {
        chain.add(signer);
        if (extend(chain)) {
          return true;
        }
        chain.removeLast();
      }
    }
    return false;
  }

  private boolean isSigner(Certificate signer, List<Certificate> chain) {
    var child = chain.getLast();
    if (!Arrays.equals(child.issuer(), signer.subject())
        || chain.stream().anyMatch(signer::isSame)
        || !signer.extensions().maySign(signer.version(), chain.size() - 1)
        || !isAcceptable(signer)
        || !chain.stream()
            .allMatch(c -> constraints.allow(c.extensions().names(), signer.extensions()))) {
      return false;
    }
    signatures++;
    return signatures <= MOST_SIGNATURES && signed.test(signer, child);
  }

  private boolean servesPurpose(List<Certificate> chain) {
    return demands.purposes.contains(KeyPurpose.ANY)
        || demands.purposes.stream()
            .anyMatch(purpose -> chain.stream().allMatch(c -> serves(c, purpose)));
  }

  private static boolean serves(Certificate certificate, String purpose) {
    var usages = certificate.extensions().usages();
    return usages.isEmpty() || usages.contains(KeyPurpose.ANY) || usages.contains(purpose);
  }
}
