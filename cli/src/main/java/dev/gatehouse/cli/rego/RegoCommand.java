package dev.gatehouse.cli.rego;

import dev.gatehouse.cli.Subcommands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that work on Rego alone. */
@Command(name = "rego", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Evaluates, tests, checks and formats Rego; flags and output are those of opa.")
public final class RegoCommand implements Runnable {

  private static final Map<String, Supplier<Object>> COMMANDS = commands();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private static Map<String, Supplier<Object>> commands() {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("eval", EvalCommand::new);
    commands.put("test", TestCommand::new);
    commands.put("fmt", FmtCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("build", BuildCommand::new);
    commands.put("sign", SignCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("exec", ExecCommand::new);
    commands.put("deps", DepsCommand::new);
    commands.put("bench", BenchCommand::new);
    commands.put("repl", ReplCommand::new);
    commands.put("parse", ParseCommand::new);
    commands.put("capabilities", CapabilitiesCommand::new);
    return commands;
  }

  /**
   * The command with the subcommand that is named.
   *
   * @param args the arguments after {@code rego}
   */
  public static CommandLine commandLine(List<String> args) {
    return Subcommands.of(new RegoCommand(), COMMANDS, args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say which command to run");
  }
}
