package dev.gatehouse.rego.plan;

import dev.gatehouse.rego.Location;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The variables that a block knows while it is planned, its own and those of the blocks around it. */
final class Variables {

  private final @Nullable Variables outer;
  private final Map<String, Operand> bound = new HashMap<>();
  private final Set<String> used = new TreeSet<>();

  /** Variables that this block is to bind itself, blocks within it must not; those around do not count. */
  private final Set<String> open;

  /** Whether this block may not bind what the one around it is to bind. */
  private final boolean isInner;

  private Variables(@Nullable Variables outer, Set<String> open, boolean isInner) {
    this.outer = outer;
    this.open = open;
    this.isInner = isInner;
  }

  static Variables none() {
    return new Variables(null, Set.of(), false);
  }

  Variables nested() {
    return new Variables(this, Set.of(), true);
  }

  Variables nestedWithout(Collection<String> names) {
    return new Variables(this, Set.copyOf(names), false);
  }

  boolean isBound(String name) {
    return find(name) != null;
  }

  @Nullable
  Operand get(String name) {
    var operand = find(name);
    if (operand != null) {
      use(name);
    }
    return operand;
  }

  private @Nullable Operand find(String name) {
    for (var block = this; block != null; block = block.outer) {
      var operand = block.bound.get(name);
      if (operand != null || block.open.contains(name)) {
        return operand;
      }
    }
    return null;
  }

  /** Notes the use in every block up to the one that binds the variable. */
  private void use(String name) {
    for (var block = this; block != null && !block.bound.containsKey(name); block = block.outer) {
      block.used.add(name);
    }
  }

  void bind(String name, Operand operand) {
    if (isForbidden(name)) {
      throw new NotBoundException(Location.NONE, "var " + name + " is unsafe");
    }
    bound.put(name, operand);
  }

  /** Whether a block around this one is still to bind the variable. */
  private boolean isForbidden(String name) {
    for (var block = this; block.outer != null; block = block.outer) {
      if (block.isInner && block.outer.open.contains(name) && !block.outer.isBound(name)) {
        return true;
      }
    }
    return false;
  }

  List<String> usedOuterLocals() {
    return used.stream().filter(name -> find(name) instanceof Operand.Local).toList();
  }
}
