package dev.gatehouse.cli.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.Ran;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the page about Rego says, from its first line to its last. */
class RegoPageTest {

  private static final Path PAGE = Path.of(System.getProperty("gatehouse.home", ".."))
      .resolve("docs/rego.md");
  private static final Pattern BLOCK = Pattern
      .compile("(?ms)^```(rego|json|java|sh|text)\n(.*?)^```");

  /** A block's first line, which names its file. */
  private static final Pattern NAME = Pattern.compile("^(?:#|//) (\\S+)\n");

  @TempDir
  Path folder;

  @Test
  void theWholePage() throws Exception {
    var blocks = BLOCK.matcher(Files.readString(PAGE));
    var output = "";
    var compared = 0;
    while (blocks.find()) {
      var text = blocks.group(2);
      switch (blocks.group(1)) {
        case "rego" -> write(text, text);
        case "json" -> write(text, NAME.matcher(text).replaceFirst(""));
        case "java" -> output = runJava(write(text, text));
        case "sh" -> output = run(text.strip().split(" "));
        default -> {
          assertThat(output).contains(text.lines().toList());
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(4);
  }

  private Path write(String block, String content) throws Exception {
    var name = NAME.matcher(block);
    assertThat(name.find()).as(block).isTrue();
    return Files.writeString(folder.resolve(name.group(1)), content);
  }

  private String run(String... command) {
    var ran = Ran
        .command(Arrays.stream(command).skip(1).map(this::inFolder).toArray(String[]::new));
    return ran.output() + ran.errors();
  }

  private String inFolder(String argument) {
    var file = folder.resolve(argument);
    return Files.exists(file) ? file.toString() : argument;
  }

  private String runJava(Path file) throws Exception {
    var messages = new ByteArrayOutputStream();
    var exit = ToolProvider.getSystemJavaCompiler().run(null, messages, messages,
        "-cp", System.getProperty("java.class.path"), "-d", folder.toString(), file.toString());
    assertThat(exit).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    try (var classes = new URLClassLoader(new URL[]{folder.toUri().toURL()},
        getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      classes.loadClass("Example").getMethod("main", String[].class)
          .invoke(null, (Object) new String[]{folder.toString()});
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
