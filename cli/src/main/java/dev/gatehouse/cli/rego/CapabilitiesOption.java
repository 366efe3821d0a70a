package dev.gatehouse.cli.rego;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.CapabilitiesHistory;
import dev.gatehouse.rego.CapabilitiesReader;
import dev.gatehouse.rego.RegoVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says what policies may use. */
final class CapabilitiesOption {

  @Option(names = "--capabilities", paramLabel = "FILE", converter = Reader.class, description = "what policies may use of the language, its functions and the network: a file such as the command capabilities prints, or a version such as v0.70.0")
  private @Nullable Capabilities chosen;

  /** What is chosen, empty for all there is. */
  Optional<Capabilities> chosen() {
    return Optional.ofNullable(chosen);
  }

  /** Modules of a dialect with what is chosen, or with all that each has. */
  Grammar grammar(RegoVersion version) {
    return new Grammar(version, chosen());
  }

  /** Modules of a dialect with what is chosen, or with what this dialect has. */
  Grammar limited(RegoVersion version) {
    return new Grammar(version, Optional.of(chosen().orElseGet(() -> Capabilities.of(version))));
  }

  /** Reads a file or else finds a version, as {@code opa} does. */
  static final class Reader implements ITypeConverter<Capabilities> {

    @Override
    public Capabilities convert(String source) {
      var document = ofFile(source).or(() -> CapabilitiesHistory.load().find(source));
      try {
        return CapabilitiesReader.read(document.orElseThrow(() -> failure(source, "")));
      } catch (IllegalArgumentException e) {
        throw failure(source, ": " + e.getMessage());
      }
    }

    private static Optional<Value> ofFile(String source) {
      try {
        return Optional.of(Json.parse(Files.readAllBytes(Path.of(source))));
      } catch (TextException e) {
        throw failure(source, ": " + e.getMessage());
      } catch (IOException | InvalidPathException e) {
        return Optional.empty();
      }
    }

    private static TypeConversionException failure(String source, String reason) {
      return new TypeConversionException(
          "no such file or capabilities version found: " + source + reason);
    }
  }
}
