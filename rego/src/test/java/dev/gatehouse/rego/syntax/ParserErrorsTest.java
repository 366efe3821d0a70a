package dev.gatehouse.rego.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sources with faults and what OPA says about them: {@code errors.txt} has a version, a source, and
 * a line {@code > row:column message} for each error, written from the answers of OPA 1.20.
 */
class ParserErrorsTest {

  private record Case(RegoVersion version, String source, List<String> errors) {}

  @TestFactory
  Stream<DynamicTest> reportsWhatOpaReports() throws IOException {
    return cases().stream()
        .map(
            each -> DynamicTest.dynamicTest(
                each.version + " " + each.source.replace("\n", "\\n"),
                () -> assertThat(errors(each)).isEqualTo(each.errors)));
  }

  private static List<String> errors(Case each) {
    try {
      Parser.parseModule(new Source("test.rego", each.source, each.version));
      return List.of();
    } catch (PolicyException e) {
      return e.issues().stream()
          .map(
              issue -> issue.location().row()
                  + ":"
                  + issue.location().column()
                  + " "
                  + issue.message().replace("\n", "\\n"))
          .toList();
    }
  }

  private static List<Case> cases() throws IOException {
    String text;
    try (var file = ParserErrorsTest.class.getResourceAsStream("errors.txt")) {
      text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
    var cases = new ArrayList<Case>();
    for (var block : text.substring("=== ".length()).split("\n=== ", -1)) {
      var lines = block.lines().toList();
      var end = 1;
      while (end < lines.size() && !lines.get(end).startsWith("> ")) {
        end++;
      }
      cases.add(
          new Case(
              RegoVersion.valueOf(lines.getFirst().toUpperCase(Locale.ROOT)),
              String.join("\n", lines.subList(1, end)),
              lines.subList(end, lines.size()).stream().map(line -> line.substring(2)).toList()));
    }
    return cases;
  }
}
