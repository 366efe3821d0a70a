package dev.gatehouse.rego;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.types.Type;
import java.util.List;
import java.util.Optional;

/** What is known of an issue, for programs. */
public sealed interface IssueDetail {

  /** The parser met it at a token, so that its line of the source says more. */
  record AtToken() implements IssueDetail {}

  /**
   * What the type checker knows; the lines of {@link Issue#message()} after the first say the same.
   * {@link Type#UNKNOWN} stands where nothing is known.
   */
  sealed interface Mistyped extends IssueDetail {}

  /** Two terms that can never be the same. */
  record Mismatch(Type left, Type right) implements Mistyped {}

  /**
   * Arguments that a function does not take.
   *
   * @param have the types of the arguments
   * @param want what the function takes, and after it, except where the count is wrong, its result
   * @param variadic what further arguments may be
   */
  record Arguments(
      String function, List<Type> have, List<Parameter> want, Optional<Type> variadic)
      implements
        Mistyped {
    public Arguments {
      have = List.copyOf(have);
      want = List.copyOf(want);
    }
  }

  /** What a function takes in one place; {@code name} is empty where it has none. */
  record Parameter(String name, Type type) {
    @Override
    public String toString() {
      return name.isEmpty() ? type.toString() : name + ": " + type;
    }
  }

  /**
   * A reference below a value that nothing can be below of; or of a function, as if a value.
   *
   * @param position the part of the reference that has the type, from 0
   */
  record Unsupported(List<Term> ref, int position, Type have) implements Mistyped {
    public Unsupported {
      ref = List.copyOf(ref);
    }
  }

  /**
   * A key that the value does not have.
   *
   * @param position the key's in the reference, from 0
   * @param have the type of the key, empty for a constant
   * @param want the type of all keys
   * @param oneOf the keys, as far as they are known
   */
  record WrongKey(
      List<Term> ref, int position, Optional<Type> have, Type want, List<Value> oneOf)
      implements
        Mistyped {
    public WrongKey {
      ref = List.copyOf(ref);
      oneOf = List.copyOf(oneOf);
    }
  }
}
