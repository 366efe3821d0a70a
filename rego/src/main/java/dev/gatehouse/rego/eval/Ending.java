package dev.gatehouse.rego.eval;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.plan.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens each time a block holds. */
sealed interface Ending {

  /** Nothing more is asked for. */
  record Found() implements Ending {}

  /** The rule has a value, the same each time. */
  record Give(Operand value, String conflict) implements Ending {}

  /** An array, a set or an object that is being built takes one more. */
  record Add(Operand.Shape shape, @Nullable Operand key, Operand item, Location location)
      implements
        Ending {}

  /** The document of rules whose keys are computed takes one more. */
  record AddEntry(List<Operand> path, Operand value, boolean isMember) implements Ending {}

  /** An object deals with it, which evaluates the operands in the frame. */
  record Told(List<Operand> operands, Last last) implements Ending {}
}
