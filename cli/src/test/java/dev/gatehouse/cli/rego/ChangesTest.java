package dev.gatehouse.cli.rego;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that is not noticed would keep these tests waiting. */
class ChangesTest {

  @Test
  void noticesFilesThatComeChangeAndGo(@TempDir Path folder) throws IOException {
    var changes = Changes.of(List.of("some.prefix:" + folder));
    var file = folder.resolve("a.rego");

    Files.writeString(file, "package a");
    assertThatNoException().isThrownBy(changes::await);
    Files.writeString(file, "package a\n\np := 1\n");
    assertThatNoException().isThrownBy(changes::await);
    Files.delete(file);
    assertThatNoException().isThrownBy(changes::await);
  }

  @Test
  void noticesThatAFileIsThereAfterAll(@TempDir Path folder) throws IOException {
    var file = folder.resolve("a.rego");
    var changes = Changes.of(List.of(file.toString()));

    Files.writeString(file, "package a");
    assertThatNoException().isThrownBy(changes::await);
  }
}
