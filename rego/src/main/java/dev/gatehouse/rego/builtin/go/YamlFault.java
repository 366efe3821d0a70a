package dev.gatehouse.rego.builtin.go;

import dev.gatehouse.json.TextException;
import java.util.List;

/** Says what is wrong with YAML as OPA does, whose words are those of libyaml's offspring in Go. */
public final class YamlFault {

  private static final String UNFINISHED = "could not find expected ':'";

  /** Faults of the parser, which names the line before that of the token. */
  private static final List<Wording> PARSER = List.of(
      new Wording("expected ',' or ']'", "did not find expected ',' or ']'"),
      new Wording("expected ',' or '}'", "did not find expected ',' or '}'"),
      new Wording("block mapping, expected <block end>", "did not find expected key"),
      new Wording("block collection, expected <block end>", "did not find expected '-' indicator"),
      new Wording("expected the node content", "did not find expected node content"),
      new Wording("expected '<document start>'", "did not find expected <document start>"));

  /** Faults of the scanner, which names the line, unless it is the first. */
  private static final List<Wording> SCANNER = List.of(
      new Wording(UNFINISHED, UNFINISHED),
      new Wording("mapping values are not allowed",
          "mapping values are not allowed in this context"),
      new Wording("cannot start any token", "found character that cannot start any token"),
      new Wording("unexpected end of stream", "found unexpected end of stream"),
      new Wording("unexpected document separator", "found unexpected document indicator"),
      new Wording("unknown escape character", "found unknown escape character"),
      new Wording("hexadecimal numbers", "did not find expected hexdecimal number"),
      new Wording(
          "scanning an anchor, unexpected",
          "did not find expected alphabetic or numeric character"),
      new Wording(
          "scanning an alias, unexpected", "did not find expected alphabetic or numeric character"),
      new Wording("tag, expected '>'", "did not find the expected '>'"),
      new Wording("range 1-9, but found 0", "found an indentation indicator equal to 0"),
      new Wording(
          "expected a comment or a line break", "did not find expected comment or line break"));

  /** Faults without a line. */
  private static final List<Wording> PLAIN = List.of(
      new Wording("incompatible YAML document", "found incompatible YAML document"),
      new Wording("is not allowed in YAML", "control characters are not allowed"),
      new Wording("escape of half a character", "found invalid Unicode character escape code"),
      new Wording("is not base64", "!!binary value contains invalid base64 data"),
      new Wording("a merge needs", "map merge requires map or sequence of maps as the value"));

  private YamlFault() {}

  /** A fault by a part of our words, and Go's words for it. */
  private record Wording(String ours, String theirs) {}

  /** The message of go-yaml v2 for a fault in a text. */
  public static String message(TextException fault, String text) {
    return message(fault, text, 1);
  }

  /** The message of go-yaml v3, which names the line where that begins which is at fault. */
  public static String messageOfVersion3(TextException fault, String text) {
    return message(fault, text, fault.beginning());
  }

  /** @param beginning a line to name in place of the fault's own, unless it is the first */
  private static String message(TextException fault, String text, int beginning) {
    var reason = fault.reason();
    for (var wording : PARSER) {
      if (reason.contains(wording.ours())) {
        return message((beginning > 1 ? beginning : line(fault, text)) - 1, wording.theirs());
      }
    }
    for (var wording : SCANNER) {
      if (reason.contains(wording.ours())) {
        var own = wording.ours().equals(UNFINISHED) ? line(fault, text) : fault.row();
        var line = beginning > 1 ? beginning : own;
        return message(line == 1 ? 0 : line, wording.theirs());
      }
    }
    for (var wording : PLAIN) {
      if (reason.contains(wording.ours())) {
        return "yaml: " + wording.theirs();
      }
    }
    return reason.startsWith("json: ") ? reason : "yaml: " + reason;
  }

  /** The line of a fault; the end of a text counts as a line of its own. */
  private static int line(TextException fault, String text) {
    var lines = text.lines().toList();
    var isEnd = fault.row() == lines.size()
        && fault.column() > lines.getLast().codePointCount(0, lines.getLast().length());
    return isEnd ? fault.row() + 1 : fault.row();
  }

  private static String message(int line, String words) {
    return line == 0 ? "yaml: " + words : "yaml: line " + line + ": " + words;
  }
}
