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
      QUERY             the answers of a query, such as x := 1; x < 2
      RULE              adds a rule to the package, such as p contains x if { x := input.items[_] }
      import PATH       adds an import
      package NAME      goes to a package (at first: repl)
      input FILE        takes a file as the input document
      :load PATH...     loads policies and data beside those that are loaded
      :show             the package's imports and rules
      :unset [NAME]     forgets the rules of this name; without a name, all rules and imports
      :trace [MODE]     shows what happens in queries: full, notes, fails, debug or off
      :notes, :fails    shows notes or failures of queries, or no longer
      :strict-builtin-errors  lets errors of built-in functions end queries, or no longer
      :dump             the data that are loaded
      :json, :pretty    how answers are shown
      :names WORD       the names that begin so; the same for a line that ends with a tab
      :help, :exit
      A line goes on while a bracket is open; an empty line ends it. The colon may be left out.
      """;

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "policies and data to load")
  private List<String> paths = List.of();

  @Mixin
  private NetworkOption network = new NetworkOption();

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    try {
      var session = new ReplSession(
          Files.load(paths, Grammar.of(dialect.version()), List.of()), dialect.version(),
          network.access());
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      var lines = new ReplLines(in, System.console() != null && System.console().isTerminal());
      while (true) {
        var line = lines.next();
        var word = line == null ? "exit" : line.strip();
        if (word.equals("exit") || word.equals(":exit")) {
          return 0;
        }
        var isHelp = word.equals("help") || word.equals(":help");
        System.out.print(isHelp ? HELP : session.answer(line == null ? "" : line));
      }
    } catch (ProblemException | IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }
}
