package dev.gatehouse.policy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.expansion.Expander;
import dev.gatehouse.policy.expansion.ExpansionTemplate;
import dev.gatehouse.policy.match.MatchException;
import dev.gatehouse.policy.provider.Provider;
import dev.gatehouse.rego.EvaluationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An immutable snapshot of policies and of what they may know of the cluster. Any number of threads
 * review with it at the same time, without locks; a change makes a new snapshot, which shares what
 * did not change: adding a template compiles no other.
 */
public final class PolicySet {

  private static final PolicySet EMPTY = new Builder().build();

  private final Map<String, Template> templates;
  private final Map<String, Constraint> constraints;
  private final Map<String, Waiting> waiting;
  private final Map<String, ExpansionTemplate> expansions;
  private final Map<String, Provider> providers;
  private final Exclusions exclusions;
  private final Inventory inventory;
  private final ConstraintIndex index;
  private final Expander expander;
  private final ObjectValue data;
  private final String digest;

  private PolicySet(Builder builder) {
    this.templates = Map.copyOf(builder.templates);
    this.constraints = Map.copyOf(builder.constraints);
    this.waiting = Map.copyOf(builder.waiting);
    this.expansions = Map.copyOf(builder.expansions);
    this.providers = Map.copyOf(builder.providers);
    this.exclusions = builder.exclusions;
    this.inventory = builder.inventory;
    this.index = ConstraintIndex.of(constraints.values());
    this.expander = Expander.of(expansions.values());
    this.data = ObjectValue.of("inventory", inventory.value());
    this.digest = digestOfPolicies();
  }

  /** The set without policies. */
  public static PolicySet empty() {
    return EMPTY;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with everything in this set. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  public Collection<Template> templates() {
    return templates.values();
  }

  /** The template of a name, if it is here. */
  public Optional<Template> template(String name) {
    return Optional.ofNullable(templates.get(name));
  }

  /** The constraints that are enforced. */
  public Collection<Constraint> constraints() {
    return constraints.values();
  }

  /** The constraints that wait for a template that is not here. */
  public Collection<KubernetesObject> waiting() {
    return waiting.values().stream().map(Waiting::object).toList();
  }

  public Inventory inventory() {
    return inventory;
  }

  /** The providers of external data, by name. */
  public Map<String, Provider> providers() {
    return providers;
  }

  /** Which namespaces are left alone. */
  public Exclusions exclusions() {
    return exclusions;
  }

  /** Makes the objects that workloads will generate. */
  public Expander expander() {
    return expander;
  }

  /** SHA-256 over every policy here, in hexadecimal; the same policies always give the same. */
  public String digest() {
    return digest;
  }

  private String digestOfPolicies() {
    var digests = new ArrayList<String>();
    templates.values().forEach(template -> digests.add(template.digest()));
    constraints.values().forEach(constraint -> digests.add(constraint.digest()));
    expansions.values().forEach(expansion -> digests.add(Digests.of(expansion.object().value())));
    digests.sort(null);
    return Digests.of(digests);
  }

  /**
   * Judges an object.
   *
   * @param point where the decision will be enforced
   * @throws ReviewException if the review could not be carried out; the object is then not approved
   */
  public Decision review(Review review, EnforcementPoint point, ReviewOptions options)
      throws ReviewException {
    return new Reviewing(review, point, options).decide();
  }

  /** One review while it is carried out, by one thread. */
  private final class Reviewing {

    private final Review review;
    private final EnforcementPoint point;
    private final ReviewOptions options;
    private final List<Result> results = new ArrayList<>();
    private int evaluated;

    Reviewing(Review review, EnforcementPoint point, ReviewOptions options) {
      this.review = review;
      this.point = point;
      this.options = options;
    }

    Decision decide() throws ReviewException {
      var namespace = review.namespace()
          .or(() -> inventory.namespace(review.namespaceName()))
          .orElse(null);
      var sameTemplate = new ArrayList<Constraint>();
      for (var constraint : index.candidates(review)) {
        if (!sameTemplate.isEmpty()
            && sameTemplate.getFirst().template() != constraint.template()) {
          evaluate(sameTemplate);
          sameTemplate.clear();
        }
        if (isLookedAt(constraint) && matches(constraint, namespace)) {
          sameTemplate.add(constraint);
        }
      }
      evaluate(sameTemplate);
      var random = ThreadLocalRandom.current();
      var id = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
      return new Decision(id, results, digest, evaluated);
    }

    private boolean isLookedAt(Constraint constraint) {
      return constraint.isEnforcedAt(point)
          && (point != EnforcementPoint.WEBHOOK
              || constraint.template().appliesTo(review.operation()));
    }

    private boolean matches(
        Constraint constraint, @org.jspecify.annotations.Nullable KubernetesObject namespace) {
      try {
        return constraint.matches(review, namespace);
      } catch (MatchException e) {
        add(constraint, "unable to match constraints: " + e.getMessage(), Optional.empty());
        return false;
      }
    }

    /**
     * Evaluates the constraints of one template. An error in one counts as a violation of each, as in
     * Gatekeeper, which evaluates them together.
     */
    private void evaluate(List<Constraint> constraints) throws ReviewException {
      var before = results.size();
      evaluated += constraints.size();
      try {
        for (var constraint : constraints) {
          for (var violation : violations(constraint)) {
            add(constraint, violation.message(), Optional.of(violation.details()));
          }
        }
      } catch (EvaluationException e) {
        results.subList(before, results.size()).clear();
        for (var constraint : constraints) {
          add(constraint, RegoText.of(e), Optional.of(dev.gatehouse.json.NullValue.NULL));
        }
      }
    }

    private List<Violation> violations(Constraint constraint) throws ReviewException {
      var began = System.nanoTime();
      try {
        return constraint.template().engine().violations(
            review.input(), constraint.parameters(point), data, options.beginningAt(began));
      } finally {
        options.observer().evaluated(constraint, System.nanoTime() - began);
      }
    }

    private void add(
        Constraint constraint, String message, Optional<dev.gatehouse.json.Value> details) {
      var result = new Result(constraint, message, details, constraint.enforcementAction(),
          constraint.scopedActionsAt(point), Optional.empty(), Optional.empty());
      results.add(options.explain() ? result.withField(FaultFinder.find(review, result)) : result);
    }
  }

  /** A constraint whose template is not here. */
  private record Waiting(KubernetesObject object, Origin origin) {}

  /** Collects a set; not for use by several threads. */
  public static final class Builder {

    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final Map<String, Constraint> constraints = new LinkedHashMap<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, ExpansionTemplate> expansions = new LinkedHashMap<>();
    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private Exclusions exclusions = Exclusions.NONE;
    private Inventory inventory = Inventory.EMPTY;

    private Builder() {}

    private Builder(PolicySet set) {
      templates.putAll(set.templates);
      constraints.putAll(set.constraints);
      waiting.putAll(set.waiting);
      expansions.putAll(set.expansions);
      providers.putAll(set.providers);
      exclusions = set.exclusions;
      inventory = set.inventory;
    }

    /**
     * Adds a template, in place of one of the same name. Its constraints, those that waited for it
     * too, are checked against it.
     *
     * @return what is wrong with those that do not agree with it; they are left out
     */
    public List<InvalidResourceException> add(Template template) {
      templates.put(template.name(), template);
      var rejected = new ArrayList<InvalidResourceException>();
      for (var bound : List.copyOf(constraints.values())) {
        if (isOf(template, bound.object())) {
          constraints.remove(key(bound.object()));
          rebind(template, new Waiting(bound.object(), bound.origin()), rejected);
        }
      }
      for (var pending : List.copyOf(waiting.values())) {
        if (isOf(template, pending.object)) {
          waiting.remove(key(pending.object));
          rebind(template, pending, rejected);
        }
      }
      return rejected;
    }

    private void rebind(
        Template template, Waiting pending, List<InvalidResourceException> rejected) {
      try {
        var constraint = template.constraint(pending.object, pending.origin);
        constraints.put(key(pending.object), constraint);
      } catch (InvalidResourceException e) {
        rejected.add(e);
      }
    }

    /** Adds a constraint, in place of one of the same kind and name. */
    public Builder add(Constraint constraint) {
      waiting.remove(key(constraint.object()));
      constraints.put(key(constraint.object()), constraint);
      return this;
    }

    /**
     * Adds a constraint; if its template is not here, it waits for it.
     *
     * @return the constraint, or nothing if it waits
     * @throws InvalidResourceException if it does not agree with its template
     */
    public Optional<Constraint> addConstraint(KubernetesObject object, Origin origin)
        throws InvalidResourceException {
      ConstraintSchema.checkIdentity(object, origin);
      var template = templates.get(templateName(object));
      if (template == null) {
        constraints.remove(key(object));
        waiting.put(key(object), new Waiting(object, origin));
        return Optional.empty();
      }
      var constraint = template.constraint(object, origin);
      add(constraint);
      return Optional.of(constraint);
    }

    public Builder add(ExpansionTemplate expansion) {
      expansions.put(expansion.name(), expansion);
      return this;
    }

    public Builder add(Provider provider) {
      providers.put(provider.name(), provider);
      return this;
    }

    public Builder exclusions(Exclusions changed) {
      exclusions = changed;
      return this;
    }

    public Builder inventory(Inventory changed) {
      inventory = changed;
      return this;
    }

    /** Takes a template out; its constraints then wait. */
    public Builder removeTemplate(String name) {
      var removed = templates.remove(name);
      if (removed != null) {
        for (var bound : List.copyOf(constraints.values())) {
          if (isOf(removed, bound.object())) {
            constraints.remove(key(bound.object()));
            waiting.put(key(bound.object()), new Waiting(bound.object(), bound.origin()));
          }
        }
      }
      return this;
    }

    public Builder removeConstraint(String kind, String name) {
      constraints.remove(kind + "/" + name);
      waiting.remove(kind + "/" + name);
      return this;
    }

    public Builder removeExpansion(String name) {
      expansions.remove(name);
      return this;
    }

    public Builder removeProvider(String name) {
      providers.remove(name);
      return this;
    }

    public PolicySet build() {
      return new PolicySet(this);
    }

    private static boolean isOf(Template template, KubernetesObject constraint) {
      return template.name().equals(templateName(constraint));
    }

    private static String templateName(KubernetesObject constraint) {
      return constraint.kind().toLowerCase(java.util.Locale.ROOT);
    }

    private static String key(KubernetesObject constraint) {
      return constraint.kind() + "/" + constraint.name();
    }
  }
}
