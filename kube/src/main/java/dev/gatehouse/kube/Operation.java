package dev.gatehouse.kube;

import java.util.Optional;

/** What a request wants to do. */
public enum Operation {
  CREATE, UPDATE, DELETE, CONNECT;

  /** The operation of a name such as {@code CREATE}. */
  public static Optional<Operation> of(String name) {
    for (var operation : values()) {
      if (operation.name().equals(name)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }
}
