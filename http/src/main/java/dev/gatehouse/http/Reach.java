package dev.gatehouse.http;

import java.util.EnumSet;
import java.util.Set;

/** Which kinds of address a call may connect to. */
public record Reach(Set<AddressKind> kinds) {

  /** Public addresses alone: for names that strangers choose. */
  public static final Reach PUBLIC = new Reach(Set.of(AddressKind.PUBLIC));

  /** This machine alone. */
  public static final Reach LOOPBACK = new Reach(Set.of(AddressKind.LOOPBACK));

  /** Everything that may be a server: for names that the operator chooses. */
  public static final Reach ANY = new Reach(
      Set.of(AddressKind.PUBLIC, AddressKind.PRIVATE, AddressKind.LOOPBACK));

  /** Forbidden addresses too: for callers that may ask named servers alone, whatever these are. */
  public static final Reach UNBOUNDED = new Reach(EnumSet.allOf(AddressKind.class));

  public Reach {
    kinds = Set.copyOf(kinds);
  }

  public boolean includes(AddressKind kind) {
    return kinds.contains(kind);
  }

  /**
   * Where a server may send its caller on to: to public addresses, and to those of its own kind.
   */
  public static Reach from(AddressKind server) {
    return new Reach(server == AddressKind.FORBIDDEN
        ? Set.of(AddressKind.PUBLIC)
        : EnumSet.of(AddressKind.PUBLIC, server));
  }
}
