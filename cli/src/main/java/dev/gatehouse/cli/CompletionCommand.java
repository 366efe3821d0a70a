package dev.gatehouse.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script that completes this program's commands and options in a shell. */
@Command(name = "completion", description = "Prints a completion script for your shell.", mixinStandardHelpOptions = true, footer = {
    "", "Examples:",
    "  source <(gatehouse completion bash)",
    "  gatehouse completion zsh > ~/.zsh/completion/_gatehouse"})
final class CompletionCommand implements Callable<Integer> {

  /** Shells that understand the script. */
  enum Shell {
    BASH, ZSH
  }

  @Parameters(paramLabel = "SHELL", arity = "0..1", description = "bash or zsh; the one script serves both (default: ${DEFAULT-VALUE})")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    if (shell == Shell.ZSH) {
      System.out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    System.out.print(AutoComplete.bash("gatehouse", Main.commandLine()));
    return ExitCode.OK;
  }
}
