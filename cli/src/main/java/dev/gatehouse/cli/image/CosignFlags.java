package dev.gatehouse.cli.image;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A wrong command line ends with cosign's exit code, and a flag of cosign that is not supported is
 * refused with the reason and what to do instead.
 */
final class CosignFlags implements IParameterExceptionHandler {

  private static final Map<String, String> REFUSED = refused();

  private static Map<String, String> refused() {
    var reasons = new HashMap<String, String>();
    refuse(reasons, "keys in hardware are not supported: give the public key's file as --key",
        "--sk", "--slot");
    refuse(reasons, "the cluster's service accounts are not asked: credentials come from"
        + " --registry-username, --registry-token or docker's config.json", "--k8s-keychain");
    refuse(reasons, "only images in a registry are verified", "--local-image");
    refuse(reasons, "signatures and attestations are verified, no other attachments",
        "--attachment");
    refuse(reasons, "signatures are looked for below the tags that cosign uses by itself",
        "--attachment-tag-prefix");
    refuse(reasons, "a signature is taken from the registry, together with the text it is over",
        "--payload", "--signature");
    refuse(reasons, "a certificate log's promise must stand in the certificate or be waived with"
        + " --insecure-ignore-sct", "--sct");
    refuse(reasons, "a policy about attestations is an image policy: see `gatehouse image"
        + " policy-check`", "--policy");
    refuse(reasons,
        "no browser is opened and no login made: give the token as --identity-token or in"
            + " SIGSTORE_ID_TOKEN",
        "--fulcio-auth-flow", "--oidc-client-id",
        "--oidc-client-secret-file", "--oidc-issuer", "--oidc-provider", "--oidc-redirect-url",
        "--issue-certificate");
    refuse(reasons, "the timestamp authority's server is asked without a certificate of ours",
        "--timestamp-client-cacert", "--timestamp-client-cert", "--timestamp-client-key",
        "--timestamp-server-name");
    refuse(reasons, "a signature is written whole: see --bundle", "--output-signature",
        "--output-payload", "--output-certificate", "--output-attestation");
    refuse(reasons, "what is stored is never replaced: attestations are added", "--replace");
    refuse(reasons, "keys are kept in files: keys of a key management service are not supported",
        "--kms");
    return Map.copyOf(reasons);
  }

  private static void refuse(Map<String, String> reasons, String reason, String... flags) {
    List.of(flags).forEach(flag -> reasons.put(flag, reason));
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    var line = failure.getCommandLine();
    line.getErr().println("Error: " + message(failure));
    if (!isRefused(failure)) {
      line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    return ImageException.FAILED;
  }

  private static boolean isRefused(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched
        && unmatched.getUnmatched().stream().anyMatch(each -> REFUSED.containsKey(name(each)));
  }

  private static String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      for (var each : unmatched.getUnmatched()) {
        var reason = REFUSED.get(name(each));
        if (reason != null) {
          return "cosign's " + name(each) + " is not supported: " + reason;
        }
      }
    }
    return String.valueOf(failure.getMessage());
  }

  private static String name(String argument) {
    var end = argument.indexOf('=');
    return end < 0 ? argument : argument.substring(0, end);
  }

  /** The line, with its wrong uses answered here. */
  static CommandLine on(CommandLine line) {
    return line.setParameterExceptionHandler(new CosignFlags());
  }
}
