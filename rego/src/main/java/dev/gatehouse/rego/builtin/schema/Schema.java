package dev.gatehouse.rego.builtin.schema;

import com.google.re2j.Pattern;
import dev.gatehouse.json.Value;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON Schema. Immutable. */
public final class Schema {

  private final Node root;

  private Schema(Node root) {
    this.root = root;
  }

  /**
   * Compiles a schema.
   *
   * @param document of JSON values alone
   * @param patterns makes regular expressions of RE2's syntax, null where the text is none
   * @throws IllegalArgumentException with the first thing that is wrong with the schema
   */
  public static Schema compile(Value document, Function<String, @Nullable Pattern> patterns) {
    return new Schema(new Compiler(document, patterns).compile());
  }

  /**
   * What is wrong with a document, empty if it matches.
   *
   * @param document of JSON values alone
   * @param meter counts the work
   * @throws IllegalArgumentException if schema and document nest too deeply
   */
  public List<Failure> check(Value document, Meter meter) {
    var outcome = new Outcome(meter);
    root.check(document, Place.ROOT, outcome);
    return outcome.failures();
  }
}
