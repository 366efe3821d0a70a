package dev.gatehouse.trust.certificate;

import java.util.Arrays;
import java.util.Optional;

/**
 * What Fulcio writes into a certificate about the identity's token: extensions
 * 1.3.6.1.4.1.57264.1.x. The first six hold bare text, the others a DER UTF8String.
 */
public enum Claim {
  ISSUER_V1(1, "issuer-v1"), //
  GITHUB_WORKFLOW_TRIGGER(2, "github-workflow-trigger"), //
  GITHUB_WORKFLOW_SHA(3, "github-workflow-sha"), //
  GITHUB_WORKFLOW_NAME(4, "github-workflow-name"), //
  GITHUB_WORKFLOW_REPOSITORY(5, "github-workflow-repository"), //
  GITHUB_WORKFLOW_REF(6, "github-workflow-ref"), //
  ISSUER(8, "issuer"), //
  BUILD_SIGNER_URI(9, "build-signer-uri"), //
  BUILD_SIGNER_DIGEST(10, "build-signer-digest"), //
  RUNNER_ENVIRONMENT(11, "runner-environment"), //
  SOURCE_REPOSITORY_URI(12, "source-repository-uri"), //
  SOURCE_REPOSITORY_DIGEST(13, "source-repository-digest"), //
  SOURCE_REPOSITORY_REF(14, "source-repository-ref"), //
  SOURCE_REPOSITORY_IDENTIFIER(15, "source-repository-identifier"), //
  SOURCE_REPOSITORY_OWNER_URI(16, "source-repository-owner-uri"), //
  SOURCE_REPOSITORY_OWNER_IDENTIFIER(17, "source-repository-owner-identifier"), //
  BUILD_CONFIG_URI(18, "build-config-uri"), //
  BUILD_CONFIG_DIGEST(19, "build-config-digest"), //
  BUILD_TRIGGER(20, "build-trigger"), //
  RUN_INVOCATION_URI(21, "run-invocation-uri"), //
  SOURCE_REPOSITORY_VISIBILITY(22, "source-repository-visibility"), //
  DEPLOYMENT_ENVIRONMENT(23, "deployment-environment"), //
  TOKEN_SUBJECT(24, "token-subject");

  private static final String ROOT = "1.3.6.1.4.1.57264.1.";
  private static final int LAST_BARE = 6;

  private final int arc;
  private final String text;

  Claim(int arc, String text) {
    this.arc = arc;
    this.text = text;
  }

  /** The claim of a name as policies write it, such as {@code source-repository-uri}. */
  public static Optional<Claim> named(String name) {
    return Arrays.stream(values()).filter(claim -> claim.text.equals(name)).findFirst();
  }

  /** The name that policies use. */
  public String text() {
    return text;
  }

  /** The extension's object identifier. */
  public String identifier() {
    return ROOT + arc;
  }

  /** Whether the extension holds the text itself and not a DER string. */
  boolean isBare() {
    return arc <= LAST_BARE;
  }
}
