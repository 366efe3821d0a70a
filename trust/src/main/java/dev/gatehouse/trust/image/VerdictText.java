package dev.gatehouse.trust.image;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.image.RuleVerdict.Accepted;
import dev.gatehouse.trust.image.RuleVerdict.Rejected;
import dev.gatehouse.trust.registry.Materials;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Content;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What people are told about an image: what was found, what was expected. */
final class VerdictText {

  private static final int MOST_NAMED = 3;

  private VerdictText() {}

  static String verified(List<Accepted> accepted) {
    return accepted.isEmpty() ? "no signature is needed" : "signed by " + signers(accepted);
  }

  private static String signers(List<Accepted> accepted) {
    return some(accepted.stream().map(each -> each.verified().signer().text()).distinct().toList());
  }

  static String forbidden(ImageRule rule) {
    return rule.authorities().stream()
        .map(each -> each instanceof ImageAuthority.Fixed fixed ? fixed.message() : "")
        .filter(message -> !message.isEmpty()).findFirst()
        .orElse("the rule " + rule.name() + " forbids the image");
  }

  static String unavailable(List<Materials> incomplete) {
    return "the signatures could not be read: " + incomplete.stream()
        .flatMap(each -> each.faults().stream())
        .sorted(Comparator.comparing(fault -> !fault.cause().reason().isTransient()))
        .map(fault -> String.valueOf(fault.cause().getMessage())).findFirst().orElse("");
  }

  static String unsigned(ImageRule rule, Digest image, List<Materials> faults) {
    var text = "no " + contents(rule) + " of " + image + " was found, expected one by "
        + expected(rule);
    var spoiled = faults.stream().flatMap(each -> each.faults().stream()).toList();
    return spoiled.isEmpty()
        ? text
        : text + " (what could not be used: " + spoiled.getFirst().cause().getMessage() + ")";
  }

  /** The candidate that came furthest is the one that people mean. */
  static String wrongSigner(
      ImageRule rule, int signers, List<Accepted> accepted, List<Rejected> rejected) {
    if (signers > 0) {
      return "signed by " + signers(accepted) + ", but " + rule.threshold()
          + " different signers are needed" + others(rejected.size());
    }
    var best = rejected.stream().max(Comparator.comparing(each -> each.cause().steps().size()));
    if (best.isPresent()) {
      return best.get().cause().getMessage() + others(rejected.size() - 1);
    }
    return "signed by " + signers(accepted) + ", but not all that is wanted was found: "
        + contents(rule);
  }

  private static String others(int number) {
    return number <= 0
        ? ""
        : " (" + number + (number == 1 ? " other does" : " others do")
            + " not count either)";
  }

  private static String contents(ImageRule rule) {
    return some(signed(rule).stream().flatMap(each -> each.wanted().stream())
        .map(wanted -> switch (wanted.content()) {
          case Content.Signature _ -> "signature";
          case Content.Attestation attestation ->
            "attestation of type " + attestation.predicateType();
          case Content.SignatureOrStatement _ -> "signature or attestation";
        }).distinct().toList());
  }

  private static String expected(ImageRule rule) {
    return some(signed(rule).stream()
        .map(each -> expected(each.wanted().getFirst().authority())).distinct().toList());
  }

  private static String expected(Authority authority) {
    return switch (authority) {
      case Authority.Key key -> "key " + key.key();
      case Authority.Keyless keyless ->
        some(keyless.identities().stream().map(Object::toString).toList());
      case Authority.Pki pki -> some(pki.identities().stream().map(Object::toString).toList());
    };
  }

  private static List<ImageAuthority.Signed> signed(ImageRule rule) {
    return rule.authorities().stream().filter(ImageAuthority.Signed.class::isInstance)
        .map(ImageAuthority.Signed.class::cast).toList();
  }

  private static String some(List<String> texts) {
    var named = texts.stream().limit(MOST_NAMED).collect(Collectors.joining(" or "));
    return texts.size() <= MOST_NAMED
        ? named
        : named + " or " + (texts.size() - MOST_NAMED) + " others";
  }
}
