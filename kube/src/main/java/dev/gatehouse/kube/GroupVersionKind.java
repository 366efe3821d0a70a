package dev.gatehouse.kube;

/**
 * The type of a Kubernetes object.
 *
 * @param group the API group, empty for the core group
 * @param version the version within the group
 * @param kind the kind
 */
public record GroupVersionKind(String group, String version, String kind) {

  /** The type of an object that has none. */
  public static final GroupVersionKind NONE = new GroupVersionKind("", "", "");

  /**
   * The type that an object's {@code apiVersion} and {@code kind} name; {@link #NONE} where the
   * {@code apiVersion} has more than one slash.
   */
  public static GroupVersionKind of(String apiVersion, String kind) {
    var slash = apiVersion.indexOf('/');
    if (slash < 0) {
      return new GroupVersionKind("", apiVersion, kind);
    }
    if (slash != apiVersion.lastIndexOf('/')) {
      return NONE;
    }
    return new GroupVersionKind(apiVersion.substring(0, slash), apiVersion.substring(slash + 1),
        kind);
  }

  /** {@code group/version}, or the version alone for the core group. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public boolean isEmpty() {
    return group.isEmpty() && version.isEmpty() && kind.isEmpty();
  }

  /** {@code group/version, Kind=kind}, as the API machinery prints it. */
  @Override
  public String toString() {
    return group + "/" + version + ", Kind=" + kind;
  }
}
