package dev.gatehouse.cli.image;

import dev.gatehouse.trust.image.ImageVerdict;
import dev.gatehouse.trust.image.RuleVerdict;

/** A verdict about an image for people: what was decided, by which rule, because of what. */
final class VerdictReport {

  private VerdictReport() {}

  static String of(ImageVerdict verdict) {
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
}
