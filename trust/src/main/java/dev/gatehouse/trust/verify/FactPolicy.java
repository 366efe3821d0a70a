package dev.gatehouse.trust.verify;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.trust.text.MalformedException;
import java.util.Optional;

/**
 * A compiled policy over facts that were verified. This module knows no language for such policies:
 * who reads rules brings one.
 */
public interface FactPolicy {

  /**
   * Why the facts do not comply; empty if they do. A policy that fails or says nothing objects too.
   */
  Optional<String> objection(ObjectValue facts);

  /** Compiles policies. */
  interface Language {

    /** For whoever can compile none: every policy is refused. */
    Language NONE = text -> {
      throw new MalformedException("policies in Rego are not understood here");
    };

    /**
     * The policy that a text holds; its {@code toString} is equal for equal texts alone.
     *
     * @throws MalformedException with all that is wrong with it
     */
    FactPolicy compile(String text) throws MalformedException;
  }
}
