package dev.gatehouse.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command printed, and how it ended. */
public record Ran(int code, String output, String errors) {

  /** Runs a command in this process, with nothing on its standard input. */
  public static Ran command(String... arguments) {
    return commandWithInput("", arguments);
  }

  /** Runs a command in this process, as the program would, with a text on its standard input. */
  public static Ran commandWithInput(String input, String... arguments) {
    var standardOutput = System.out;
    var standardError = System.err;
    var standardInput = System.in;
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    try (var out = new PrintStream(output, true, StandardCharsets.UTF_8);
        var err = new PrintStream(errors, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      System.setErr(err);
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      var code = Main.commandLine(arguments).execute(arguments);
      return new Ran(code, output.toString(StandardCharsets.UTF_8),
          errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(standardOutput);
      System.setErr(standardError);
      System.setIn(standardInput);
    }
  }
}
