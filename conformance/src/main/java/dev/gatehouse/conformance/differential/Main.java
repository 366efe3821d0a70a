package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.conformance.differential.program.ProgramGenerator;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Compares this engine with OPA: {@code --seed S --count N [--kind programs|builtins|fmt|partial]}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws IOException {
    var options = options(args);
    var seed = Long.parseLong(options.getOrDefault("--seed", "1"));
    var count = Integer.parseInt(options.getOrDefault("--count", "1000"));
    var first = Integer.parseInt(options.getOrDefault("--first", "0"));
    var most = Integer.parseInt(options.getOrDefault("--most", "10"));
    try (var peer = Peer.start(Peer.place())) {
      if (options.containsKey("--show")) {
        show(new ProgramGenerator(seed).program(first), peer);
        return;
      }
      var folders = Stream.of(options.getOrDefault("--folders", "").split(","))
          .filter(folder -> !folder.isEmpty())
          .map(Path::of)
          .toList();
      var generator = new ProgramGenerator(seed);
      var backend = Backend.valueOf(
          options.getOrDefault("--backend", CompileOptions.DEFAULT.backend().name()).toUpperCase(
              Locale.ROOT));
      var differences = switch (options.getOrDefault("--kind", "programs")) {
        case "programs" -> {
          var run = new ProgramRun(peer, backend, most);
          for (var folder : folders) {
            run.compareAll(folder, seed, count);
          }
          for (var i = first; folders.isEmpty() && i < first + count; i++) {
            run.compare("seed " + seed + " program " + i, generator.program(i));
          }
          System.out.println(run);
          yield run.differences();
        }
        case "builtins" -> {
          var run = new CallRun(peer, most);
          run.compareAll(options.getOrDefault("--names", ".*"), seed, count);
          System.out.print(run.shares());
          System.out.println(run);
          yield run.differences();
        }
        case "partial" -> partial(seed, first, count, new PartialRun(peer, most));
        case "fmt" -> {
          var run = new LayoutRun(peer, most);
          for (var folder : folders) {
            run.compareAll(folder);
          }
          for (var i = first; i < first + count; i++) {
            run.compare("seed " + seed + " program " + i, generator.program(i), new Dice(i));
          }
          System.out.println(run);
          yield run.differences();
        }
        default -> throw new IllegalArgumentException("kinds: programs, builtins, fmt, partial");
      };
      System.exit(differences == 0 ? 0 : 1);
    }
  }

  private static int partial(long seed, int first, int count, PartialRun run)
      throws IOException {
    var generator = new ProgramGenerator(seed);
    for (var i = first; i < first + count; i++) {
      var program = generator.program(i);
      var options = PartialRun.options(program, new Dice(seed * 31 + i));
      run.compare("seed " + seed + " program " + i, program, options);
    }
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

  private static Map<String, String> options(String[] args) {
    var options = new HashMap<String, String>();
    for (var i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    return options;
  }
}
