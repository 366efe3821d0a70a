package dev.gatehouse.cli.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Commands print what a real opa, asked the same, printed when its answers were recorded. */
class RecordedTest {

  private static final Path HERE = Path.of("src/test/resources/dev/gatehouse/cli/rego");
  private static final Path EXAMPLES = HERE.resolve("examples");

  @TestFactory
  Stream<DynamicTest> printsWhatOpaPrints() throws IOException {
    var recorded = Files.readString(HERE.resolve("recorded.txt"));
    return Stream.of(recorded.split("(?m)^\\$ "))
        .filter(block -> !block.isBlank())
        .map(RecordedTest::test);
  }

  private static DynamicTest test(String block) {
    var lines = block.split("\n", 3);
    return DynamicTest.dynamicTest(
        lines[0],
        () -> {
          var ran = Tool.run(arguments(lines[0]));
          var expected = lines.length > 2
              ? lines[2].split("(?m)^--- errors\n", 2)
              : new String[]{""};
          assertThat(relative(ran.output()).stripTrailing()).isEqualTo(expected[0].stripTrailing());
          assertThat(relative(ran.errors()).stripTrailing())
              .isEqualTo(expected.length > 1 ? expected[1].stripTrailing() : "");
          assertThat("exit " + ran.code()).isEqualTo(lines[1]);
        });
  }

  private static String relative(String text) {
    return text.replace(EXAMPLES + "/", "");
  }

  /** The words of a command; a word with @ in it names a file of the examples. */
  private static String[] arguments(String command) {
    var words = new ArrayList<String>();
    for (var word : command.split(" (?=(?:[^']*'[^']*')*[^']*$)")) {
      words.add(
          word.startsWith("'")
              ? word.substring(1, word.length() - 1)
              : word.replace("@", EXAMPLES + "/"));
    }
    return words.toArray(String[]::new);
  }
}
