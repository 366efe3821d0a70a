package dev.gatehouse.cli.review;

import dev.gatehouse.cli.Terminal;
import dev.gatehouse.cli.Terminal.Tone;
import java.util.List;

/** Outcomes for people: the verdict first, then each finding with the field at fault. */
public final class OutcomeText {

  private final Terminal terminal;
  private final StringBuilder out = new StringBuilder();

  private OutcomeText(Terminal terminal) {
    this.terminal = terminal;
  }

  public static String of(List<Outcome> outcomes, Terminal terminal) {
    var text = new OutcomeText(terminal);
    outcomes.forEach(text::append);
    return text.out.toString();
  }

  private void append(Outcome outcome) {
    out.append(verdict(outcome.verdict(), terminal)).append("  ");
    out.append(terminal.paint(Tone.STRONG, outcome.object()));
    if (!outcome.file().isEmpty()) {
      out.append(terminal.paint(Tone.QUIET, "  (" + outcome.file() + ")"));
    }
    out.append('\n');
    outcome.findings().forEach(this::append);
  }

  private void append(Outcome.Finding finding) {
    out.append("  ").append(finding.action());
    if (!finding.constraint().isEmpty()) {
      out.append(" [").append(finding.constraint()).append(']');
    }
    out.append(' ').append(finding.message().replace("\n", "\n    ")).append('\n');
    finding.field().ifPresent(
        field -> out.append(terminal.paint(Tone.QUIET, "       at " + field)).append('\n'));
  }

  /** The verdict in one word of fixed width, in its colour. */
  public static String verdict(Outcome.Verdict verdict, Terminal terminal) {
    return switch (verdict) {
      case ALLOWED -> terminal.paint(Tone.GOOD, "allowed");
      case WARNED -> terminal.paint(Tone.CAREFUL, "warned ");
      case DENIED -> terminal.paint(Tone.BAD, "denied ");
      case FAILED -> terminal.paint(Tone.BAD, "failed ");
    };
  }
}
