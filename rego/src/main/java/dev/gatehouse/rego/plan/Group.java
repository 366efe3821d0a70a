package dev.gatehouse.rego.plan;

import dev.gatehouse.json.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rules of one name.
 *
 * @param id its position in {@link Plan#groups()}
 * @param path its path below {@code data}
 * @param arity the number of arguments of a function, otherwise 0
 * @param clauses the rules, in order
 * @param keyed the rules again, beginning with slot 0 bound to the first key of the document; empty
 *     where a single key cannot be asked for
 * @param fallback the default
 */
public record Group(
    int id,
    List<Value> path,
    Kind kind,
    int arity,
    List<Clause> clauses,
    List<Clause> keyed,
    @Nullable Clause fallback) {

  public Group {
    path = List.copyOf(path);
    clauses = List.copyOf(clauses);
    keyed = List.copyOf(keyed);
  }

  /** What the rules define together. */
  public enum Kind {
    /** One value. */
    VALUE,
    /** A value for each list of arguments. */
    FUNCTION,
    /** A set. */
    SET,
    /** An object, of objects or sets perhaps, whose keys are computed. */
    OBJECT
  }
}
