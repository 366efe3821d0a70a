package dev.gatehouse.policy;

import dev.gatehouse.kube.KubernetesObject;
import java.util.Set;

/**
 * A constraint template: the code of a policy, compiled, and the schema of its parameters. Constraints
 * of its kind say where it applies.
 */
public final class Template {

  private final KubernetesObject object;
  private final Origin origin;
  private final String kind;
  private final Set<String> operations;
  private final RegoEngine engine;
  private final ConstraintSchema schema;
  private final String digest;

  Template(KubernetesObject object, Origin origin, Parts parts) {
    this.object = object;
    this.origin = origin;
    this.kind = parts.kind;
    this.operations = parts.operations;
    this.engine = parts.engine;
    this.schema = parts.schema;
    this.digest = Digests.of(object.value());
  }

  /** What a template is made of. */
  record Parts(String kind, Set<String> operations, RegoEngine engine, ConstraintSchema schema) {}

  /**
   * Reads and compiles a template, of API version {@code v1}, {@code v1beta1} or {@code v1alpha1}.
   *
   * @throws InvalidResourceException with everything that is wrong, in its code and elsewhere
   */
  public static Template parse(KubernetesObject object, Origin origin, TemplateOptions options)
      throws InvalidResourceException {
    return new TemplateParser(object, origin, options).parse();
  }

  /** The template as it was written. */
  public KubernetesObject object() {
    return object;
  }

  public Origin origin() {
    return origin;
  }

  public String name() {
    return object.name();
  }

  /** The kind of its constraints. */
  public String kind() {
    return kind;
  }

  public String digest() {
    return digest;
  }

  /** Whether the webhook looks at its constraints for an operation; templates name none for all. */
  boolean appliesTo(String operation) {
    return operations.isEmpty() || operations.contains("*") || operations.contains(operation);
  }

  RegoEngine engine() {
    return engine;
  }

  /**
   * A constraint of this template: checked against its schema, defaults filled in.
   *
   * @throws InvalidResourceException with everything that is wrong
   */
  public Constraint constraint(KubernetesObject constraint, Origin where)
      throws InvalidResourceException {
    schema.check(constraint, where);
    return new Constraint(this, schema.withDefaults(constraint), where);
  }

  @Override
  public String toString() {
    return "ConstraintTemplate " + name();
  }
}
