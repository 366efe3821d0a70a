package dev.gatehouse.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** Breaks text between words. */
final class Wrap {

  private Wrap() {}

  /** The lines, each no longer than the width unless one word is. */
  static List<String> lines(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
