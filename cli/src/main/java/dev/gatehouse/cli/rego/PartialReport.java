package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.PartialResult;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.format.Formatter;
import dev.gatehouse.rego.syntax.AstJson;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Module;
import java.util.List;

/** Writes what a partial evaluation left. */
final class PartialReport {

  private final PartialResult result;

  PartialReport(PartialResult result) {
    this.result = result;
  }

  /** What is left has no text: {@code x in xs} whose value is used is only known as a call. */
  static final class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotWritten(PolicyException cause) {
      super("format error: " + Problem.text(Problem.of(cause.issues()), ""), cause);
    }
  }

  JsonTree.Fields json() {
    return JsonTree.object()
        .withList(
            "queries",
            JsonTree.array(
                result.queries(), query -> AstOrder.of(AstJson.of(query, false))))
        .withList(
            "modules",
            JsonTree.array(
                result.modules(), module -> AstOrder.of(AstJson.of(module, false))));
  }

  /** Queries and modules as they could be in files. */
  String source() {
    var text = new StringBuilder();
    var number = 1;
    for (var query : result.queries()) {
      text.append("# Query ").append(number++).append('\n');
      text.append(text(query)).append('\n');
    }
    number = 1;
    for (var module : result.modules()) {
      text.append("# Module ").append(number++).append('\n');
      text.append(text(module));
    }
    return text.toString();
  }

  /** Queries and modules in a table. */
  String pretty() {
    if (result.queries().isEmpty()) {
      return "undefined\n";
    }
    var table = new Table(List.of()).withLines();
    var number = 1;
    for (var query : result.queries()) {
      table.row(List.of("Query " + number++, cell(text(query))));
    }
    number = 1;
    for (var module : result.modules()) {
      table.row(List.of("Support " + number++, cell(text(module))));
    }
    return table.text();
  }

  private static String text(Body query) {
    try {
      return Formatter.formatMade(query);
    } catch (PolicyException e) {
      throw new NotWritten(e);
    }
  }

  private static String text(Module module) {
    try {
      return Formatter.formatMade(module);
    } catch (PolicyException e) {
      throw new NotWritten(e);
    }
  }

  private static String cell(String text) {
    return text.replace("\t", "  ").strip();
  }
}
