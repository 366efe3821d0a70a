package dev.gatehouse.rego.builtin.graphql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/** Names that may have been meant. */
final class Suggestions {

  private static final int MOST = 5;
  private static final double TOLERANCE = 0.4;

  private Suggestions() {}

  /** The options that are near to what was written, the nearest first. */
  static List<String> near(String written, Collection<String> options) {
    var bytes = written.getBytes(StandardCharsets.UTF_8).length;
    var threshold = Math.max((int) Math.floor(bytes * TOLERANCE) + 1, 1);
    var distances = new HashMap<String, Integer>();
    var near = new ArrayList<String>();
    for (var option : options) {
      var distance = distance(written, option);
      if (distance <= threshold) {
        distances.put(option, distance);
        near.add(option);
      }
    }
    near.sort(Comparator.comparing(distances::get));
    return near;
  }

  /** {@code " Did you mean \"a\" or \"b\"?"}, nothing if nothing is near. */
  static String quoted(String question, String written, Collection<String> options) {
    return question(question, near(written, options).stream().map(o -> '"' + o + '"').toList());
  }

  static String question(String question, List<String> items) {
    return items.isEmpty() ? "" : " " + question + " " + either(items) + "?";
  }

  private static String either(List<String> items) {
    var shown = items.subList(0, Math.min(items.size(), MOST));
    if (shown.size() == 2) {
      return shown.get(0) + " or " + shown.get(1);
    }
    var last = shown.size() - 1;
    return last == 0
        ? shown.getFirst()
        : String.join(", ", shown.subList(0, last)) + ", or " + shown.get(last);
  }

  private static int distance(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    var from = a.toLowerCase(Locale.ROOT).codePoints().toArray();
    var to = b.toLowerCase(Locale.ROOT).codePoints().toArray();
    if (Arrays.equals(from, to)) {
      return 1;
    }
    var row = new int[to.length + 1];
    for (var j = 0; j <= to.length; j++) {
      row[j] = j;
    }
    for (var i = 1; i <= from.length; i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= to.length; j++) {
        var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length];
  }
}
