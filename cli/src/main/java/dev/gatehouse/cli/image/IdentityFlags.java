package dev.gatehouse.cli.image;

import dev.gatehouse.trust.certificate.Claim;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which identity must have signed. */
final class IdentityFlags {

  @Option(names = "--certificate-identity", paramLabel = "NAME", description = "the identity that must have signed: an e-mail address, a URI")
  private Optional<String> identity = Optional.empty();

  @Option(names = "--certificate-identity-regexp", paramLabel = "REGEXP", description = "a regular expression for the whole identity")
  private Optional<String> identityPattern = Optional.empty();

  @Option(names = "--certificate-oidc-issuer", paramLabel = "URL", description = "who must have vouched for the identity")
  private Optional<String> issuer = Optional.empty();

  @Option(names = "--certificate-oidc-issuer-regexp", paramLabel = "REGEXP", description = "a regular expression for the whole issuer")
  private Optional<String> issuerPattern = Optional.empty();

  @Option(names = "--certificate-github-workflow-name", paramLabel = "NAME", description = "the workflow's name in the certificate")
  private Optional<String> workflowName = Optional.empty();

  @Option(names = "--certificate-github-workflow-ref", paramLabel = "REF", description = "its git reference")
  private Optional<String> workflowRef = Optional.empty();

  @Option(names = "--certificate-github-workflow-repository", paramLabel = "NAME", description = "its repository, OWNER/NAME")
  private Optional<String> workflowRepository = Optional.empty();

  @Option(names = "--certificate-github-workflow-sha", paramLabel = "SHA", description = "its commit")
  private Optional<String> workflowSha = Optional.empty();

  @Option(names = "--certificate-github-workflow-trigger", paramLabel = "EVENT", description = "what started it")
  private Optional<String> workflowTrigger = Optional.empty();

  boolean isNamed() {
    return identity.isPresent() || identityPattern.isPresent();
  }

  /** @throws IllegalArgumentException if it does not say who, or would let everybody in */
  IdentityRule rule() {
    return new IdentityRule(Optional.of(rule(issuer, issuerPattern, "--certificate-oidc-issuer")),
        rule(identity, identityPattern, "--certificate-identity"), Optional.empty(), claims());
  }

  /** Without an identity whoever can log in somewhere could have signed. */
  private static TextRule rule(Optional<String> exact, Optional<String> pattern, String flag) {
    if (exact.isPresent() == pattern.isPresent()) {
      throw new IllegalArgumentException("say who must have signed: "
          + (exact.isPresent() ? "" : "--key FILE, or ") + flag + " or " + flag + "-regexp"
          + (exact.isPresent() ? ", not both" : ""));
    }
    return exact.map(TextRule::exact).orElseGet(() -> TextRule.regex(pattern.orElseThrow()));
  }

  private Map<Claim, TextRule> claims() {
    var claims = new LinkedHashMap<Claim, TextRule>();
    claim(claims, Claim.GITHUB_WORKFLOW_NAME, workflowName);
    claim(claims, Claim.GITHUB_WORKFLOW_REF, workflowRef);
    claim(claims, Claim.GITHUB_WORKFLOW_REPOSITORY, workflowRepository);
    claim(claims, Claim.GITHUB_WORKFLOW_SHA, workflowSha);
    claim(claims, Claim.GITHUB_WORKFLOW_TRIGGER, workflowTrigger);
    return claims;
  }

  private static void claim(Map<Claim, TextRule> claims, Claim claim, Optional<String> wanted) {
    wanted.ifPresent(text -> claims.put(claim, TextRule.exact(text)));
  }
}
