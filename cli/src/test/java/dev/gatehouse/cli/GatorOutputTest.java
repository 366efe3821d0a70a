package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The commands that gator has too print what it prints and end as it does. The goldens are its own
 * output; {@code record} beside them writes them again.
 */
class GatorOutputTest {

  private static final Path CASES = Path.of("src/test/resources/gator").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> printsWhatGatorPrints() throws IOException {
    try (var files = Files.walk(CASES)) {
      return files.filter(file -> file.toString().endsWith(".args")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(CASES.relativize(file).toString(),
              () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    var folder = Objects.requireNonNull(file.getParent());
    var arguments = Arrays.stream(Files.readString(file).strip().split(" "))
        .map(word -> isPath(folder, word) ? folder + "/" + word : word).toArray(String[]::new);
    var ran = Ran.command(arguments);
    var golden = Path.of(file.toString().replaceFirst("args$", "golden"));
    assertThat(normalised(ran.output(), folder) + "exit code " + ran.code() + "\n")
        .isEqualTo(Files.readString(golden));
  }

  private static boolean isPath(Path folder, String word) {
    return word.startsWith(".") || Files.exists(folder.resolve(word))
        || word.endsWith(".yaml");
  }

  private static String normalised(String output, Path folder) {
    return output.replace(folder + "/", "").replace(folder.toString().substring(1) + "/", "")
        .replaceAll("[0-9]+\\.[0-9]{3}s", "TIME");
  }
}
