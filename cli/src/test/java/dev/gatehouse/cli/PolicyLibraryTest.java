package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The policies and examples that come with Gatehouse do what they say. */
final class PolicyLibraryTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Path POLICIES = ROOT.resolve("policies");
  private static final Path EXAMPLES = ROOT.resolve("examples");

  @TestFactory
  List<DynamicTest> everySuitePasses() throws IOException {
    return Stream.concat(files(POLICIES, "suite.yaml").stream(),
        files(EXAMPLES, "suite.yaml").stream()).map(
            suite -> DynamicTest
                .dynamicTest(ROOT.relativize(suite).toString(),
                    () -> assertThat(exitCode("verify", suite.toString())).isZero()))
        .toList();
  }

  @TestFactory
  List<DynamicTest> theQuickstartsObjectsFareAsTheirNamesSay() throws IOException {
    var quickstart = EXAMPLES.resolve("quickstart");
    return files(quickstart.resolve("objects"), ".yaml").stream().map(object -> {
      var name = object.getFileName().toString();
      int expected = name.startsWith("denied_") ? 1 : 0;
      return DynamicTest.dynamicTest(name,
          () -> assertThat(exitCode("test", "--filename", quickstart.resolve("policies").toString(),
              "--filename", quickstart.resolve("cluster").toString(), "--filename",
              object.toString())).isEqualTo(expected));
    }).toList();
  }

  @TestFactory
  List<DynamicTest> workloadsFareAsTheirNamesSay() throws IOException {
    var workloads = EXAMPLES.resolve("workloads");
    return files(workloads.resolve("objects"), ".yaml").stream().map(object -> {
      var name = object.getFileName().toString();
      int expected = name.startsWith("denied_") ? 1 : 0;
      return DynamicTest.dynamicTest(name, () -> assertThat(exitCode("test", "--filename",
          workloads.resolve("policies").toString(), "--filename", object.toString()))
          .isEqualTo(expected));
    }).toList();
  }

  @Test
  void everyPolicyHasItsParts() throws IOException {
    for (var template : files(POLICIES, "template.yaml")) {
      assertThat(template.resolveSibling("README.md")).exists();
      assertThat(template.resolveSibling("suite.yaml")).exists();
      assertThat(template.resolveSibling("samples/constraint.yaml")).exists();
    }
  }

  @Test
  void theExamplesHoldTheLibrarysTemplates() throws IOException {
    for (var copy : files(EXAMPLES, ".yaml")) {
      if (Objects.requireNonNull(copy.getParent()).endsWith("policies/templates")) {
        var policy = copy.getFileName().toString().replace(".yaml", "");
        assertThat(copy).hasSameTextualContentAs(POLICIES.resolve(policy + "/template.yaml"));
      }
    }
  }

  @Test
  void everySampleIsInItsSuite() throws IOException {
    for (var suite : files(POLICIES, "suite.yaml")) {
      var text = Files.readString(suite);
      for (var sample : files(suite.resolveSibling("samples"), ".yaml")) {
        assertThat(text).contains("samples/" + sample.getFileName());
      }
    }
  }

  private static int exitCode(String... command) {
    return Ran.command(command).code();
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
