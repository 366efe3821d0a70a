package dev.gatehouse.policy.admission;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.InvalidResourceException;
import dev.gatehouse.policy.Origin;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Template;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.expansion.ExpansionTemplate;
import dev.gatehouse.policy.provider.Provider;
import dev.gatehouse.rego.Location;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks policy resources before they are stored. Other than Gatekeeper, which reports them in the
 * status afterwards, it refuses templates whose code is wrong, with every fault.
 */
final class OwnResources {

  private static final int INVALID = 422;
  private static final int INTERNAL = 500;
  private static final int NAME_LIMIT = 63;
  private static final Set<String> GROUPS = Set.of("templates.gatekeeper.sh",
      "constraints.gatekeeper.sh", "mutations.gatekeeper.sh", "config.gatekeeper.sh",
      "externaldata.gatekeeper.sh", "expansion.gatekeeper.sh", "status.gatekeeper.sh");

  private final TemplateOptions options;

  OwnResources(TemplateOptions options) {
    this.options = options;
  }

  /** The answer to a request that must not go on; none if nothing is wrong. */
  Optional<AdmissionResponse> check(PolicySet policies, AdmissionRequest request) {
    if (!GROUPS.contains(request.kind().group()) || request.isDelete()) {
      return Optional.empty();
    }
    var length = request.name().getBytes(StandardCharsets.UTF_8).length;
    if (!request.kind().group().startsWith("status.") && length > NAME_LIMIT) {
      return error(request, INTERNAL,
          "resource cannot have metadata.name larger than 63 char; length: " + length);
    }
    try {
      var object = request.object();
      if (object.isPresent()) {
        check(policies, request, object.get());
      }
      return Optional.empty();
    } catch (InvalidResourceException e) {
      var code = e.fault() == InvalidResourceException.Fault.INTERNAL ? INTERNAL : INVALID;
      return error(request, code, text(e));
    } catch (InvalidFieldsException e) {
      return error(request, INVALID, e.errors().getFirst().detail());
    }
  }

  private void check(PolicySet policies, AdmissionRequest request, KubernetesObject object)
      throws InvalidResourceException, InvalidFieldsException {
    switch (request.kind().group() + "/" + request.kind().kind()) {
      case "templates.gatekeeper.sh/ConstraintTemplate" ->
        Template.parse(asStored(object), new FieldOrigin(), options);
      case "expansion.gatekeeper.sh/ExpansionTemplate" -> ExpansionTemplate.parse(object);
      case "externaldata.gatekeeper.sh/Provider" -> Provider.parse(object);
      case "config.gatekeeper.sh/Config" -> checkConfig(request, object);
      default -> {
        if (request.kind().group().equals("constraints.gatekeeper.sh")) {
          checkConstraint(policies, object);
        }
      }
    }
  }

  private static void checkConfig(AdmissionRequest request, KubernetesObject object)
      throws InvalidResourceException {
    if (!request.name().equals("config")) {
      throw InvalidResourceException.of(InvalidResourceException.Fault.INVALID,
          "config resource must have name 'config'", object, Origin.UNKNOWN);
    }
  }

  private static void checkConstraint(PolicySet policies, KubernetesObject object)
      throws InvalidResourceException {
    var name = object.kind().toLowerCase(Locale.ROOT);
    var template = policies.template(name);
    if (template.isEmpty()) {
      throw InvalidResourceException.of(InvalidResourceException.Fault.MISSING_TEMPLATE,
          "missing ConstraintTemplate: template \"" + name + "\" not found", object,
          Origin.UNKNOWN);
    }
    template.get().constraint(object, Origin.UNKNOWN).checkActions();
  }

  /** The template with the defaults that the API server has filled in by now, no others. */
  private static KubernetesObject asStored(KubernetesObject template) {
    if (template.at("spec", "crd", "spec", "validation", "legacySchema") != null
        || !(template.value().get("spec") instanceof ObjectValue spec)
        || !(spec.get("crd") instanceof ObjectValue crd)
        || !(crd.get("spec") instanceof ObjectValue names)) {
      return template;
    }
    var validation = names.get("validation") instanceof ObjectValue fields
        ? fields
        : ObjectValue.EMPTY;
    var changed = names.with("validation", validation.with("legacySchema", BooleanValue.FALSE));
    return KubernetesObject.of(
        template.value().with("spec", spec.with("crd", crd.with("spec", changed))));
  }

  /** Gatekeeper's words, and below them every fault where there are several or it has a place. */
  private static String text(InvalidResourceException exception) {
    var problems = exception.problems();
    if (problems.size() < 2 && problems.stream().allMatch(
        p -> p.location().row() == 0 && exception.getMessage().contains(p.message()))) {
      return exception.getMessage();
    }
    return exception.getMessage().stripTrailing() + "\n" + problems.stream()
        .map(problem -> problem.location().file().isEmpty()
            ? problem.message()
            : place(problem.location()) + ": " + problem.message())
        .collect(Collectors.joining("\n"));
  }

  private static String place(Location location) {
    return location.row() == 0 ? location.file() : location.toString();
  }

  private static Optional<AdmissionResponse> error(
      AdmissionRequest request, int code, String message) {
    return Optional.of(AdmissionResponse.error(request.uid(), code, message));
  }

  /** Places within a resource that came in a request: a field, and a line of its text. */
  private record FieldOrigin() implements Origin {

    @Override
    public Location locate(List<String> path) {
      return locate(path, 0, 0);
    }

    @Override
    public Location locate(List<String> path, int row, int column) {
      var field = String.join(".", path).replaceAll("\\.([0-9]+)", "[$1]");
      return new Location(field, row, column, "");
    }
  }
}
