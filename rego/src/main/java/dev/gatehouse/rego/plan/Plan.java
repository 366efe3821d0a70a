package dev.gatehouse.rego.plan;

import java.util.List;
import java.util.Set;

/**
 * Everything that a policy's rules do.
 *
 * @param root the place {@code data}
 * @param groups the groups of rules, by their number
 * @param replaced the dotted names of functions that some {@code with} replaces
 */
public record Plan(DataNode root, List<Group> groups, Set<String> replaced) {

  public Plan {
    groups = List.copyOf(groups);
    replaced = Set.copyOf(replaced);
  }
}
