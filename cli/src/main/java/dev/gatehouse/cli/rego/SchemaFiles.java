package dev.gatehouse.cli.rego;

import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names JSON schemas for the type checker: the input's in a file, or a folder of many. */
final class SchemaFiles {

  @Option(names = {"-s",
      "--schema"}, paramLabel = "PATH", description = "JSON schema of the input, or a folder of schemas that annotations name by their paths")
  private @Nullable Path path;

  /** The schemas by their paths below {@code schema}. @throws ProblemException if one cannot be read */
  Map<List<String>, Value> load() throws ProblemException {
    if (path == null) {
      return Map.of();
    }
    try {
      if (!java.nio.file.Files.isDirectory(path)) {
        return Map.of(List.of(), read(path));
      }
      var schemas = new HashMap<List<String>, Value>();
      try (var files = java.nio.file.Files.walk(path)) {
        for (var file : files.filter(java.nio.file.Files::isRegularFile).sorted().toList()) {
          schemas.put(names(path.relativize(file)), read(file));
        }
      }
      return schemas;
    } catch (IOException e) {
      throw ProblemException.ofFiles(
          List.of(Problem.of(
              e instanceof NoSuchFileException
                  ? "stat " + e.getMessage() + ": no such file or directory"
                  : String.valueOf(e.getMessage()))));
    }
  }

  /** The names of the folders and of the file, without its ending. */
  private static List<String> names(Path file) {
    var names = new ArrayList<String>();
    file.forEach(part -> names.add(part.toString()));
    var last = names.removeLast();
    var dot = last.lastIndexOf('.');
    names.add(dot < 0 ? last : last.substring(0, dot));
    return names;
  }

  private static Value read(Path file) throws IOException {
    try {
      var documents = Yaml.parse(java.nio.file.Files.readAllBytes(file));
      if (documents.size() != 1) {
        throw new IOException(file + ": expected one document");
      }
      return documents.getFirst().value();
    } catch (TextException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
