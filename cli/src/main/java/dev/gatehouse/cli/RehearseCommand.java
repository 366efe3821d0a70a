package dev.gatehouse.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs what short commands do, for the build to record in the start-up cache. */
@Command(name = "rehearse", hidden = true, description = "Runs typical commands; the build records what they load.")
final class RehearseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "HOME", description = "folder that holds policies and examples")
  private Path home = Path.of(".");

  @Override
  public Integer call() throws IOException {
    var out = System.out;
    System.setIn(InputStream.nullInputStream());
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try (var images = ImageRehearsal.start()) {
      run(commands(), out);
      run(images.commands(), out);
    } finally {
      System.setOut(out);
    }
    return ExitCode.OK;
  }

  private static void run(List<String[]> commands, PrintStream out) {
    for (var arguments : commands) {
      var code = Main.commandLine(arguments).execute(arguments);
      out.println(String.join(" ", arguments) + ": exit code " + code);
    }
  }

  private List<String[]> commands() {
    var quickstart = home.resolve("examples/quickstart");
    return List.of(
        new String[]{"verify", home.resolve("policies") + "/..."},
        new String[]{"verify", home.resolve("examples") + "/...", "-v"},
        new String[]{"test", "-f", quickstart.toString()},
        new String[]{"test", "-f", quickstart.toString(), "-o", "json"},
        new String[]{"expand", "-n", home.resolve("examples/workloads").toString()},
        new String[]{"rego", "eval", "x := {y | some y in [1, 2]}; count(x) == 2"},
        new String[]{"rego", "eval", "-f", "pretty", "startswith(\"a\", \"b\")"},
        new String[]{"help"});
  }
}
