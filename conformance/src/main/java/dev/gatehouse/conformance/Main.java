package dev.gatehouse.conformance;

import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;

/** Runs a suite on a folder: {@code [--backend NAME] SUITE DIR [PART OF A NAME]}. */
public final class Main {

  private static final String BACKEND = "--backend";

  private Main() {}

  public static void main(String[] args) throws IOException {
    var given = new ArrayDeque<>(List.of(args));
    if ("sigstore-client".equals(given.peekFirst())) {
      given.removeFirst();
      System.exit(SigstoreClient.run(List.copyOf(given)));
    }
    try {
      var backend = CompileOptions.DEFAULT.backend();
      if (given.size() > 1 && given.getFirst().equals(BACKEND)) {
        given.removeFirst();
        backend = Backend.valueOf(given.removeFirst().toUpperCase(Locale.ROOT));
      }
      if (given.size() < 2) {
        System.err.println("usage: conformance/run [--backend NAME] SUITE DIR [PART OF A NAME]");
        System.err.println("suites: rego, library, webhook, sigstore");
        System.err.println("backends: closures, classes, tiered");
        System.exit(2);
      }
      try (var suite = Suite.open(given.removeFirst(), Path.of(given.removeFirst()), backend)) {
        System.exit(run(suite, String.join(" ", given)) == 0 ? 0 : 1);
      }
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
