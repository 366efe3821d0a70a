package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.rego.Backend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** Where the public suites are, and which of their cases are known to fail. */
final class SuiteFolder {

  private SuiteFolder() {}

  /** The folder of a suite; the test is skipped where it is absent, but fails under CI. */
  static Path of(String suite) {
    var set = System.getProperty("conformance.dir", "");
    var root = set.isEmpty() || set.startsWith("${")
        ? Path.of(System.getProperty("project.root", ".."), "..", "shared", "conformance")
        : Path.of(set);
    var folder = root.resolve(suite);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(folder).isDirectory();
    }
    assumeTrue(Files.isDirectory(folder), () -> folder + " is absent");
    return folder;
  }

  /** The tests of a suite on some backends. */
  static Stream<DynamicContainer> onEach(BackendTests tests, Backend... backends)
      throws IOException {
    var containers = new ArrayList<DynamicContainer>();
    for (var backend : backends) {
      containers.add(DynamicContainer.dynamicContainer(backend.name(), tests.on(backend)));
    }
    return containers.stream();
  }

  /** Makes the tests of a suite on a backend. */
  @FunctionalInterface
  interface BackendTests {
    Stream<DynamicTest> on(Backend backend) throws IOException;
  }

  /** A test for each case: it passes, or it fails and is listed with the reason. */
  static Stream<DynamicTest> tests(String suite, Collection<? extends Case> cases)
      throws IOException {
    var known = knownFailures(suite);
    assertThat(cases.stream().map(Case::id)).containsAll(known.keySet());
    return cases.stream()
        .map(
            each -> DynamicTest.dynamicTest(
                each.id(),
                () -> {
                  var reason = each.run();
                  if (known.containsKey(each.id())) {
                    assertThat(reason).as("listed as failing, but passes").isNotNull();
                  } else {
                    assertThat(reason).isNull();
                  }
                }));
  }

  /** Lines of {@code known-failures.txt}: the suite, a tab, the case, a tab, the reason. */
  private static Map<String, String> knownFailures(String suite) throws IOException {
    var known = new HashMap<String, String>();
    try (var file = SuiteFolder.class.getResourceAsStream("/known-failures.txt")) {
      if (file == null) {
        throw new IOException("known-failures.txt is missing");
      }
      for (var line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var parts = line.split("\t", -1);
        if (parts.length == 3 && parts[0].equals(suite)) {
          known.put(parts[1], parts[2]);
        }
      }
    }
    return known;
  }
}
