package dev.gatehouse.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs a suite on a folder: {@code SUITE DIR [PART OF A NAME]}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: conformance/run SUITE DIR [PART OF A NAME]");
      System.err.println("suites: rego, library, webhook");
      System.exit(2);
    }
    var part = String.join(" ", Arrays.asList(args).subList(2, args.length));
    try (var suite = Suite.open(args[0], Path.of(args[1]))) {
      System.exit(run(suite, part) == 0 ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** Runs the cases whose name has a part, and says how they went. @return how many failed */
  private static int run(Suite suite, String part) {
    var failed = 0;
    var passed = 0;
    for (var each : suite.cases()) {
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
    return failed;
  }
}
