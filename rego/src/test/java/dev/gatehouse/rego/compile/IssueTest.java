package dev.gatehouse.rego.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Modules with the issues that a real OPA 1.20.2 finds in them: code, row, column and message. The
 * cases marked {@code own places} have the issues of OPA at more exact places: OPA has none within
 * template strings, and for rules of the same package that of the last name in the module.
 */
final class IssueTest {

  private record Case(String name, Set<String> flags, String module, String issues) {

    static Case of(String text) {
      var lines = text.split("\n", 2);
      var flags = lines[0].indexOf(" [");
      var parts = lines[1].split("(?m)^---\n", 2);
      return new Case(
          flags < 0 ? lines[0] : lines[0].substring(0, flags),
          flags < 0
              ? Set.of()
              : Set.of(lines[0].substring(flags + 2, lines[0].length() - 1).split(", ")),
          parts[0],
          parts[1]);
    }

    List<Issue> found() {
      var version = flags.contains("v0") ? RegoVersion.V0 : RegoVersion.V1;
      var options = new CompileOptions(
          flags.contains("strict"), flags.contains("print"), Set.of(), List.of());
      try {
        var parsed = Parser.parseModule(new Source("a.rego", module, version));
        Compiler.check(List.of(parsed), options);
        return List.of();
      } catch (PolicyException e) {
        return e.issues();
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> findsTheIssuesOfOpa() throws IOException {
    return cases().stream()
        .map(
            test -> DynamicTest.dynamicTest(
                test.name, () -> assertThat(text(test.found())).isEqualTo(test.issues)));
  }

  private static List<Case> cases() throws IOException {
    try (var stream = Objects.requireNonNull(IssueTest.class.getResourceAsStream("issues.txt"))) {
      var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      var cases = new ArrayList<Case>();
      for (var part : text.split("(?m)^### ")) {
        if (!part.isBlank()) {
          cases.add(Case.of(part));
        }
      }
      return cases;
    }
  }

  private static String text(List<Issue> issues) {
    return issues.stream()
        .map(
            issue -> "%d:%d %s: %s\n"
                .formatted(
                    issue.location().row(),
                    issue.location().column(),
                    issue.code(),
                    issue.message().replace("\n", "\n    ")))
        .collect(Collectors.joining());
  }
}
