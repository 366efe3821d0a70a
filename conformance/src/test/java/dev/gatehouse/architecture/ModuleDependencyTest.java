package dev.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Arrows between modules point one way. */
class ModuleDependencyTest {

  private static final Map<String, Set<String>> MAY_USE = Map.of(
      "json", Set.of(),
      "http", Set.of("json"),
      "rego", Set.of("json", "http"),
      "kube", Set.of("json"),
      "trust", Set.of("json", "http"),
      "emulator", Set.of("json"),
      "policy", Set.of("json", "rego", "kube"),
      "server", Set.of("json", "http", "rego", "kube", "policy", "trust"),
      "cli", Set.of("json", "http", "rego", "kube", "policy", "server", "trust", "emulator"));
  private static final Pattern IMPORT = Pattern.compile("\\bdev\\.gatehouse\\.([a-z]+)\\b");
  private static final Pattern FORBIDDEN = Pattern
      .compile(".*/(common|core|util|utils|helper|helpers|misc|internal|impl)/.*");

  @Test
  void modulesUseOnlyWhatIsBelowThem() throws IOException {
    var offences = new ArrayList<String>();
    for (var module : MAY_USE.entrySet()) {
      for (var file : Sources.main(module.getKey())) {
        var used = IMPORT.matcher(Files.readString(file));
        while (used.find()) {
          var other = used.group(1);
          if (!other.equals(module.getKey()) && !module.getValue().contains(other)) {
            offences.add(file + " uses " + other);
          }
        }
      }
    }
    assertThat(offences).isEmpty();
  }

  @Test
  void packagesAreNamedForWhatTheyDo() throws IOException {
    assertThat(Sources.main()).noneMatch(
        file -> FORBIDDEN.matcher(Sources.ROOT.relativize(file).toString()).matches());
  }

  @Test
  void everyPackageSaysWhatComesInAndGoesOut() throws IOException {
    List<Path> folders = Sources.main().stream().map(Path::getParent).distinct().toList();
    assertThat(folders).allMatch(folder -> Files.exists(folder.resolve("package-info.java")));
  }
}
