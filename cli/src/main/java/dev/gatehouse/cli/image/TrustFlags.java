package dev.gatehouse.cli.image;

import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.certificate.Claim;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.root.PemRoots;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Demands;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who must have signed, and whom to believe. */
final class TrustFlags {

  @Option(names = "--key", paramLabel = "FILE", description = "the public key that must have signed, PEM")
  private Optional<Path> key = Optional.empty();

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

  @Option(names = "--trusted-root", paramLabel = "FILE", description = "a trusted_root.json; else what the SIGSTORE_ variables name, else the public good instance")
  private Optional<Path> trustedRoot = Optional.empty();

  @Option(names = "--ca-roots", paramLabel = "FILE", description = "certificates of an authority of one's own, PEM")
  private Optional<Path> ownAuthorities = Optional.empty();

  @Option(names = "--insecure-ignore-tlog", arity = "0..1", fallbackValue = "true", description = "demand no entry in a log")
  private boolean ignoreLog;

  @Option(names = "--insecure-ignore-sct", arity = "0..1", fallbackValue = "true", description = "demand no entry of the certificate in a certificate log")
  private boolean ignoreCertificateLog;

  @Option(names = "--use-signed-timestamps", arity = "0..1", fallbackValue = "true", description = "demand a timestamp")
  private boolean timestamps;

  @SuppressWarnings("UnusedVariable") // a flag of cosign that changes nothing here
  @Option(names = "--offline", arity = "0..1", fallbackValue = "true", description = "ask no log: nothing is ever asked of one", hidden = true)
  private boolean offline;

  boolean hasKey() {
    return key.isPresent();
  }

  Demands demands() {
    var demands = Demands.DEFAULT.withLogEntries(ignoreLog ? 0 : 1)
        .withCertificateLogs(ignoreCertificateLog || key.isPresent() ? 0 : 1);
    return timestamps ? demands.withTimestamps(1) : demands;
  }

  TrustRoot root() {
    try {
      if (trustedRoot.isPresent()) {
        return TrustRoot.parse(Files.readAllBytes(trustedRoot.get()));
      }
      var variables = new PemRoots(variable("SIGSTORE_ROOT_FILE"),
          variable("SIGSTORE_REKOR_PUBLIC_KEY"), variable("SIGSTORE_CT_LOG_PUBLIC_KEY_FILE"),
          variable("SIGSTORE_TSA_CERTIFICATE_FILE"));
      return variables.equals(new PemRoots("", "", "", ""))
          ? TrustRoot.publicGood()
          : variables.toTrustRoot();
    } catch (IOException | MalformedException e) {
      throw ImageException.failed("the trust root cannot be used: " + e.getMessage());
    }
  }

  private static String variable(String name) throws IOException {
    var file = System.getenv(name);
    return file == null ? "" : Files.readString(Path.of(file));
  }

  Authority authority() {
    try {
      if (key.isPresent()) {
        return new Authority.Key(VerificationKey.parsePem(Files.readString(key.get())));
      }
      var rule = new IdentityRule(Optional.of(rule(issuer, issuerPattern,
          "--certificate-oidc-issuer")), rule(identity, identityPattern, "--certificate-identity"),
          Optional.empty(), claims());
      return ownAuthorities.isPresent()
          ? new Authority.Pki(PemRoots.chains("--ca-roots",
              Certificate.parsePem(Files.readString(ownAuthorities.get()))), List.of(rule))
          : new Authority.Keyless(List.of(rule));
    } catch (IOException | MalformedException | IllegalArgumentException e) {
      throw ImageException.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Without an identity whoever can log in somewhere could have signed. */
  private static TextRule rule(Optional<String> exact, Optional<String> pattern, String flag) {
    if (exact.isPresent() == pattern.isPresent()) {
      throw new IllegalArgumentException(
          "say who must have signed: --key FILE, or " + flag + " or " + flag + "-regexp");
    }
    return exact.map(TextRule::exact).orElseGet(() -> TextRule.regex(pattern.orElseThrow()));
  }

  private Map<Claim, TextRule> claims() {
    var claims = new LinkedHashMap<Claim, TextRule>();
    workflowName.ifPresent(
        text -> claims.put(Claim.GITHUB_WORKFLOW_NAME, TextRule.exact(text)));
    workflowRef.ifPresent(text -> claims.put(Claim.GITHUB_WORKFLOW_REF, TextRule.exact(text)));
    workflowRepository.ifPresent(
        text -> claims.put(Claim.GITHUB_WORKFLOW_REPOSITORY, TextRule.exact(text)));
    workflowSha.ifPresent(text -> claims.put(Claim.GITHUB_WORKFLOW_SHA, TextRule.exact(text)));
    workflowTrigger.ifPresent(
        text -> claims.put(Claim.GITHUB_WORKFLOW_TRIGGER, TextRule.exact(text)));
    return claims;
  }
}
