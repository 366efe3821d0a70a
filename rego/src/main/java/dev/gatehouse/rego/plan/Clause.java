package dev.gatehouse.rego.plan;

import dev.gatehouse.rego.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule, or one link of an {@code else} chain. Arguments of a function, or the key that is
 * asked for, are in the first slots when its body begins.
 *
 * @param location of the rule
 * @param parameters how many slots hold arguments, or the key, when its body begins
 * @param slots how many slots it needs
 * @param body the rule's body, and what arguments must match
 * @param path for a group of kind {@link Group.Kind#OBJECT}, the keys from the group's document to
 *     the value or set; otherwise empty
 * @param value the value, or the member of a set
 * @param isMember whether {@code value} is a member of a set
 * @param otherwise the next link of the chain
 */
public record Clause(
    Location location,
    int parameters,
    int slots,
    Block body,
    List<Operand> path,
    Operand value,
    boolean isMember,
    @Nullable Clause otherwise) {

  public Clause {
    path = List.copyOf(path);
  }
}
