package dev.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Gatekeeper library of the public suites, sorted into folders that both sides read. */
final class Corpus {

  private static final Pattern NAME = Pattern.compile("^metadata:\\n(?:  .*\\n)*?  name: *(\\S+)",
      Pattern.MULTILINE);
  private static final Pattern KIND = Pattern.compile("^kind: *\"?(\\w+)", Pattern.MULTILINE);

  private final Lab lab;
  private final Path library;

  Corpus(Lab lab) {
    this.lab = lab;
    this.library = lab.conformance().resolve("gatekeeper-library/library");
  }

  /** The folder with every suite. */
  Path library() {
    return library;
  }

  /** One small suite. */
  Path oneSuite() {
    return library.resolve("general/allowedrepos/suite.yaml");
  }

  /** Every template. */
  Path templates() {
    var folder = lab.folder("templates");
    for (var template : files("template.yaml")) {
      var policy = Objects.requireNonNull(template.getParent());
      copy(template, folder.resolve(policy.getFileName() + ".yaml"));
    }
    return folder;
  }

  /** The first constraint of every template. */
  Path oneConstraintEach() {
    var folder = lab.folder("one-constraint-each");
    for (var template : files("template.yaml")) {
      var policy = Objects.requireNonNull(template.getParent());
      var first = files("constraint.yaml").stream().filter(each -> each.startsWith(policy))
          .findFirst().orElseThrow();
      copy(first, folder.resolve(policy.getFileName() + ".yaml"));
    }
    return folder;
  }

  /** Every constraint; of several with one kind and name the first. */
  Path allConstraints() {
    var folder = lab.folder("all-constraints");
    var byKindAndName = new TreeMap<String, Path>();
    for (var file : samples()) {
      if (file.getFileName().toString().startsWith("constraint")) {
        var text = read(file);
        byKindAndName.putIfAbsent(find(KIND, text) + "-" + find(NAME, text), file);
      }
    }
    byKindAndName.forEach((key, file) -> copy(file,
        folder.resolve(key.toLowerCase(Locale.ROOT) + ".yaml")));
    return folder;
  }

  /** Every sample object that is neither a constraint nor an AdmissionReview. */
  Path objects() {
    var folder = lab.folder("objects");
    int number = 0;
    for (var file : samples()) {
      boolean isObject = !file.getFileName().toString().startsWith("constraint")
          && !find(KIND, read(file)).equals("AdmissionReview");
      if (isObject) {
        copy(file, folder.resolve("%03d.yaml".formatted(number++)));
      }
    }
    return folder;
  }

  private List<Path> samples() {
    return files(".yaml").stream()
        .filter(file -> library.relativize(file).toString().contains("/samples/")).toList();
  }

  private List<Path> files(String suffix) {
    try (Stream<Path> files = Files.walk(library)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String find(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new BenchException("a sample without kind or name: " + text);
    }
    return matcher.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
