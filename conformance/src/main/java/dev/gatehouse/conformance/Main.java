package dev.gatehouse.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs a suite on a folder: {@code SUITE DIR [PART OF A NAME]}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: conformance/run SUITE DIR [PART OF A NAME]");
      System.err.println("suites: rego");
      System.exit(2);
    }
    var part = String.join(" ", Arrays.asList(args).subList(2, args.length));
    var failed = 0;
    var passed = 0;
    for (var each : suite(args[0], Path.of(args[1]))) {
      if (!each.id().contains(part)) {
        continue;
      }
      var reason = each.run();
      if (reason == null) {
        passed++;
      } else {
        failed++;
        System.out.println("FAILED " + each.id() + ": " + reason);
      }
    }
    System.out.println(passed + " passed, " + failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }

  private static List<? extends Case> suite(String name, Path directory) throws IOException {
    return switch (name) {
      case "rego" -> RegoCase.read(directory);
      default -> throw new IllegalArgumentException("no suite " + name);
    };
  }
}
