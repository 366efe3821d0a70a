package dev.gatehouse.policy.match;

import dev.gatehouse.kube.GroupVersionKind;
import java.util.Set;

/**
 * One entry of {@code match.kinds}: groups and kinds, of any version.
 *
 * @param groups the API groups, empty for any; {@code ""} is the core group
 * @param kinds the kinds, empty for any
 */
public record KindSelector(Set<String> groups, Set<String> kinds) {

  private static final String ANY = "*";

  public KindSelector {
    groups = groups.contains(ANY) ? Set.of() : Set.copyOf(groups);
    kinds = kinds.contains(ANY) ? Set.of() : Set.copyOf(kinds);
  }

  boolean matches(GroupVersionKind type) {
    return (kinds.isEmpty() || kinds.contains(type.kind()))
        && (groups.isEmpty() || groups.contains(type.group()));
  }
}
