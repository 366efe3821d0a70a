package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.PartialOptions;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.syntax.Parser;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a query is evaluated in part. */
final class PartialFlags {

  @Option(names = {"-p",
      "--partial"}, description = "evaluate as far as possible without what is unknown, and print what is left")
  private boolean partial;

  @Option(names = {"-u",
      "--unknowns"}, paramLabel = "PATH", converter = Reference.class, description = "a document that is unknown, such as input.user or data.roles (default: input)")
  private List<String> unknowns = List.of();

  /** Refuses what is no term. */
  static final class Reference implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      try {
        var body = Parser.parseBody(text, RegoVersion.V1);
        if (body.expressions().size() == 1) {
          return text;
        }
        throw new TypeConversionException("expected exactly one term but got: " + text);
      } catch (PolicyException e) {
        throw new TypeConversionException(
            "failed to parse term: " + Problem.text(Problem.of(e.issues()), ""));
      }
    }
  }

  boolean isPartial() {
    return partial;
  }

  PartialOptions options() {
    return unknowns.isEmpty()
        ? PartialOptions.DEFAULT
        : PartialOptions.DEFAULT.withUnknowns(unknowns);
  }
}
