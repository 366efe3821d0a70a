package dev.gatehouse.conformance;

import dev.gatehouse.cli.suite.SuiteException;
import dev.gatehouse.cli.suite.SuiteFilter;
import dev.gatehouse.cli.suite.SuiteReader;
import dev.gatehouse.cli.suite.SuiteResult;
import dev.gatehouse.cli.suite.SuiteRunner;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.rego.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One suite of a library of Gatekeeper policies, run as {@code gatehouse verify} runs it. */
record LibraryCase(String id, dev.gatehouse.cli.suite.Suite suite, TemplateOptions options)
    implements
      Case {

  /** Every suite below a folder. */
  static List<LibraryCase> read(Path directory, Backend backend) throws IOException {
    var options = TemplateOptions.DEFAULT.withBackend(backend);
    try {
      return SuiteReader.read(directory + "/...").stream()
          .map(suite -> new LibraryCase(directory.relativize(suite.file()).toString(), suite,
              options))
          .toList();
    } catch (SuiteException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public @Nullable String run() {
    var result = new SuiteRunner(SuiteFilter.parse(""), options).run(suite);
    return result.failed() ? String.join("; ", failures(result)) : null;
  }

  private static List<String> failures(SuiteResult result) {
    var failures = new ArrayList<String>();
    for (var test : result.tests()) {
      if (test.error() != null) {
        failures.add(test.name() + ": " + test.error());
      }
      for (var each : test.cases()) {
        if (each.error() != null) {
          failures.add(test.name() + "/" + each.name() + ": " + each.error());
        }
      }
    }
    return failures;
  }
}
