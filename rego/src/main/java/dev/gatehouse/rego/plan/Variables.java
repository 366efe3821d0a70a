package dev.gatehouse.rego.plan;

import dev.gatehouse.rego.Location;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The variables that a block knows while it is planned, its own and those of the blocks around it. */
final class Variables {

  private final @Nullable Variables outer;
  private final Map<String, Operand> bound;
  private final Set<String> own = new HashSet<>();
  private final Set<String> used = new TreeSet<>();

  /** Variables that this block is to bind itself, blocks within it must not. */
  private final Set<String> open;

  /** Variables that a block around this one is still to bind. */
  private final Set<String> forbidden;

  private Variables(
      @Nullable Variables outer,
      Map<String, Operand> bound,
      Set<String> open,
      Set<String> forbidden) {
    this.outer = outer;
    this.bound = bound;
    this.open = open;
    this.forbidden = forbidden;
  }

  static Variables none() {
    return new Variables(null, new HashMap<>(), Set.of(), Set.of());
  }

  Variables nested() {
    var stillForbidden = new HashSet<>(forbidden);
    open.stream().filter(name -> !bound.containsKey(name)).forEach(stillForbidden::add);
    return new Variables(this, new HashMap<>(bound), Set.of(), stillForbidden);
  }

  Variables nestedWithout(Collection<String> names) {
    var known = new HashMap<>(bound);
    known.keySet().removeAll(names);
    return new Variables(this, known, Set.copyOf(names), forbidden);
  }

  boolean isBound(String name) {
    return bound.containsKey(name);
  }

  @Nullable
  Operand get(String name) {
    if (bound.containsKey(name)) {
      use(name);
    }
    return bound.get(name);
  }

  private void use(String name) {
    if (!own.contains(name)) {
      used.add(name);
      if (outer != null) {
        outer.use(name);
      }
    }
  }

  void bind(String name, Operand operand) {
    if (forbidden.contains(name)) {
      throw new NotBoundException(Location.NONE, "var " + name + " is unsafe");
    }
    own.add(name);
    bound.put(name, operand);
  }

  List<String> usedOuterLocals() {
    return used.stream().filter(name -> bound.get(name) instanceof Operand.Local).toList();
  }
}
