package dev.gatehouse.policy;

import java.util.Optional;

/** What a violation leads to. */
public enum EnforcementAction {

  /** The request is stopped. */
  DENY("deny"),
  /** The request goes on; the person is told. */
  WARN("warn"),
  /** The request goes on; the violation is recorded. */
  DRYRUN("dryrun");

  private final String id;

  EnforcementAction(String id) {
    this.id = id;
  }

  /** The name that constraints use. */
  public String id() {
    return id;
  }

  /** The action of a name; empty for an unknown one and for {@code scoped}, which stands for a list. */
  public static Optional<EnforcementAction> of(String id) {
    for (var action : values()) {
      if (action.id.equals(id)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return id;
  }
}
