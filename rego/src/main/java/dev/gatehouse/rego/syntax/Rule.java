package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule, or one link of an {@code else} chain.
 *
 * @param isDefault {@code default p := v}
 * @param body the body; {@code [true]} where none is written
 * @param bodyWritten whether the source has a body
 * @param otherwise the next link of the {@code else} chain, its head repeating name and arguments
 */
public record Rule(
    Location location, boolean isDefault, Head head, Body body, boolean bodyWritten,
    @Nullable Rule otherwise) {

  /**
   * What a rule defines.
   *
   * @param ref its name within the package, such as {@code p}, {@code p.q[x]}; for a multi-value
   *     rule without the member
   * @param args a function's parameters as patterns, null for a rule that is no function
   * @param key a multi-value rule's member ({@code contains key}), otherwise null
   * @param value a single-value rule's value ({@code true} where none is written), null for a
   *     multi-value rule
   * @param valueWritten whether the source has a value
   * @param assign whether the value is written with {@code :=}
   * @param hasIf whether it is written with {@code if}
   * @param hasContains whether it is written with {@code contains}
   */
  public record Head(
      Location location,
      Term.Ref ref,
      @Nullable List<Term> args,
      @Nullable Term key,
      @Nullable Term value,
      boolean valueWritten,
      boolean assign,
      boolean hasIf,
      boolean hasContains) {

    public Head {
      args = args == null ? null : List.copyOf(args);
    }

    public boolean isFunction() {
      return args != null;
    }

    public boolean isMultiValue() {
      return key != null;
    }

    /** This head at another place. */
    public Head at(Location place) {
      return new Head(
          place, ref, args, key, value, valueWritten, assign, hasIf, hasContains);
    }

    /** This head with a value. */
    public Head with(Term newValue, boolean written) {
      return new Head(
          location, ref, args, key, newValue, written, assign, hasIf, hasContains);
    }

    /** This head with parameters. */
    public Head withArgs(List<Term> newArgs) {
      return new Head(
          location, ref, newArgs, key, value, valueWritten, assign, hasIf, hasContains);
    }

    Head withAssign(boolean assigns) {
      return new Head(
          location, ref, args, key, value, valueWritten, assigns, hasIf, hasContains);
    }

    Head withIf(boolean written) {
      return new Head(
          location, ref, args, key, value, valueWritten, assign, written, hasContains);
    }

    /** The multi-value rule that {@code p[x]} is in v0. */
    Head asMember() {
      var parts = ref.parts();
      var name = new Term.Ref(ref.location(), parts.subList(0, parts.size() - 1));
      return new Head(
          location, name, args, parts.getLast(), null, false, assign, hasIf, hasContains);
    }

    /**
     * Whether {@code p[x]} counts as a name with a key, as all heads did once; OPA still shows it
     * so in the JSON form of modules.
     */
    public boolean hasKeyInRef() {
      if (args != null || hasContains || ref.parts().size() != 2) {
        return false;
      }
      var last = ref.parts().getLast();
      return !hasIf || !Groundness.of(last) || last instanceof Term.Ref;
    }
  }
}
