package dev.gatehouse.cli;

import dev.gatehouse.cli.image.ImageCommand;
import dev.gatehouse.cli.rego.RegoCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Spec;

/** The executable {@code gatehouse}: every command, and what they have in common. */
@Command(name = "gatehouse", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", header = "Gatehouse decides what may enter a Kubernetes cluster.", description = {
    "", "Policies are Gatekeeper's ConstraintTemplates and constraints; the same"
        + " policies decide at admission, in a pipeline and on your desk.",
    ""}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:it went well, and nothing stands in the way",
        "1:a policy was violated, a test failed, or input could not be used",
        "2:the command line is wrong", "3:the program itself failed"}, footer = {"",
            "Try: gatehouse demo --exit",
            "More on one command: gatehouse help COMMAND"})
public final class Main implements Runnable {

  /** In the order in which people meet them. */
  private static final Map<String, Function<List<String>, Object>> COMMANDS = commands();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
  private CommandLine.Model.CommandSpec spec;

  /** Each takes the arguments after its name. */
  private static Map<String, Function<List<String>, Object>> commands() {
    var commands = new LinkedHashMap<String, Function<List<String>, Object>>();
    commands.put("demo", args -> new DemoCommand());
    commands.put("serve", args -> new ServeCommand());
    commands.put("provider", args -> new ProviderCommand());
    commands.put("review", args -> new ReviewCommand());
    commands.put("verify", args -> new VerifyCommand());
    commands.put("test", args -> new TestCommand());
    commands.put("expand", args -> new ExpandCommand());
    commands.put("bench", args -> new BenchCommand());
    commands.put("image", ImageCommand::commandLine);
    commands.put("rego", RegoCommand::commandLine);
    commands.put("completion", args -> new CompletionCommand());
    commands.put("help", args -> new HelpCommand());
    commands.put("reference", args -> new ReferenceCommand());
    commands.put("rehearse", args -> new RehearseCommand());
    return commands;
  }

  /** Runs one command and ends the program with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** What is read can be larger than the memory, and what is printed deeper than the stack. */
  private static int run(String[] args) {
    try {
      return commandLine(args).execute(args);
    } catch (StackOverflowError e) {
      System.err.println("error: a value is nested too deep to be shown");
    } catch (OutOfMemoryError e) {
      System.err.println("error: out of memory: this needs more than "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MB; GATEHOUSE_JAVA_OPTIONS=-Xmx8g lets it have more");
    }
    return ExitCode.BROKEN;
  }

  /** Every command, for help, completion and documentation. */
  static CommandLine commandLine() {
    return commandLine(new String[0]);
  }

  /** Making one command costs milliseconds at start-up: a run that names one makes no other. */
  static CommandLine commandLine(String[] args) {
    var line = new CommandLine(new Main());
    var usual = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler((failure, all) -> {
      var wrong = failure.getCommandLine();
      var own = wrong == line ? usual : wrong.getParameterExceptionHandler();
      return own.handleParseException(failure, all);
    });
    var named = args.length == 0 ? null : COMMANDS.get(args[0]);
    if (named != null && !(args[0].equals("help"))) {
      line.addSubcommand(args[0], named.apply(List.of(args).subList(1, args.length)));
    } else {
      COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.apply(List.of())));
    }
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(Terminal.ofOutput().colours() ? Ansi.ON : Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOverwrittenOptionsAllowed(true);
    line.setUsageHelpAutoWidth(true);
    Descriptions.flow(line);
    line.setExecutionExceptionHandler(new FailureReport());
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say which command to run");
  }
}
