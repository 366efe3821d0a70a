package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.conformance.differential.program.ProgramGenerator;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares this engine with OPA on what is made up from a seed, or taken from folders of modules. */
@Command(name = "conformance/differential", mixinStandardHelpOptions = true, sortOptions = false, exitCodeOnExecutionException = 2, description = "Compares this engine with OPA on programs made up from a seed.%n%nWhat differs is made "
    + "small and printed as a case for conformance/src/test/resources/differential.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:no difference", "1:differences", "2:wrong options, or no peer"})
public final class Main implements Callable<Integer> {

  /** What is compared. */
  private enum Kind {
    programs, builtins, fmt, partial
  }

  @Option(names = "--kind", description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless told.")
  private Kind kind = Kind.programs;

  @Option(names = "--seed", paramLabel = "S", description = "From which all is made up; ${DEFAULT-VALUE} unless told.")
  private long seed = 1;

  @Option(names = "--count", paramLabel = "N", description = "How many programs, or calls of each built-in function; ${DEFAULT-VALUE} unless told.")
  private int count = 1000;

  @Option(names = "--first", paramLabel = "N", description = "How many programs to pass over.")
  private int first;

  @Option(names = "--most", paramLabel = "N", description = "How many differences to print of each kind; ${DEFAULT-VALUE} unless told.")
  private int most = 10;

  @Option(names = "--backend", paramLabel = "NAME", description = "What evaluates here: ${COMPLETION-CANDIDATES}.")
  private Backend backend = CompileOptions.DEFAULT.backend();

  @Option(names = "--folders", split = ",", paramLabel = "DIR", description = "Suites whose cases are compared in place of programs made up; or before them, as fmt.")
  private List<Path> folders = List.of();

  @Option(names = "--names", paramLabel = "PATTERN", description = "Which built-in functions.")
  private Pattern names = Pattern.compile(".*");

  @Option(names = "--show", description = "Print the first program and what both sides give for it.")
  private boolean show;

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args));
  }

  @Override
  public Integer call() throws IOException {
    try (var peer = Peer.start(Peer.place())) {
      if (show) {
        show(new ProgramGenerator(seed).program(first), peer);
        return 0;
      }
      var differences = switch (kind) {
        case programs -> programs(new ProgramRun(peer, backend, most));
        case builtins -> builtins(new CallRun(peer, most));
        case partial -> partial(new PartialRun(peer, most));
        case fmt -> layouts(new LayoutRun(peer, most));
      };
      return differences == 0 ? 0 : 1;
    }
  }

  /** What is done with a program made up. */
  private interface Comparison {
    void compare(String name, Program program, int number) throws IOException;
  }

  private void forEachProgram(Comparison comparison) throws IOException {
    var generator = new ProgramGenerator(seed);
    for (var i = first; i < first + count; i++) {
      comparison.compare("seed " + seed + " program " + i, generator.program(i), i);
    }
  }

  private int programs(ProgramRun run) throws IOException {
    for (var folder : folders) {
      run.compareAll(folder, seed, count);
    }
    if (folders.isEmpty()) {
      forEachProgram((name, program, number) -> run.compare(name, program));
    }
    System.out.println(run);
    return run.differences();
  }

  private int builtins(CallRun run) throws IOException {
    run.compareAll(names, seed, count);
    System.out.print(run.shares());
    System.out.println(run);
    return run.differences();
  }

  private int partial(PartialRun run) throws IOException {
    forEachProgram((name, program, number) -> run.compare(
        name, program, PartialRun.options(program, new Dice(seed * 31 + number))));
    System.out.println(run);
    return run.differences();
  }

  private int layouts(LayoutRun run) throws IOException {
    for (var folder : folders) {
      run.compareAll(folder);
    }
    forEachProgram((name, program, number) -> run.compare(name, program, new Dice(number)));
    System.out.println(run);
    return run.differences();
  }

  private static void show(Program program, Peer peer) throws IOException {
    program.modules().forEach(module -> System.out.println(
        "--- " + module.name() + " " + module.version() + "\n" + module.text()));
    System.out.println("--- data\n" + program.data() + "\n--- input\n" + program.input());
    System.out.println(program.queries() + " strict " + program.strict() + " strict errors "
        + program.strictErrors());
    System.out.println(Engine.outcome(program));
    System.out.println(peer.outcome(program));
  }
}
