package dev.gatehouse.cli.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.image.ImageVerdict;
import dev.gatehouse.trust.image.Owner;
import dev.gatehouse.trust.image.RuleVerdict;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.Step;
import java.util.List;
import java.util.Optional;

/** A verdict about an image: what was decided, by which rule, because of what. */
final class VerdictReport {

  private VerdictReport() {}

  /** Lines for people. */
  static String text(ImageVerdict verdict) {
    var text = new StringBuilder("\n").append(verdict.image().text()).append('\n');
    verdict.digest().ifPresent(digest -> text.append("  digest   ").append(digest).append('\n'));
    text.append("  decision ").append(verdict.isGood() ? "admit" : "refuse: " + verdict.message())
        .append("\n  ").append(verdict.ownership()).append('\n');
    verdict.rules().forEach(rule -> add(rule, text));
    return text.toString();
  }

  private static void add(RuleVerdict rule, StringBuilder text) {
    text.append("  policy ").append(rule.rule().name()).append(": ")
        .append(rule.outcome().text()).append(", ").append(rule.message()).append('\n');
    for (var accepted : rule.accepted()) {
      text.append("    counts for ").append(accepted.authority()).append(":\n");
      accepted.verified().steps().forEach(
          step -> text.append("      ").append(step).append('\n'));
    }
    for (var rejected : rule.rejected()) {
      text.append("    does not count for ").append(rejected.authority()).append(" (")
          .append(rejected.place().manifest()).append("):\n");
      rejected.cause().steps().forEach(
          step -> text.append("      ").append(step).append('\n'));
    }
  }

  static ObjectValue json(ImageVerdict verdict) {
    var object = ObjectValue.builder().put("image", text(verdict.image().text()));
    verdict.digest().map(Digest::toString).ifPresent(
        digest -> object.put("digest", text(digest)));
    object.put("decision", text(verdict.isGood() ? "admit" : "refuse"))
        .put("message", text(verdict.message()));
    verdict.owner().ifPresent(owner -> object.put("owner", json(owner)));
    return object.put("policies", ArrayValue.of(
        verdict.rules().stream().map(VerdictReport::json).toList())).build();
  }

  private static ObjectValue json(Owner owner) {
    return ObjectValue.of("team", text(owner.team()), "contact", text(owner.contact()));
  }

  private static ObjectValue json(RuleVerdict rule) {
    return ObjectValue.builder().put("name", text(rule.rule().name()))
        .put("outcome", text(rule.outcome().text())).put("message", text(rule.message()))
        .put("accepted", ArrayValue.of(rule.accepted().stream().map(each -> candidate(
            each.authority(), each.verified().place(), Optional.of(each.verified().signer()),
            each.verified().steps())).toList()))
        .put("rejected", ArrayValue.of(rule.rejected().stream().map(each -> candidate(
            each.authority(), Optional.of(each.place()), each.signer(), each.cause().steps()))
            .toList()))
        .build();
  }

  private static ObjectValue candidate(String authority, Optional<Material.Place> place,
      Optional<Signer> signer, List<Step> steps) {
    var object = ObjectValue.builder().put("authority", text(authority));
    place.ifPresent(each -> object.put("manifest", text(each.manifest().toString())));
    signer.ifPresent(each -> object.put("signer", Examination.json(each)));
    return object.put("steps", Examination.json(steps)).build();
  }

  private static StringValue text(String text) {
    return StringValue.of(text);
  }
}
