package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.rego.PolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tables of calls and what OPA gave for them: name, arguments, and result or error, with tabs. */
final class RecordedCalls {

  private RecordedCalls() {}

  /** The lines of a table beside the tests. */
  static List<String> lines(String table) throws IOException {
    try (var in = RecordedCalls.class.getResourceAsStream(table)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
          .toList();
    }
  }

  /** What we give for a call. */
  static String outcome(String name, String args) throws PolicyException {
    var values = (ArrayValue) RegoLiteral.parse(args);
    return new BuiltinCall(name, values.items()).outcome(Builtins.standard());
  }

  /** The lines to which we give another result, or an error of another code. */
  static List<String> differences(String table) throws IOException, PolicyException {
    var wrong = new ArrayList<String>();
    for (var line : lines(table)) {
      var columns = line.split("\t", -1);
      var outcome = outcome(columns[0], columns[1]);
      var error = columns[2].startsWith("eval_") ? columns[2].split(":", 2)[0] : "";
      var isRight = error.isEmpty()
          ? outcome.equals(RegoLiteral.parse(columns[2]).toString())
          : outcome.startsWith(error + ":");
      if (!isRight) {
        wrong.add(line + "\n but got " + outcome);
      }
    }
    return wrong;
  }

  /** The lines to which we give anything else, the text of errors included. */
  static List<String> inexact(String table) throws IOException, PolicyException {
    var wrong = new ArrayList<String>();
    for (var line : lines(table)) {
      var columns = line.split("\t", -1);
      var outcome = outcome(columns[0], columns[1]).replace("\n", "\\n");
      if (!outcome.equals(columns[2])) {
        wrong.add(line + "\n but got " + outcome);
      }
    }
    return wrong;
  }
}
