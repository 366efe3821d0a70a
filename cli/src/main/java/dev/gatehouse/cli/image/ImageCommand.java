package dev.gatehouse.cli.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about images and their signatures. */
@Command(name = "image", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Verifies, signs and explains images; flags and exit codes are those of cosign.")
public final class ImageCommand implements Runnable {

  private static final Map<String, Supplier<Object>> COMMANDS = commands();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private static Map<String, Supplier<Object>> commands() {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("verify", VerifyCommand::new);
    commands.put("verify-attestation", VerifyAttestationCommand::new);
    commands.put("sign", SignCommand::new);
    commands.put("attest", AttestCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("tree", TreeCommand::new);
    commands.put("digest", DigestCommand::new);
    commands.put("keygen", KeygenCommand::new);
    commands.put("policy-check", PolicyCheckCommand::new);
    return commands;
  }

  /**
   * The command with its subcommands; of these only the one that is named, because each costs
   * milliseconds at start-up.
   *
   * @param args the arguments after {@code image}
   */
  public static CommandLine commandLine(List<String> args) {
    var line = new CommandLine(new ImageCommand());
    var named = args.isEmpty() ? null : COMMANDS.get(args.getFirst());
    if (named != null) {
      line.addSubcommand(args.getFirst(), named.get());
    } else {
      COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
    }
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say which command to run");
  }
}
