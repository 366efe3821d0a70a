package dev.gatehouse.trust.registry;

import dev.gatehouse.trust.Material;
import java.util.List;

/**
 * What a registry holds beside an image, and what of it could not be had: a part that is missing
 * spoils nothing of the rest, but who finds nothing in the rest must not say "unsigned".
 */
public record Materials(List<Material> found, List<Fault> faults) {

  /** Something that should be there and was not had. */
  public record Fault(String where, RegistryException cause) {

    @Override
    public String toString() {
      return where + ": " + cause.getMessage();
    }
  }

  public Materials {
    found = List.copyOf(found);
    faults = List.copyOf(faults);
  }

  /** Whether the registry did not let us see all. */
  public boolean isDenied() {
    return faults.stream()
        .anyMatch(fault -> fault.cause().reason() == RegistryException.Reason.UNAUTHORIZED);
  }

  /** Whether a fault may be over when the registry is asked again. */
  public boolean isIncomplete() {
    return isDenied()
        || faults.stream().anyMatch(fault -> fault.cause().reason().isTransient());
  }
}
