package dev.gatehouse.cli.demo;

import dev.gatehouse.cli.review.Outcome;
import dev.gatehouse.trust.image.ImageVerdict;
import dev.gatehouse.trust.image.RuleVerdict;
import dev.gatehouse.trust.verify.Signer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of one image.
 *
 * @param verdict what is known of it
 * @param pinned the reference that a Pod gets in place of the one it named; empty if it gets none
 * @param outcome what the webhook decided about the Pod
 */
public record ImageRow(ImageVerdict verdict, String pinned, Outcome outcome) {

  /** The image without its registry, which is the same for all. */
  String image() {
    return brief(verdict.image().text());
  }

  /** Whoever's signature holds, whether or not they are wanted. */
  String signers() {
    var signers = verdict.rules().stream().flatMap(ImageRow::signers).map(Signer::text).distinct()
        .collect(Collectors.joining(", "));
    if (!signers.isEmpty()) {
      return signers;
    }
    return verdict.rules().stream().allMatch(rule -> rule.rejected().isEmpty())
        ? "nobody"
        : "nobody that can be proven";
  }

  private static Stream<Signer> signers(RuleVerdict rule) {
    return Stream.concat(rule.accepted().stream().map(accepted -> accepted.verified().signer()),
        rule.rejected().stream().flatMap(rejected -> rejected.signer().stream()));
  }

  String owner() {
    return verdict.owner().map(Object::toString).orElse("unknown");
  }

  /** Why it was decided so, without what other columns say. */
  String reason() {
    return outcome.findings().isEmpty()
        ? pinned.isEmpty() ? "" : "runs as " + brief(pinned)
        : messages().map(this::afterImage).map(this::brief).map(ImageRow::beforeOwner).distinct()
            .collect(Collectors.joining("; "));
  }

  /** What whoever asked for it reads. */
  Stream<String> messages() {
    return outcome.findings().stream().map(Outcome.Finding::message);
  }

  private String afterImage(String message) {
    var start = verdict.image().text() + ": ";
    var at = message.indexOf(start);
    return at < 0 ? message : message.substring(at + start.length());
  }

  private static String beforeOwner(String message) {
    var at = message.lastIndexOf("; ");
    return at < 0 ? message : message.substring(0, at);
  }

  private String brief(String text) {
    return text.replace(verdict.image().registry() + "/", "")
        .replaceAll("(sha256:\\p{XDigit}{12})\\p{XDigit}{52}", "$1…");
  }
}
