package dev.gatehouse.cli.judge;

import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Constraint;
import dev.gatehouse.policy.InvalidResourceException;
import dev.gatehouse.policy.Inventory;
import dev.gatehouse.policy.Origin;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Template;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.expansion.ExpansionTemplate;
import java.util.List;

/** Makes a policy set of the objects on a command line; every object is in its inventory too. */
public final class PolicyInputs {

  private static final String TEMPLATE_GROUP = "templates.gatekeeper.sh";
  private static final String EXPANSION_GROUP = "expansion.gatekeeper.sh";

  private PolicyInputs() {}

  /** @throws JudgeException for the first object that cannot be used */
  public static PolicySet load(List<KubernetesObject> objects, TemplateOptions options)
      throws JudgeException {
    var policies = PolicySet.builder();
    for (var object : objects) {
      if (isTemplate(object)) {
        addTemplate(policies, object, options);
      }
    }
    for (var object : objects) {
      if (isConstraint(object)) {
        addConstraint(policies, object);
      }
    }
    policies.inventory(inventory(objects));
    addExpansions(policies, objects);
    return policies.build();
  }

  /** The expansion templates alone, for commands that judge nothing. */
  public static PolicySet loadExpansions(List<KubernetesObject> objects) throws JudgeException {
    var policies = PolicySet.builder();
    addExpansions(policies, objects);
    return policies.build();
  }

  private static void addExpansions(PolicySet.Builder policies, List<KubernetesObject> objects)
      throws JudgeException {
    for (var object : objects) {
      if (isExpansion(object)) {
        addExpansion(policies, object);
      }
    }
  }

  public static boolean isTemplate(KubernetesObject object) {
    return object.group().equals(TEMPLATE_GROUP) && object.kind().equals("ConstraintTemplate");
  }

  public static boolean isConstraint(KubernetesObject object) {
    return object.group().equals(Constraint.GROUP);
  }

  public static boolean isExpansion(KubernetesObject object) {
    return object.group().equals(EXPANSION_GROUP) && object.kind().equals("ExpansionTemplate");
  }

  private static void addTemplate(PolicySet.Builder policies, KubernetesObject object,
      TemplateOptions options) throws JudgeException {
    try {
      policies.add(Template.parse(object, Origin.UNKNOWN, options));
    } catch (InvalidResourceException e) {
      throw new JudgeException(
          "adding template \"" + object.name() + "\": " + e.getMessage());
    }
  }

  private static void addConstraint(PolicySet.Builder policies, KubernetesObject object)
      throws JudgeException {
    var doing = "adding constraint \"" + object.name() + "\": ";
    try {
      if (policies.addConstraint(object, Origin.UNKNOWN).isEmpty()) {
        throw new JudgeException(doing + "missing ConstraintTemplate: template \""
            + object.kind().toLowerCase(java.util.Locale.ROOT) + "\" not found");
      }
    } catch (InvalidResourceException e) {
      throw new JudgeException(doing + e.getMessage());
    }
  }

  private static void addExpansion(PolicySet.Builder policies, KubernetesObject object)
      throws JudgeException {
    try {
      policies.add(ExpansionTemplate.parse(object));
    } catch (InvalidFieldsException e) {
      throw new JudgeException("error creating expander: error upserting template "
          + object.name() + ": " + e.getMessage());
    }
  }

  private static Inventory inventory(List<KubernetesObject> objects) throws JudgeException {
    var inventory = Inventory.builder();
    for (var object : objects) {
      try {
        inventory.add(object);
      } catch (InvalidResourceException e) {
        throw new JudgeException("adding data of GVK \"" + object.type()
            + "\": admission.k8s.gatekeeper.sh: " + e.getMessage());
      }
    }
    return inventory.build();
  }
}
