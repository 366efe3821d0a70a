package dev.gatehouse.cli.rego;

import dev.gatehouse.cli.Ran;
import java.util.stream.Stream;

/** Runs the commands below {@code gatehouse rego}. */
final class Tool {

  private Tool() {}

  static Ran run(String... arguments) {
    return runWithInput("", arguments);
  }

  static Ran runWithInput(String input, String... arguments) {
    return Ran.commandWithInput(input,
        Stream.concat(Stream.of("rego"), Stream.of(arguments)).toArray(String[]::new));
  }
}
