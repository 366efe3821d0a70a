package dev.gatehouse.cli.demo;

import dev.gatehouse.cli.Terminal;
import dev.gatehouse.cli.Terminal.Tone;
import dev.gatehouse.cli.TextTable;
import dev.gatehouse.cli.review.OutcomeText;
import java.util.List;

/** Images as a table: who signed it, who owns it, what was decided, and why. */
public final class ImageTable {

  private static final int NARROWEST = 40;
  private static final int SIGNER_WIDTH = 34;

  private ImageTable() {}

  /** @param width columns of the screen */
  public static String of(List<ImageRow> rows, Terminal terminal, int width) {
    var image = rows.stream().mapToInt(row -> row.image().length()).max().orElse(0);
    var owner = rows.stream().mapToInt(row -> row.owner().length()).max().orElse(0);
    var reason = Math.max(NARROWEST,
        width - image - SIGNER_WIDTH - owner - "DECISION".length() - 8);
    var table = new TextTable().row(head(terminal, "IMAGE"), head(terminal, "SIGNED BY"),
        head(terminal, "OWNER"), head(terminal, "DECISION"), head(terminal, "WHY"));
    rows.forEach(row -> append(table, row, terminal, reason));
    return table + denial(rows, width);
  }

  /** The first refusal as it was answered. */
  private static String denial(List<ImageRow> rows, int width) {
    return rows.stream().flatMap(ImageRow::messages).findFirst()
        .map(message -> "\nThe first refusal in full:\n\n"
            + String.join("\n", Wrap.lines(message, width - 4)).indent(4))
        .orElse("");
  }

  private static String head(Terminal terminal, String title) {
    return terminal.paint(Tone.STRONG, title);
  }

  private static void append(TextTable table, ImageRow row, Terminal terminal, int width) {
    var signers = Wrap.lines(row.signers(), SIGNER_WIDTH);
    var reasons = Wrap.lines(row.reason(), width);
    for (var i = 0; i < Math.max(signers.size(), reasons.size()); i++) {
      var isFirst = i == 0;
      table.row(isFirst ? row.image() : "", line(signers, i), isFirst ? row.owner() : "",
          isFirst ? OutcomeText.verdict(row.outcome().verdict(), terminal) : "",
          line(reasons, i));
    }
  }

  private static String line(List<String> lines, int number) {
    return number < lines.size() ? lines.get(number) : "";
  }
}
