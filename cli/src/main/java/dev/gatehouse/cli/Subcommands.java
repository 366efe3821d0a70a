package dev.gatehouse.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Gives a command its subcommands; of these only the one that is named is made. */
public final class Subcommands {

  private Subcommands() {}

  /**
   * The command with the subcommand that the first argument names, or with all of them if it names
   * none: each costs milliseconds at start-up.
   *
   * @param arguments those after the command's own name
   */
  public static CommandLine of(
      Object command, Map<String, Supplier<Object>> subcommands, List<String> arguments) {
    var line = new CommandLine(command);
    var named = arguments.isEmpty() ? null : subcommands.get(arguments.getFirst());
    if (named != null) {
      line.addSubcommand(arguments.getFirst(), named.get());
    } else {
      subcommands.forEach((name, made) -> line.addSubcommand(name, made.get()));
    }
    return line;
  }
}
