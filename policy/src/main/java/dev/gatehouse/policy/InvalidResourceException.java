package dev.gatehouse.policy;

import dev.gatehouse.kube.KubernetesObject;
import java.util.List;

/**
 * A policy resource that cannot be used. The message is the one error that Gatekeeper would report;
 * {@link #problems()} are all of them, located.
 */
public final class InvalidResourceException extends Exception {

  /** What sort of fault it is, for those who must tell them apart. */
  public enum Fault {
    /** The resource is wrong. */
    INVALID,
    /** A constraint does not agree with the schema of its template. */
    SCHEMA,
    /** A constraint's template is not known. */
    MISSING_TEMPLATE,
    /** What Gatekeeper counts as its own failure: it answers 500, not 422. */
    INTERNAL
  }

  private final Fault fault;
  private final transient List<Problem> problems;

  private final String message;

  public InvalidResourceException(Fault fault, String message, List<Problem> problems) {
    super(message);
    this.message = message;
    this.fault = fault;
    this.problems = problems.stream().sorted().toList();
  }

  /** One fault of a whole resource. */
  public static InvalidResourceException of(
      Fault fault, String message, KubernetesObject resource, Origin origin) {
    return at(fault, message, resource, origin, List.of());
  }

  /** One fault of a field of a resource. */
  static InvalidResourceException at(
      Fault fault, String message, KubernetesObject resource, Origin origin, List<String> path) {
    var problem = new Problem(origin.locate(path), nameOf(resource), message);
    return new InvalidResourceException(fault, message, List.of(problem));
  }

  /** What problems call a resource. */
  static String nameOf(KubernetesObject resource) {
    return (resource.kind() + " " + resource.name()).strip();
  }

  public Fault fault() {
    return fault;
  }

  public List<Problem> problems() {
    return problems;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
