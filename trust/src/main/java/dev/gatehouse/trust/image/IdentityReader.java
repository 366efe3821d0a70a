package dev.gatehouse.trust.image;

import dev.gatehouse.trust.certificate.Claim;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import java.util.List;
import java.util.Optional;

/** Reads one identity: who may have signed, or whose signature makes an image somebody's. */
final class IdentityReader {

  private final boolean sigstore;

  /** @param sigstore whether only what Sigstore's own resources may say is taken */
  IdentityReader(boolean sigstore) {
    this.sigstore = sigstore;
  }

  Optional<IdentityRule> read(RuleFields fields) {
    if (sigstore) {
      fields.only("issuer", "issuerRegExp", "subject", "subjectRegExp");
    } else {
      fields.only("issuer", "issuerRegExp", "issuerGlob", "subject", "subjectRegExp",
          "subjectGlob", "claims");
    }
    var issuer = rule(fields, "issuer");
    var subject = rule(fields, "subject");
    if (issuer.isEmpty() || subject.isEmpty()) {
      return Optional.empty();
    }
    var rule = IdentityRule.of(issuer.get(), subject.get());
    var claims = fields.at("claims");
    for (var name : claims.names()) {
      var claim = Claim.named(name);
      if (claim.isEmpty()) {
        claims.fault(name, "is no claim that certificates carry");
      } else {
        rule = rule.with(claim.get(), TextRule.exact(claims.required(name)));
      }
    }
    return Optional.of(rule);
  }

  /** The rule that one of three fields holds. */
  private static Optional<TextRule> rule(RuleFields fields, String name) {
    var ways = List.of(name, name + "RegExp", name + "Glob").stream()
        .filter(fields::has).toList();
    if (ways.size() != 1) {
      fields.fault("expected " + name + " or " + name + "RegExp, one of them, found "
          + (ways.isEmpty() ? "none" : "both"));
      return Optional.empty();
    }
    var way = ways.getFirst();
    var text = fields.required(way);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(way.endsWith("RegExp")
              ? TextRule.regex(text)
              : way.endsWith("Glob") ? TextRule.glob(text) : TextRule.exact(text));
    } catch (IllegalArgumentException e) {
      fields.fault(way, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
