package dev.gatehouse.cli.rego;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads policy and data files and folders as {@code opa} does: documents of a folder stand below the
 * names of the folders they are in, not below the name of their file. Collects what it reads; for one
 * use.
 */
final class Files {

  /** What lies on somebody's own disk may be as large as an array of bytes. */
  private static final JsonLimits LIMITS = JsonLimits.DEFAULT.withMaxBytes(Integer.MAX_VALUE);

  private final Grammar grammar;
  private final List<PathMatcher> ignored;
  private final boolean onlyModules;
  private final Map<Path, Module> modules = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private ObjectValue data = ObjectValue.EMPTY;
  private long parseNanos;

  private Files(Grammar grammar, List<String> ignored, boolean onlyModules) {
    this.grammar = grammar;
    this.onlyModules = onlyModules;
    this.ignored = ignored.stream()
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .toList();
  }

  /**
   * Reads modules and documents.
   *
   * @param paths files and folders, each maybe with a dotted prefix and a colon before it: where its
   *     documents go
   * @param ignored patterns of names of files and folders that are left out within folders
   */
  static Loaded load(List<String> paths, Grammar grammar, List<String> ignored)
      throws ProblemException {
    return new Files(grammar, ignored, false).load(paths);
  }

  /** Reads modules alone. */
  static Loaded loadModules(List<String> paths, Grammar grammar, List<String> ignored)
      throws ProblemException {
    return new Files(grammar, ignored, true).load(paths);
  }

  private Loaded load(List<String> paths) throws ProblemException {
    for (var path : paths) {
      var colon = prefixEnd(path);
      var prefix = colon > 0
          ? List.of(path.substring(0, colon).split("\\.", -1))
          : List.<String>of();
      read(place(path), prefix, 0);
    }
    if (!problems.isEmpty()) {
      throw ProblemException.ofFiles(problems);
    }
    return new Loaded(List.copyOf(modules.values()), data, parseNanos);
  }

  /** Where a path leads, without the prefix that it may have. */
  static Path place(String path) {
    var colon = prefixEnd(path);
    return Path.of(withoutScheme(colon > 0 ? path.substring(colon + 1) : path));
  }

  /** Where the colon after a prefix is; 0 or less if there is no prefix. */
  private static int prefixEnd(String path) {
    return path.contains("://") ? -1 : path.indexOf(':');
  }

  /** The path of a URL of a file, without the host that it may name. */
  static String withoutScheme(String path) {
    if (!path.startsWith("file://")) {
      return path;
    }
    var slash = path.indexOf('/', "file://".length());
    return slash < 0 ? "" : path.substring(slash);
  }

  private void read(Path path, List<String> prefix, int depth) {
    try {
      if (depth > 0 && isIgnored(path)) {
        return;
      }
      if (java.nio.file.Files.isDirectory(path)) {
        var inner = new ArrayList<>(prefix);
        if (depth > 0) {
          inner.add(path.getFileName().toString());
        }
        for (var child : children(path)) {
          read(child.normalize(), inner, depth + 1);
        }
      } else if (!java.nio.file.Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      } else if (!onlyModules || path.toString().endsWith(".rego")) {
        readFile(path, prefix, depth);
      }
    } catch (NoSuchFileException e) {
      problems.add(Problem.of("stat " + path + ": no such file or directory"));
    } catch (IOException e) {
      problems.add(Problem.of(path + ": " + e.getMessage()));
    }
  }

  private boolean isIgnored(Path path) {
    var name = path.getFileName();
    return ignored.stream().anyMatch(pattern -> pattern.matches(name));
  }

  /** The names in a folder, sorted. */
  static List<Path> children(Path folder) throws IOException {
    try (var children = java.nio.file.Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private void readFile(Path path, List<String> prefix, int depth) throws IOException {
    var name = path.toString();
    if (name.endsWith(".rego")) {
      readModule(path);
    } else if (name.endsWith(".json")) {
      document(path, prefix, true);
    } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      document(path, prefix, false);
    } else if (depth == 0) {
      readUnknown(path, prefix);
    }
  }

  /** A file whose name does not say what it holds is a module, or else a document. */
  private void readUnknown(Path path, List<String> prefix) throws IOException {
    try {
      modules.put(path.normalize(), parse(path));
    } catch (PolicyException e) {
      document(path, prefix, false);
    }
  }

  private void readModule(Path path) throws IOException {
    try {
      modules.put(path.normalize(), parse(path));
    } catch (PolicyException e) {
      problems.addAll(Problem.of(e.issues()));
    }
  }

  private Module parse(Path path) throws IOException, PolicyException {
    var text = new String(java.nio.file.Files.readAllBytes(path), StandardCharsets.UTF_8);
    var start = System.nanoTime();
    try {
      return grammar.parse(new Source(path.toString(), text, grammar.version()));
    } finally {
      parseNanos += System.nanoTime() - start;
    }
  }

  private void document(Path path, List<String> prefix, boolean isJson) throws IOException {
    var bytes = java.nio.file.Files.readAllBytes(path);
    try {
      var document = Documents.at(prefix, isJson ? Json.parse(bytes, LIMITS) : yaml(bytes));
      if (document == null) {
        throw new IOException("document must be of type object");
      }
      var merged = Documents.merge(data, document);
      if (merged == null) {
        throw new IOException("merge error");
      }
      data = merged;
    } catch (TextException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The first document of a YAML stream. */
  static Value yaml(byte[] text) throws TextException {
    var documents = Yaml.parse(text);
    return documents.isEmpty() ? NullValue.NULL : documents.getFirst().value();
  }

  /** What a file holds. @throws IOException that names a folder, for nothing can be read from it */
  static byte[] bytes(Path file) throws IOException {
    if (java.nio.file.Files.isDirectory(file)) {
      throw new IOException("read " + file + ": is a directory");
    }
    return java.nio.file.Files.readAllBytes(file);
  }

  /** A document in JSON or else YAML, such as an input. @throws TextException if it is neither */
  static Value document(byte[] text) throws TextException {
    try {
      return Json.parse(text, LIMITS);
    } catch (TextException e) {
      if (e.isBeyondLimit() || text.length > JsonLimits.DEFAULT.maxBytes()) {
        throw e; // the reader of YAML would take numbers for texts, or say that this is too large
      }
      return yaml(text);
    }
  }
}
