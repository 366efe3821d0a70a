package dev.gatehouse.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The command line's boundary: a failure becomes one message and an exit code. */
final class FailureReport implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure instanceof CommandException) {
      line.getErr().println(failure.getMessage());
      return ExitCode.REFUSED;
    }
    unexpected(failure, line.getErr());
    return ExitCode.BROKEN;
  }

  private static void unexpected(Exception failure, PrintWriter out) {
    out.println("gatehouse failed, which it should not; please report this:");
    failure.printStackTrace(out);
  }
}
