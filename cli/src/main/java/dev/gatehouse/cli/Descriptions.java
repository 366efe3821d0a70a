package dev.gatehouse.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Lets the descriptions of commands flow: they are written in lines as the source is, and shown in as
 * many columns as there are. The first sentence stands alone, as lists of commands show it.
 */
final class Descriptions {

  private static final String AFTER_SENTENCE = "(?<=[.]) (?=\\p{Upper})";

  private Descriptions() {}

  /** Changes a command and all below it. */
  static void flow(CommandLine line) {
    var usage = line.getCommandSpec().usageMessage();
    usage.description(paragraphs(List.of(usage.description())).toArray(String[]::new));
    line.getSubcommands().values().forEach(Descriptions::flow);
  }

  /** Empty lines stand between paragraphs and stay. */
  static List<String> paragraphs(List<String> lines) {
    var paragraphs = new ArrayList<String>();
    var goesOn = false;
    for (var line : lines) {
      if (goesOn && !line.isEmpty()) {
        paragraphs.add(paragraphs.removeLast() + " " + line);
      } else {
        paragraphs.add(line);
      }
      goesOn = !line.isEmpty();
    }
    if (!paragraphs.isEmpty()) {
      paragraphs.addAll(0, List.of(paragraphs.removeFirst().split(AFTER_SENTENCE, 2)));
    }
    return paragraphs;
  }
}
