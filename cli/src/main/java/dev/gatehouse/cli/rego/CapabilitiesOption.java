package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.builtin.Builtins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Leaves policies the built-in functions alone that a file of capabilities lists. */
final class CapabilitiesOption {

  /** The version of OPA whose functions these are. */
  static final String VERSION = "v1.20.2";

  @Option(names = "--capabilities", paramLabel = "FILE", description = "file of capabilities: built-in functions that it does not list are unknown; or the version "
      + VERSION)
  private @Nullable String source;

  /**
   * The options without the functions that are not listed.
   *
   * @throws ProblemException if the file cannot be read or is none of capabilities
   */
  CompileOptions restrict(CompileOptions options) throws ProblemException {
    if (source == null || source.equals(VERSION)) {
      return options;
    }
    var disabled = new HashSet<>(options.disabledBuiltins());
    var listed = listed(source);
    for (var name : Builtins.standard().names()) {
      if (!listed.contains(name)) {
        disabled.add(name);
      }
    }
    return options.withDisabledBuiltins(disabled);
  }

  private static Set<String> listed(String source) throws ProblemException {
    try {
      if (Json.parse(Files.readAllBytes(Path.of(source))) instanceof ObjectValue capabilities) {
        return names(capabilities);
      }
      throw problem("capabilities of " + source + " must be an object");
    } catch (NoSuchFileException e) {
      throw problem("no capabilities version or file " + source + ", the version is " + VERSION);
    } catch (IOException e) {
      throw problem(source + ": " + e.getMessage());
    } catch (TextException e) {
      throw problem(source + ": " + e.getMessage());
    }
  }

  private static Set<String> names(ObjectValue capabilities) {
    var names = new HashSet<String>();
    if (capabilities.get("builtins") instanceof ArrayValue builtins) {
      for (var builtin : builtins) {
        if (builtin instanceof ObjectValue row && row.get("name") instanceof StringValue name) {
          names.add(name.value());
        }
      }
    }
    return names;
  }

  private static ProblemException problem(String message) {
    return new ProblemException(List.of(Problem.of(message)), false);
  }
}
