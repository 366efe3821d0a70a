package dev.gatehouse.cli.image;

import dev.gatehouse.cli.Subcommands;
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
   * The command with the subcommand that is named.
   *
   * @param args the arguments after {@code image}
   */
  public static CommandLine commandLine(List<String> args) {
    return CosignFlags.on(Subcommands.of(new ImageCommand(), COMMANDS, args));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say which command to run");
  }
}
