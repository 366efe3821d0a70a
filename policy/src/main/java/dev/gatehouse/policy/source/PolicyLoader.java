package dev.gatehouse.policy.source;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.GroupVersionKind;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.policy.Exclusions;
import dev.gatehouse.policy.InvalidResourceException;
import dev.gatehouse.policy.Inventory;
import dev.gatehouse.policy.Origin;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Problem;
import dev.gatehouse.policy.Template;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.expansion.ExpansionTemplate;
import dev.gatehouse.policy.images.ImageConstraints;
import dev.gatehouse.policy.provider.Provider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a policy set of resources; templates that did not change are not compiled again. */
final class PolicyLoader {

  private final PolicySet before;
  private final TemplateOptions options;
  private final PolicySet.Builder builder = PolicySet.builder();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> notices = new ArrayList<>();
  private final Map<Resource.Role, List<Resource>> byRole = new EnumMap<>(Resource.Role.class);
  private final Set<GroupVersionKind> synced = new HashSet<>();
  private Exclusions exclusions = Exclusions.NONE;

  PolicyLoader(PolicySet before, TemplateOptions options) {
    this.before = before;
    this.options = options;
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> notices() {
    return notices;
  }

  PolicySet load(List<Resource> resources) {
    sortByRole(resources);
    all(Resource.Role.CONFIG).forEach(this::addConfig);
    all(Resource.Role.SYNC_SET).forEach(
        set -> addSynced(set.object().at("spec", "gvks")));
    all(Resource.Role.PROVIDER).forEach(this::addProvider);
    all(Resource.Role.TEMPLATE).forEach(this::addTemplate);
    all(Resource.Role.CONSTRAINT).forEach(this::addConstraint);
    addImagePolicies(all(Resource.Role.IMAGES));
    all(Resource.Role.EXPANSION).forEach(this::addExpansion);
    all(Resource.Role.UNUSED).forEach(
        resource -> notice(resource, "is not used from files"));
    builder.exclusions(exclusions);
    builder.inventory(inventory(all(Resource.Role.CLUSTER)));
    var set = builder.build();
    set.expander().conflicts().stream().sorted().forEach(name -> problems.add(new Problem(
        locate(all(Resource.Role.EXPANSION), name), "ExpansionTemplate " + name,
        "template forms expansion cycle")));
    return set;
  }

  private static dev.gatehouse.rego.Location locate(List<Resource> resources, String name) {
    return resources.stream()
        .filter(resource -> resource.object().name().equals(name))
        .map(resource -> resource.origin().locate(List.of()))
        .findFirst()
        .orElse(dev.gatehouse.rego.Location.NONE);
  }

  private void sortByRole(List<Resource> resources) {
    var first = new HashMap<String, Resource>();
    for (var resource : resources) {
      var earlier = first.putIfAbsent(resource.identity(), resource);
      if (earlier == null) {
        byRole.computeIfAbsent(resource.role(), role -> new ArrayList<>()).add(resource);
      } else if (!earlier.object().equals(resource.object())) {
        complain(resource, "is defined twice, first at " + earlier.origin().locate(List.of()));
      }
    }
  }

  private List<Resource> all(Resource.Role role) {
    return byRole.getOrDefault(role, List.of());
  }

  private void addConfig(Resource config) {
    if (config.object().name().equals("config")) {
      exclusions = Exclusions.of(config.object());
      addSynced(config.object().at("spec", "sync", "syncOnly"));
    } else {
      complain(config, "config resource must have name 'config'");
    }
  }

  private void addSynced(@Nullable Value types) {
    if (types instanceof ArrayValue entries) {
      for (var entry : entries) {
        if (entry instanceof ObjectValue type) {
          synced.add(new GroupVersionKind(
              text(type.get("group")), text(type.get("version")), text(type.get("kind"))));
        }
      }
    }
  }

  private void addProvider(Resource resource) {
    try {
      builder.add(Provider.parse(resource.object()));
    } catch (InvalidFieldsException e) {
      complain(resource, e);
    }
  }

  private void addTemplate(Resource resource) {
    try {
      var known = before.template(resource.object().name())
          .filter(template -> template.object().equals(resource.object()));
      builder.add(known.isPresent()
          ? known.get()
          : Template.parse(resource.object(), resource.origin(), options));
    } catch (InvalidResourceException e) {
      problems.addAll(e.problems());
    }
  }

  /** Policies about images become constraints of the template that comes with the program. */
  private void addImagePolicies(List<Resource> resources) {
    if (resources.isEmpty()) {
      return;
    }
    addTemplate(new Resource(ImageConstraints.template(), Origin.UNKNOWN));
    var objects = resources.stream().map(Resource::object).toList();
    try {
      var requireDigest = ImageConstraints.requireDigest(objects);
      resources.forEach(resource -> addImagePolicy(resource, requireDigest));
      ImageConstraints.coverage(objects).ifPresent(
          object -> addConstraint(new Resource(object, Origin.UNKNOWN)));
    } catch (InvalidFieldsException e) {
      complain(resources.getFirst(), e);
    }
  }

  private void addImagePolicy(Resource resource, boolean requireDigest) {
    try {
      ImageConstraints.of(resource.object(), requireDigest).forEach(
          object -> addConstraint(new Resource(object, resource.origin())));
    } catch (InvalidFieldsException e) {
      complain(resource, e);
    }
  }

  private void addConstraint(Resource resource) {
    try {
      var constraint = builder.addConstraint(resource.object(), resource.origin());
      if (constraint.isPresent()) {
        constraint.get().checkActions();
      } else {
        notice(resource, "waits for its template: ConstraintTemplate "
            + resource.object().kind().toLowerCase(java.util.Locale.ROOT) + " is not there");
      }
    } catch (InvalidResourceException e) {
      problems.addAll(e.problems());
    }
  }

  private void addExpansion(Resource resource) {
    try {
      builder.add(ExpansionTemplate.parse(resource.object()));
    } catch (InvalidFieldsException e) {
      complain(resource, e);
    }
  }

  /** All objects, unless a Config or SyncSet names types: then policies see only those. */
  private Inventory inventory(List<Resource> resources) {
    var inventory = Inventory.builder();
    for (var resource : resources) {
      var object = resource.object();
      try {
        if ((synced.isEmpty() || synced.contains(object.type()))
            && !exclusions.excludes(Exclusions.Process.SYNC, object, object.namespace())) {
          inventory.add(object);
        } else if (object.isNamespace()) {
          inventory.addHidden(object);
        }
      } catch (InvalidResourceException e) {
        problems.addAll(e.problems());
      }
    }
    return inventory.build();
  }

  private void complain(Resource resource, InvalidFieldsException exception) {
    exception.errors().forEach(error -> problems.add(new Problem(
        resource.origin().locate(List.of(error.field().split("\\."))), resource.title(),
        error.detail().isEmpty() ? error.toString() : error.detail())));
  }

  private void complain(Resource resource, String message) {
    problems.add(new Problem(resource.origin().locate(List.of()), resource.title(), message));
  }

  private void notice(Resource resource, String message) {
    notices.add(new Problem(resource.origin().locate(List.of()), resource.title(), message));
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }
}
