package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Prints the reference of every command, which is the page {@code docs/cli.md}. */
@Command(name = "reference", hidden = true, description = "Prints the reference of all commands as Markdown.")
final class ReferenceCommand implements Callable<Integer> {

  private static final int WIDTH = 100;

  @Override
  public Integer call() {
    System.out.print(markdown());
    return ExitCode.OK;
  }

  static String markdown() {
    var page = new StringBuilder("# Command line\n\n");
    page.append("Made from the commands themselves: `./gatehouse reference > docs/cli.md`.\n");
    section(page, "gatehouse", Main.commandLine());
    return page.toString();
  }

  private static void section(StringBuilder page, String title, CommandLine line) {
    line.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
    page.append("\n## ").append(title).append("\n\n```\n");
    page.append(line.getUsageMessage(Ansi.OFF)).append("```\n");
    line.getSubcommands().forEach((name, command) -> {
      if (!command.getCommandSpec().usageMessage().hidden() && !name.equals("help")) {
        section(page, title + " " + name, command);
      }
    });
  }
}
