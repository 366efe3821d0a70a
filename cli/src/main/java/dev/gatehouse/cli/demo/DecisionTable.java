package dev.gatehouse.cli.demo;

import dev.gatehouse.cli.Terminal;
import dev.gatehouse.cli.Terminal.Tone;
import dev.gatehouse.cli.TextTable;
import dev.gatehouse.cli.review.Outcome;
import dev.gatehouse.cli.review.OutcomeText;
import java.util.ArrayList;
import java.util.List;

/** Outcomes as a table: object, decision, constraint, and the message with the field at fault. */
public final class DecisionTable {

  private static final int NARROWEST = 40;

  private final Terminal terminal;
  private final TextTable table = new TextTable();
  private final int messageWidth;

  private DecisionTable(List<Outcome> outcomes, Terminal terminal, int width) {
    this.terminal = terminal;
    var object = outcomes.stream().mapToInt(o -> o.object().length()).max().orElse(0);
    var constraint = outcomes.stream().flatMap(o -> o.findings().stream())
        .mapToInt(f -> f.constraint().length()).max().orElse(0);
    this.messageWidth = Math.max(NARROWEST, width - object - constraint - "DECISION".length() - 8);
  }

  /** @param width columns of the screen */
  public static String of(List<Outcome> outcomes, Terminal terminal, int width) {
    var table = new DecisionTable(outcomes, terminal, width);
    table.table.row(table.head("OBJECT"), table.head("DECISION"), table.head("CONSTRAINT"),
        table.head("MESSAGE, AND THE FIELD AT FAULT"));
    outcomes.forEach(table::append);
    return table.table.toString();
  }

  private String head(String title) {
    return terminal.paint(Tone.STRONG, title);
  }

  private void append(Outcome outcome) {
    var object = outcome.object();
    var verdict = OutcomeText.verdict(outcome.verdict(), terminal);
    if (outcome.findings().isEmpty()) {
      table.row(object, verdict, "", "");
    }
    for (var finding : outcome.findings()) {
      var constraint = finding.constraint();
      for (var line : lines(finding)) {
        table.row(object, verdict, constraint, line);
        object = "";
        verdict = "";
        constraint = "";
      }
    }
  }

  private List<String> lines(Outcome.Finding finding) {
    var lines = new ArrayList<>(Wrap.lines(finding.message(), messageWidth));
    finding.field().ifPresent(
        field -> Wrap.lines("at " + field, messageWidth)
            .forEach(l -> lines.add(terminal.paint(Tone.QUIET, l))));
    return lines;
  }
}
