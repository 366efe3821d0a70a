package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.certificate.Claim;
import dev.gatehouse.trust.certificate.SubjectName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A signer that is wanted, by what the certificate says.
 *
 * @param issuer who vouched for the identity; empty only where the authority is one's own
 * @param kind the kind of subject; empty if the text leaves no doubt or any kind will do
 * @param claims further claims that must be there and match
 */
public record IdentityRule(Optional<TextRule> issuer, TextRule subject,
    Optional<SubjectName.Kind> kind, Map<Claim, TextRule> claims) {

  public IdentityRule {
    claims = Map.copyOf(claims);
    if (kind.isEmpty() && subject instanceof TextRule.Exact exact) {
      kind = kindOf(exact.text());
    }
  }

  /** A rule for an issuer and a subject. */
  public static IdentityRule of(TextRule issuer, TextRule subject) {
    return new IdentityRule(Optional.of(issuer), subject, Optional.empty(), Map.of());
  }

  /** This rule with one more claim that must match. */
  public IdentityRule with(Claim claim, TextRule rule) {
    var all = new HashMap<>(claims);
    all.put(claim, rule);
    return new IdentityRule(issuer, subject, kind, all);
  }

  /** A text that can only be one kind of name must not match a name of another kind. */
  private static Optional<SubjectName.Kind> kindOf(String text) {
    if (text.contains("://")) {
      return Optional.of(SubjectName.Kind.URI);
    }
    if (text.contains("!")) {
      return Optional.of(SubjectName.Kind.USERNAME);
    }
    return text.contains("@") ? Optional.of(SubjectName.Kind.EMAIL) : Optional.empty();
  }

  /** Whether a verified signer is meant. */
  public boolean matches(Signer.Identity signer) {
    return mismatch(signer.subject(), signer.claims()).isEmpty();
  }

  boolean matchesSubject(SubjectName name) {
    return kind.map(wanted -> wanted == name.kind()).orElse(true) && subject.matches(name.text());
  }

  /** Which part does not match, empty if all do. */
  Optional<String> mismatch(SubjectName name, Map<Claim, String> found) {
    if (!matchesSubject(name)) {
      return Optional.of("subject");
    }
    var foundIssuer = found.getOrDefault(Claim.ISSUER, found.get(Claim.ISSUER_V1));
    if (issuer.isPresent() && (foundIssuer == null || !issuer.get().matches(foundIssuer))) {
      return Optional.of("issuer");
    }
    for (var claim : new TreeMap<>(claims).entrySet()) {
      var value = found.get(claim.getKey());
      if (value == null || !claim.getValue().matches(value)) {
        return Optional.of(claim.getKey().text());
      }
    }
    return Optional.empty();
  }

  /** For people: subject, issuer, claims. */
  @Override
  public String toString() {
    var text = new StringBuilder(subject.toString());
    kind.ifPresent(each -> text.append(" (").append(each.text()).append(')'));
    issuer.ifPresent(each -> text.append(" from ").append(each));
    new TreeMap<>(claims).forEach(
        (claim, rule) -> text.append(", ").append(claim.text()).append(' ').append(rule));
    return text.toString();
  }
}
