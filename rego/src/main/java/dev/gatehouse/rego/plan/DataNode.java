package dev.gatehouse.rego.plan;

import dev.gatehouse.json.Value;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place below {@code data} that packages or rules know.
 *
 * @param path its path without {@code data}
 * @param group the group of rules here, {@link #NO_GROUP} for a package
 * @param isFunction whether that group is a function, which has no document
 * @param children what is below, in order of keys; empty where rules are
 */
public record DataNode(
    List<Value> path, int group, boolean isFunction, SortedMap<Value, DataNode> children) {

  public static final int NO_GROUP = -1;

  public DataNode {
    path = List.copyOf(path);
    children = Collections.unmodifiableSortedMap(new TreeMap<>(children));
  }

  public @Nullable DataNode child(Value key) {
    return children.get(key);
  }

  public boolean hasGroup() {
    return group != NO_GROUP;
  }

  /** Nodes are places: the same path is the same node. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataNode that && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
