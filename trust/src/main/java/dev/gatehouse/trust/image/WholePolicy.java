package dev.gatehouse.trust.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.certificate.Claim;
import dev.gatehouse.trust.image.RuleVerdict.Accepted;
import dev.gatehouse.trust.image.RuleVerdict.Outcome;
import dev.gatehouse.trust.verify.FactPolicy;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.Verified;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all that a rule's authorities found must comply with together.
 *
 * <p>It is shown {@code {authorityMatches: {NAME: {signatures | attestations | static}}}}, as
 * Sigstore's policy controller has it, and what else it asks for: {@code config} of the image by
 * platform, {@code spec}, {@code metadata} and {@code typemeta} of the object that uses the image.
 *
 * @param config whether it looks at the image's configuration
 * @param parts what it looks at of the object
 */
public record WholePolicy(FactPolicy policy, boolean config, Set<Surroundings.Part> parts) {

  private static final Map<Claim, String> GITHUB = Map.of(
      Claim.GITHUB_WORKFLOW_TRIGGER, "githubWorkflowTrigger",
      Claim.GITHUB_WORKFLOW_SHA, "githubWorkflowSha",
      Claim.GITHUB_WORKFLOW_NAME, "githubWorkflowName",
      Claim.GITHUB_WORKFLOW_REPOSITORY, "githubWorkflowRepo",
      Claim.GITHUB_WORKFLOW_REF, "githubWorkflowRef");

  public WholePolicy {
    parts = Set.copyOf(parts);
  }

  /**
   * What becomes of a verdict that is good as far as signatures go.
   *
   * @param configuration of the image by platform, where any rule looks at it
   */
  RuleVerdict judge(RuleVerdict verdict, Optional<ObjectValue> configuration,
      Surroundings surroundings) {
    var facts = ObjectValue.builder().put("authorityMatches", matches(verdict));
    if (config) {
      if (configuration.isEmpty()) {
        return refused(verdict, "the configuration of the image is not known");
      }
      facts.put("config", configuration.get());
    }
    for (var part : parts) {
      var known = surroundings.part(part);
      if (known.isEmpty()) {
        return refused(verdict,
            "it looks at the object that uses the image (" + part.flag() + "), and there is none");
      }
      facts.put(part.text(), known.get());
    }
    return policy.objection(facts.build()).map(objection -> refused(verdict, objection))
        .orElse(verdict);
  }

  private static RuleVerdict refused(RuleVerdict verdict, String objection) {
    return new RuleVerdict(verdict.rule(), Outcome.POLICY_ERROR, verdict.accepted(),
        verdict.rejected(), verdict.message() + ", but the policy of " + verdict.rule().name()
            + " objects: " + objection);
  }

  private static ObjectValue matches(RuleVerdict verdict) {
    var matches = ObjectValue.builder();
    for (var authority : verdict.rule().authorities()) {
      match(authority, verdict.accepted()).ifPresent(
          match -> matches.put(authority.name(), match));
    }
    return matches.build();
  }

  /** Empty for an authority that is not satisfied. */
  private static Optional<Value> match(ImageAuthority authority, List<Accepted> accepted) {
    return switch (authority) {
      case ImageAuthority.Fixed fixed -> fixed.passes()
          ? Optional.of(ObjectValue.of("static", BooleanValue.TRUE))
          : Optional.empty();
      case ImageAuthority.Signed signed -> match(signed, accepted);
    };
  }

  private static Optional<Value> match(ImageAuthority.Signed authority, List<Accepted> accepted) {
    var attestations = ObjectValue.builder();
    for (var wanted : authority.wanted()) {
      var found = accepted.stream().filter(each -> each.isFor(authority, wanted))
          .map(each -> fact(each.verified())).toList();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      if (wanted.name().isEmpty()) {
        return Optional.of(ObjectValue.of("signatures", ArrayValue.of(found)));
      }
      attestations.put(wanted.name(), ArrayValue.of(found));
    }
    return Optional.of(ObjectValue.of("attestations", attestations.build()));
  }

  /** One signature or attestation; its id is the digest of the manifest and the layer in it. */
  private static Value fact(Verified verified) {
    var fact = ObjectValue.builder();
    verified.place().ifPresent(place -> fact.put("id",
        StringValue.of(place.manifest().hex() + (place.layer() == 0 ? "" : "-" + place.layer()))));
    if (verified.signer() instanceof Signer.Identity identity) {
      fact.put("subject", StringValue.of(identity.subject().text()));
      identity.issuer().ifPresent(issuer -> fact.put("issuer", StringValue.of(issuer)));
      GITHUB.forEach((claim, name) -> Optional.ofNullable(identity.claims().get(claim))
          .ifPresent(text -> fact.put(name, StringValue.of(text))));
    }
    verified.statement().ifPresent(
        statement -> fact.put("predicateType", StringValue.of(statement.predicateType())));
    return fact.build();
  }
}
