package dev.gatehouse.trust.image;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.image.RuleVerdict.Accepted;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import dev.gatehouse.trust.image.RuleVerdict.Rejected;
import dev.gatehouse.trust.registry.Materials;
import dev.gatehouse.trust.verify.Content;
import dev.gatehouse.trust.verify.Reason;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Says what one rule makes of what was found beside an image. Any candidate may satisfy it: nothing
 * that is found hides anything else.
 */
final class Judge {

  private static final int MOST_REJECTED = 20;

  private final Digest image;
  private final Function<ImageAuthority.Signed, Materials> found;
  private final Deadline deadline;
  private final boolean thorough;
  private final Map<Digest, Verifier> verifiers = new HashMap<>();

  /**
   * A judge of one image.
   *
   * @param found what there is where an authority has its signatures kept
   * @param thorough whether to look at everything, and not only at enough
   */
  Judge(Digest image, Function<ImageAuthority.Signed, Materials> found, Deadline deadline,
      boolean thorough) {
    this.image = image;
    this.found = found;
    this.deadline = deadline;
    this.thorough = thorough;
  }

  /** A rule that says yes or no whatever is found, which needs no registry. */
  static boolean needsNoRegistry(ImageRule rule) {
    return needsNoSignature(rule) && !rule.policy().map(WholePolicy::config).orElse(false);
  }

  /** A policy over all that was found must see it, even if the rule passes anyway. */
  private static boolean needsNoSignature(ImageRule rule) {
    return isFixed(rule) || rule.policy().isEmpty() && passesAnyway(rule);
  }

  private static boolean isFixed(ImageRule rule) {
    return rule.authorities().stream()
        .allMatch(ImageAuthority.Fixed.class::isInstance);
  }

  private static boolean passesAnyway(ImageRule rule) {
    return rule.authorities().stream()
        .anyMatch(each -> each instanceof ImageAuthority.Fixed fixed && fixed.passes());
  }

  /** What such a rule says. */
  static RuleVerdict withoutRegistry(ImageRule rule) {
    return passesAnyway(rule)
        ? new RuleVerdict(rule, Outcome.VERIFIED, List.of(), List.of(),
            "the rule asks for no signature")
        : new RuleVerdict(rule, Outcome.POLICY_ERROR, List.of(), List.of(),
            VerdictText.forbidden(rule));
  }

  RuleVerdict judge(ImageRule rule) {
    if (needsNoSignature(rule)) {
      return withoutRegistry(rule);
    }
    var hearing = new Hearing(rule);
    for (var authority : rule.authorities()) {
      if (authority instanceof ImageAuthority.Signed signed
          && (hearing.wantsAll || !hearing.isEnough())) {
        hearing.hear(signed);
      }
    }
    return hearing.verdict();
  }

  private Verifier verifier(ImageAuthority.Signed authority) {
    return verifiers.computeIfAbsent(authority.trustRoot().digest(),
        _ -> new Verifier(authority.trustRoot()));
  }

  /** Collects what is for and against an image under one rule. */
  private final class Hearing {

    private final ImageRule rule;
    /** A policy over all that was found must see all of it. */
    private final boolean wantsAll;
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Set<String> signers = new LinkedHashSet<>();
    private boolean late;

    Hearing(ImageRule rule) {
      this.rule = rule;
      this.wantsAll = thorough || rule.policy().isPresent();
    }

    boolean isEnough() {
      return signers.size() >= rule.threshold() || passesAnyway(rule);
    }

    /** An authority counts if everything it wants is there. */
    void hear(ImageAuthority.Signed authority) {
      var materials = found.apply(authority).found();
      Set<String> common = new HashSet<>();
      var satisfied = true;
      for (var wanted : authority.wanted()) {
        var those = signers(authority, wanted, materials);
        satisfied &= !those.isEmpty();
        if (wanted == authority.wanted().getFirst()) {
          common.addAll(those);
        } else {
          common.retainAll(those);
        }
        if (common.isEmpty() && !those.isEmpty()) {
          // Several signed, each another part: together they are one who signed all of it.
          common.add(those.iterator().next());
        }
      }
      if (satisfied) {
        signers.addAll(common);
      }
    }

    private Set<String> signers(
        ImageAuthority.Signed authority, Wanted wanted, List<Material> materials) {
      Set<String> those = new LinkedHashSet<>();
      var enough = wantsAll || authority.wanted().size() > 1 && rule.threshold() > 1
          ? Integer.MAX_VALUE
          : rule.threshold();
      for (var material : materials) {
        if (those.size() >= enough || !mayBe(wanted.content(), material)) {
          continue;
        }
        if (deadline.isOver()) {
          late = true;
          return those;
        }
        try {
          var verified = verifier(authority).verify(material, image, wanted);
          accepted.add(new Accepted(authority.name(), wanted.name(), verified));
          those.add(name(verified.signer()));
        } catch (VerificationException e) {
          reject(authority, material, e);
        }
      }
      return those;
    }

    private void reject(
        ImageAuthority.Signed authority, Material material, VerificationException e) {
      if (thorough || e.reason() != Reason.WRONG_CONTENT && rejected.size() < MOST_REJECTED) {
        rejected.add(new Rejected(authority.name(), material.place(), e));
      }
    }

    RuleVerdict verdict() {
      if (isEnough() && rule.policy().isEmpty()) {
        return verdict(Outcome.VERIFIED, VerdictText.verified(accepted));
      }
      if (late) {
        return verdict(Outcome.UNAVAILABLE, "verifying took too long");
      }
      var faults = faults();
      if (faults.stream().anyMatch(Materials::isIncomplete)) {
        return verdict(faults.stream().anyMatch(Materials::isDenied)
            ? Outcome.UNAUTHORIZED
            : Outcome.UNAVAILABLE, VerdictText.unavailable(faults));
      }
      if (isEnough()) {
        return verdict(Outcome.VERIFIED, VerdictText.verified(accepted));
      }
      var candidates = rejected.stream()
          .filter(each -> each.cause().reason() != Reason.WRONG_CONTENT).toList();
      if (accepted.isEmpty() && candidates.isEmpty()) {
        return verdict(Outcome.UNSIGNED, VerdictText.unsigned(rule, image, faults));
      }
      var objected = candidates.stream()
          .anyMatch(each -> each.cause().reason() == Reason.NOT_COMPLIANT);
      return verdict(objected ? Outcome.POLICY_ERROR : Outcome.WRONG_SIGNER,
          VerdictText.wrongSigner(rule, signers.size(), accepted, candidates));
    }

    private List<Materials> faults() {
      return rule.authorities().stream()
          .filter(ImageAuthority.Signed.class::isInstance)
          .map(each -> found.apply((ImageAuthority.Signed) each))
          .distinct().filter(each -> !each.faults().isEmpty()).toList();
    }

    private RuleVerdict verdict(Outcome outcome, String message) {
      return new RuleVerdict(rule, outcome, accepted, rejected, message);
    }
  }

  /** What cannot be meant is not looked at; bundles hold either. */
  private static boolean mayBe(Content content, Material material) {
    return switch (content) {
      case Content.Signature _ -> !(material instanceof Material.Envelope);
      case Content.Attestation _ -> !(material instanceof Material.SimpleSigning);
      case Content.SignatureOrStatement _ -> true;
    };
  }

  /** One name for one signer: what else a certificate says differs from one signing to the next. */
  private static String name(Signer signer) {
    return switch (signer) {
      case Signer.KeyHolder holder -> "key " + holder.key();
      case Signer.Identity identity -> identity.subject().kind() + " " + identity.subject().text()
          + " " + identity.issuer().orElse("") + " " + identity.authority();
    };
  }
}
