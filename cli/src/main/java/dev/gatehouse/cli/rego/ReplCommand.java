package dev.gatehouse.cli.rego;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Answers queries line by line. */
@Command(name = "repl", description = "Explores policies: answers queries, keeps rules and imports.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1)
final class ReplCommand implements Callable<Integer> {

  private static final String HELP = """
      QUERY           the answers of a query, such as x := 1; x < 2
      RULE            adds a rule to the package, such as p contains x if { x := input.items[_] }
      import PATH     adds an import
      package NAME    goes to a package (at first: repl)
      input FILE      takes a file as the input document
      show            the package's imports and rules
      unset           forgets the rules and imports that were typed in
      help, exit
      """;

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "policies and data to load")
  private List<String> paths = List.of();

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    try {
      var session = new ReplSession(
          Files.load(paths, dialect.version(), List.of()), dialect.version());
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      var interactive = System.console() != null && System.console().isTerminal();
      while (true) {
        System.out.print(interactive ? "> " : "");
        System.out.flush();
        var line = in.readLine();
        if (line == null || line.strip().equals("exit")) {
          return 0;
        }
        System.out.print(line.strip().equals("help") ? HELP : session.answer(line.strip()));
      }
    } catch (ProblemException | IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }
}
