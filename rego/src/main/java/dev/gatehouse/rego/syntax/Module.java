package dev.gatehouse.rego.syntax;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.RegoVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed module.
 *
 * @param path the package's path, {@code data} first: {@code data.example}
 * @param version the dialect it was parsed in
 * @param annotations its METADATA blocks in order of appearance
 * @param comments every comment, METADATA included, in order of appearance
 */
public record Module(
    Location location,
    Term.Ref path,
    RegoVersion version,
    List<Import> imports,
    List<Rule> rules,
    List<Annotation> annotations,
    List<Comment> comments) {

  public Module {
    imports = List.copyOf(imports);
    rules = List.copyOf(rules);
    annotations = List.copyOf(annotations);
    comments = List.copyOf(comments);
  }

  /** An import: {@code import data.x.y as z}. */
  public record Import(Location location, Term.Ref path, @Nullable String alias) {

    /** The name that the import makes known: the alias, or the path's last part. */
    public String name() {
      if (alias != null) {
        return alias;
      }
      return switch (path.parts().getLast()) {
        case Term.Scalar(var l, dev.gatehouse.json.StringValue s) -> s.value();
        case Term.Var(var l, var name) -> name;
        default -> throw new IllegalStateException("an import's path has string parts only");
      };
    }
  }

  /** A comment: its text after the {@code #}. */
  public record Comment(Location location, String text) {}

  /**
   * A METADATA block.
   *
   * @param scope rule, document, package or subpackages
   * @param row the line of the statement below it, 0 if there is none
   * @param content the block's YAML as a value
   */
  public record Annotation(Location location, String scope, int row, ObjectValue content) {}
}
