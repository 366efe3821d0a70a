package dev.gatehouse.cli.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.PredicateTypes;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Content;
import dev.gatehouse.trust.verify.Demands;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.Reason;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.Step;
import dev.gatehouse.trust.verify.TextRule;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.VerifiedTime;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be said of one signature or attestation, whoever signed it.
 *
 * @param signer who signed it; empty if it is not sound
 * @param times when, by whose clocks
 * @param steps what was looked at
 * @param fault why it is not sound, empty if it is
 */
record Examination(Material material, Optional<Signer> signer, List<VerifiedTime> times,
    List<Step> steps, String fault) {

  /** Matches nobody: who signed is told by the failure, once all else has been verified. */
  private static final Authority NOBODY = new Authority.Keyless(List.of(
      IdentityRule.of(TextRule.exact("(nobody)"), TextRule.exact("(nobody)"))));

  Examination {
    times = List.copyOf(times);
    steps = List.copyOf(steps);
  }

  /** @param key whose it may be; if it is not, or empty, it may be certified, for whomever */
  static Examination of(Verifier verifier, Material material, Digest image,
      Optional<Authority> key, Demands demands) {
    var byKey = key.map(authority -> by(authority, verifier, material, image, demands));
    if (byKey.isPresent() && byKey.get().signer.isPresent()) {
      return byKey.get();
    }
    var byAnybody = by(NOBODY, verifier, material, image, demands);
    return byAnybody.signer.isPresent() ? byAnybody : byKey.orElse(byAnybody);
  }

  private static Examination by(Authority authority, Verifier verifier, Material material,
      Digest image, Demands demands) {
    var wanted = new Wanted(authority, new Content.SignatureOrStatement(), demands, Map.of());
    try {
      var verified = verifier.verify(material, image, wanted);
      return new Examination(material, Optional.of(verified.signer()), verified.times(),
          verified.steps(), "");
    } catch (VerificationException e) {
      var sound = e.signer().isPresent();
      var steps = e.steps().stream()
          .filter(step -> !sound || !step.name().equals(e.step())).toList();
      return new Examination(
          material, e.signer(), e.times(), steps, sound ? "" : fault(e, authority));
    }
  }

  private static String fault(VerificationException e, Authority authority) {
    return e.reason() == Reason.WRONG_SIGNER && authority.equals(NOBODY)
        ? "it was signed with a key: give the public key as --key to see whether it is that one"
        : String.valueOf(e.getMessage());
  }

  /** Whether it signs the image, and does not attest something about it. */
  boolean isSignature() {
    return EnvelopeText.predicateType(material).map(PredicateTypes.SIGNATURE::equals).orElse(true);
  }

  private Optional<String> predicateType() {
    return signer.isEmpty() ? Optional.empty() : EnvelopeText.predicateType(material);
  }

  /** Lines for people. */
  String text() {
    var text = new StringBuilder(isSignature() ? "  signature" : "  attestation")
        .append(" stored as ").append(material.place().manifest()).append('\n');
    signer.ifPresentOrElse(known -> add(known, text),
        () -> text.append("    not verified: ").append(fault).append('\n'));
    predicateType().filter(type -> !isSignature()).ifPresent(
        type -> text.append("    attests ").append(type).append('\n'));
    steps.forEach(step -> text.append("      ").append(step).append('\n'));
    return text.toString();
  }

  private void add(Signer known, StringBuilder text) {
    text.append("    signed by ").append(known.text()).append('\n');
    times.forEach(time -> text.append("    when: ").append(time.time()).append(" by ")
        .append(clock(time)).append('\n'));
    if (times.isEmpty()) {
      text.append("    when: nobody vouches for a time\n");
    }
    if (known instanceof Signer.Identity identity) {
      identity.claims().forEach((claim, value) -> text.append("      claim ").append(claim.text())
          .append(": ").append(value).append('\n'));
    }
  }

  private static String clock(VerifiedTime time) {
    return switch (time.source()) {
      case LOG -> "the log " + time.witness();
      case TIMESTAMP_AUTHORITY -> "the timestamp authority " + time.witness();
      case CURRENT_TIME -> "the clock of this machine";
    };
  }

  ObjectValue json() {
    var object = ObjectValue.builder()
        .put("manifest", StringValue.of(material.place().manifest().toString()))
        .put("layer", IntegerValue.of(material.place().layer()))
        .put("form", StringValue.of(switch (material) {
          case Material.Bundle _ -> "bundle";
          case Material.SimpleSigning _ -> "signature";
          case Material.Envelope _ -> "attestation";
        }))
        .put("verified", BooleanValue.of(fault.isEmpty()));
    signer.ifPresent(known -> object.put("signer", json(known)));
    predicateType().ifPresent(type -> object.put("predicateType", StringValue.of(type)));
    object.put("times", ArrayValue.of(times.stream().map(time -> ObjectValue.of(
        "time", StringValue.of(time.time().toString()), "by", StringValue.of(clock(time))))
        .toList()));
    if (!fault.isEmpty()) {
      object.put("fault", StringValue.of(fault));
    }
    return object.put("steps", json(steps)).build();
  }

  static ObjectValue json(Signer signer) {
    return switch (signer) {
      case Signer.KeyHolder holder ->
        ObjectValue.of("key", StringValue.of(holder.key().toString()));
      case Signer.Identity identity -> {
        var claims = ObjectValue.builder();
        identity.claims().forEach(
            (claim, text) -> claims.put(claim.text(), StringValue.of(text)));
        var object = ObjectValue.builder()
            .put("subject", StringValue.of(identity.subject().text()))
            .put("authority", StringValue.of(identity.authority()));
        identity.issuer().ifPresent(issuer -> object.put("issuer", StringValue.of(issuer)));
        yield object.put("claims", claims.build()).build();
      }
    };
  }

  static ArrayValue json(List<Step> steps) {
    return ArrayValue.of(steps.stream().map(step -> ObjectValue.builder()
        .put("name", StringValue.of(step.name()))
        .put("outcome", StringValue.of(
            step.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-')))
        .put("detail", StringValue.of(step.detail())).build()).toList());
  }
}
