package dev.gatehouse.policy;

import dev.gatehouse.rego.Location;

/**
 * One thing that is wrong with a policy resource.
 *
 * @param location where, {@link Location#NONE} if unknown
 * @param resource which resource, such as {@code ConstraintTemplate k8srequiredlabels}, empty if
 *     the text could not even be read
 * @param message what is wrong
 */
public record Problem(Location location, String resource, String message)
    implements
      Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    var order = location.compareTo(other.location);
    return order != 0 ? order : message.compareTo(other.message);
  }

  /** {@code file:line:column: resource: message}. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    if (!location.file().isEmpty()) {
      text.append(location).append(": ");
    }
    if (!resource.isEmpty()) {
      text.append(resource).append(": ");
    }
    return text.append(message).toString();
  }
}
