package dev.gatehouse.emulator;

import java.util.Collection;
import java.util.Set;

/** The faults that are wanted now. */
record Faults(Set<Fault> wanted) {

  static final Faults NONE = new Faults(Set.of());

  Faults {
    wanted = Set.copyOf(wanted);
  }

  static Faults of(Collection<Fault> wanted) {
    return new Faults(Set.copyOf(wanted));
  }

  boolean has(Fault fault) {
    return wanted.contains(fault);
  }
}
