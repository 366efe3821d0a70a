package dev.gatehouse.rego.trace;

import dev.gatehouse.rego.compile.TermText;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Events as a table for people: one line each, in the form of {@code opa eval --explain}. */
public final class TraceText {

  private static final int PADDING = 4;
  private static final int LONGEST_VALUE = 32;

  private final boolean locations;
  private final boolean variables;
  private final Map<Long, Integer> depths = new HashMap<>();

  private TraceText(boolean locations, boolean variables) {
    this.locations = locations;
    this.variables = variables;
  }

  /**
   * The text of events.
   *
   * @param locations whether each line begins with the file and line
   * @param variables whether each line ends with the values of the variables it shows
   */
  public static String of(List<Event> events, boolean locations, boolean variables) {
    return rows(events, locations, variables).stream()
        .map(row -> String.join("", row) + "\n")
        .collect(Collectors.joining());
  }

  /** The cells of each line, wide enough to stand below each other. */
  public static List<List<String>> rows(
      List<Event> events, boolean locations, boolean variables) {
    return new TraceText(locations, variables).rows(events);
  }

  private List<List<String>> rows(List<Event> events) {
    var files = files(events);
    var rows = new ArrayList<List<String>>();
    for (var event : events) {
      var depth = depth(event);
      var row = new ArrayList<String>();
      if (locations) {
        row.add(location(event, files));
      }
      row.add(line(event, depth));
      if (variables) {
        row.add(values(event));
      }
      rows.add(row);
    }
    return table(rows);
  }

  private int depth(Event event) {
    var known = depths.getOrDefault(event.query(), 0);
    if (known == 0) {
      known = depths.getOrDefault(event.parent(), 0) + 1;
      depths.put(event.query(), known);
    }
    return known;
  }

  private static Map<String, String> files(List<Event> events) {
    var files = new TreeMap<String, String>();
    var longest = 0;
    for (var event : events) {
      var location = event.location();
      var digits = String.valueOf(location.row()).length() + 1;
      if (location.file().isEmpty()) {
        longest = Math.max(longest, "query".length() + digits);
      } else {
        longest = Math.max(longest, location.file().length() + digits);
        files.put(location.file(), location.file());
      }
    }
    return longest > FileNames.IDEAL ? FileNames.shorten(files.keySet(), longest) : files;
  }

  private static String location(Event event, Map<String, String> files) {
    var location = event.location();
    var file = location.file();
    return (file.isEmpty() ? "query" : files.getOrDefault(file, file)) + ":" + location.row();
  }

  private static String line(Event event, int depth) {
    var isHead = event.kind() == Event.Kind.ENTER
        || event.kind() == Event.Kind.REDO && !(event.subject() instanceof Event.OfExpression);
    var indent = "| ".repeat(isHead ? depth - 1 : depth);
    var text = new StringBuilder(indent).append(event.kind().text()).append(' ');
    if (event.kind() == Event.Kind.NOTE) {
      return text.append('"').append(event.message()).append('"').toString();
    }
    text.append(node(event));
    if (!event.message().isEmpty()) {
      text.append(' ').append(event.message());
    }
    return text.toString();
  }

  /** The subject in the names of the source. */
  private static String node(Event event) {
    var ref = event.ref();
    return switch (event.subject()) {
      case Event.OfRule(var rule) -> TermText.of(constantPrefix(rule.path()));
      case Event.OfBody(var body) -> ref != null
          ? TermText.of(ref)
          : TermText.of(event.names().in(body));
      case Event.OfExpression(var expression, var index, var body) -> ref != null
          ? TermText.of(ref)
          : TermText.of(expression(expression, event));
      case Event.OfNothing nothing -> "";
    };
  }

  private static List<Term> constantPrefix(List<Term> path) {
    for (var i = 1; i < path.size(); i++) {
      if (!(path.get(i) instanceof Term.Scalar)) {
        return path.subList(0, i);
      }
    }
    return path;
  }

  /** Without the key of {@code every} where the compiler made it. */
  private static Expr expression(Expr expression, Event event) {
    if (expression.form() instanceof Expr.Every every
        && every.key() instanceof Term.Var(var location, var name)
        && (name.startsWith("$") || event.names().isGenerated(name))) {
      return event.names()
          .in(
              expression.as(
                  new Expr.Every(null, every.value(), every.domain(), every.body())));
    }
    return event.names().in(expression);
  }

  private static String values(Event event) {
    var values = new ArrayList<String>();
    if (!(event.subject() instanceof Event.OfRule)) {
      event.documents().forEach((ref, value) -> values.add(value(ref, value)));
    }
    for (var name : LocalVariables.of(event.subject())) {
      var variable = event.variables().get(name);
      if (variable != null) {
        values.add(
            value(name.startsWith("$") ? "_" : event.names().of(name), variable.value()));
      }
    }
    return values.stream().sorted().collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(String name, Term value) {
    return name + ": " + truncate(TermText.of(value), LONGEST_VALUE);
  }

  /** As OPA does, with three dots in place of what is too much. */
  static String truncate(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }

  private static List<List<String>> table(List<List<String>> rows) {
    var widths = new ArrayList<Integer>();
    for (var row : rows) {
      for (var i = 0; i < row.size(); i++) {
        var width = row.get(i).getBytes(StandardCharsets.UTF_8).length;
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    var padded = new ArrayList<List<String>>();
    for (var row : rows) {
      var cells = new ArrayList<String>();
      for (var i = 0; i < row.size(); i++) {
        var cell = row.get(i);
        var missing = widths.get(i) + PADDING - cell.codePointCount(0, cell.length());
        cells.add(i == row.size() - 1 ? cell : cell + " ".repeat(Math.max(0, missing) + 1));
      }
      padded.add(cells);
    }
    return padded;
  }
}
