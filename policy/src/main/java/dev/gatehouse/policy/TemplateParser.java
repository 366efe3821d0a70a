package dev.gatehouse.policy;

import static dev.gatehouse.policy.InvalidResourceException.Fault.INVALID;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.schema.Schema;
import dev.gatehouse.policy.schema.SchemaParser;
import dev.gatehouse.rego.RegoVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one constraint template. Everything that is wrong is collected; the message is the first
 * thing that Gatekeeper would find.
 */
final class TemplateParser {

  private static final String GROUP = "templates.gatekeeper.sh";
  private static final Set<String> VERSIONS = Set.of("v1", "v1beta1", "v1alpha1");
  private static final String TARGET = "admission.k8s.gatekeeper.sh";
  private static final String REGO = "Rego";
  private static final Set<String> OPERATIONS = Set.of("CREATE", "UPDATE", "DELETE", "CONNECT",
      "*");
  private static final List<String> NAMES = List.of("spec", "crd", "spec", "names");
  private static final List<String> TARGET_PATH = List.of("spec", "targets", "0");

  private final KubernetesObject object;
  private final Origin origin;
  private final TemplateOptions options;
  private final List<Problem> problems = new ArrayList<>();
  private String message = "";

  TemplateParser(KubernetesObject object, Origin origin, TemplateOptions options) {
    this.object = object;
    this.origin = origin;
    this.options = options;
  }

  Template parse() throws InvalidResourceException {
    checkType();
    var target = target();
    var kind = object.textAt("spec", "crd", "spec", "names", "kind");
    checkNames(kind);
    checkTargetName(target);
    var operations = operations(target);
    var parameters = parameters();
    var engine = engine(target);
    if (!problems.isEmpty() || engine == null) {
      throw new InvalidResourceException(INVALID, message, problems);
    }
    return new Template(object, origin,
        new Template.Parts(kind, operations, engine, ConstraintSchema.of(kind, parameters)));
  }

  private void checkType() throws InvalidResourceException {
    if (!object.group().equals(GROUP) || !object.kind().equals("ConstraintTemplate")) {
      complain("not a ConstraintTemplate", List.of("kind"));
    } else if (!VERSIONS.contains(object.type().version())) {
      complain("no kind \"ConstraintTemplate\" is registered for version \"" + object.apiVersion()
          + "\"; known versions: v1, v1beta1, v1alpha1", List.of("apiVersion"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidResourceException(INVALID, message, problems);
    }
  }

  /** The only target; an empty object, with a complaint, if there is none or there are several. */
  private ObjectValue target() {
    if (object.at("spec", "targets") instanceof ArrayValue targets && targets.size() == 1
        && targets.get(0) instanceof ObjectValue target) {
      return target;
    }
    invalid("must declare exactly one target", List.of("spec", "targets"));
    return ObjectValue.EMPTY;
  }

  private void checkNames(String kind) {
    if (kind.isEmpty()) {
      invalid("ConstraintTemplate \"" + object.name() + "\" does not specify CRD Kind", NAMES);
    } else if (!object.name().equalsIgnoreCase(kind)) {
      invalid("the ConstraintTemplate's name \"" + object.name()
          + "\" is not equal to the lowercase of CRD's Kind: \"" + kind.toLowerCase(Locale.ROOT)
          + "\"", List.of("metadata", "name"));
    } else if (!isKind(kind)) {
      invalid("spec.names.kind: " + "Invalid value: \"" + kind + "\": may have mixed case, but"
          + " should otherwise match: a DNS-1035 label must consist of lower case alphanumeric"
          + " characters or '-', start with an alphabetic character, and end with an alphanumeric"
          + " character (e.g. 'my-name',  or 'abc-123', regex used for validation is"
          + " '[a-z]([-a-z0-9]*[a-z0-9])?')", NAMES);
    }
  }

  private static boolean isKind(String kind) {
    var name = kind.toLowerCase(Locale.ROOT);
    return dev.gatehouse.kube.Names.isDnsLabel(name) && name.length() <= 63
        && Character.isLetter(name.charAt(0));
  }

  private void checkTargetName(ObjectValue target) {
    if (!problems.isEmpty() && target.isEmpty()) {
      return;
    }
    var name = text(target.get("target"));
    if (name.isEmpty()) {
      invalid("target name must not be empty", TARGET_PATH);
    } else if (!name.equals(TARGET)) {
      invalid("target \"" + name + "\" not recognized, known targets [" + TARGET + "]",
          child(TARGET_PATH, "target"));
    }
  }

  private Set<String> operations(ObjectValue target) {
    var operations = new LinkedHashSet<String>();
    var path = child(TARGET_PATH, "operations");
    if (target.get("operations") instanceof ArrayValue names) {
      for (var name : names) {
        if (!OPERATIONS.contains(text(name))) {
          complain("spec.targets[0].operations: Unsupported value: " + name
              + ": supported values: \"*\", \"CREATE\", \"UPDATE\", \"DELETE\", \"CONNECT\"", path);
        }
        operations.add(text(name));
      }
    }
    if (operations.contains("*") && operations.size() > 1) {
      complain("if '*' is present, must not specify other operations", path);
    }
    return Set.copyOf(operations);
  }

  private Optional<Schema> parameters() {
    var validation = object.at("spec", "crd", "spec", "validation");
    var given = object.at("spec", "crd", "spec", "validation", "openAPIV3Schema");
    var legacy = validation instanceof ObjectValue fields
        && fields.get("legacySchema") instanceof BooleanValue flag
            ? flag.value()
            : !object.type().version().equals("v1");
    var schema = given == null || given instanceof NullValue
        ? legacy ? ObjectValue.EMPTY : null
        : given;
    if (schema == null) {
      return Optional.empty();
    }
    var path = "spec.validation.openAPIV3Schema.properties[spec].properties[parameters]";
    try {
      return Optional.of(SchemaParser.parse(schema, path, legacy));
    } catch (InvalidFieldsException e) {
      blame("invalid ConstraintTemplate: " + e.getMessage());
      e.errors().forEach(error -> problems.add(new Problem(
          origin.locate(schemaPath(error, path)), name(), shortText(error, path))));
      return Optional.empty();
    }
  }

  /** Where in the template a field of the schema stands. */
  private static List<String> schemaPath(FieldError error, String root) {
    var path = new ArrayList<>(List.of("spec", "crd", "spec", "validation", "openAPIV3Schema"));
    path.addAll(FieldPaths.split(error.field().substring(root.length())));
    return path;
  }

  private static String shortText(FieldError error, String root) {
    return "openAPIV3Schema" + error.toString().substring(root.length());
  }

  private @Nullable RegoEngine engine(ObjectValue target) {
    var code = code(target);
    if (code == null) {
      return null;
    }
    try {
      return RegoCompiler.compile(code, options);
    } catch (InvalidCodeException e) {
      blame(e.getMessage());
      e.faults().forEach(fault -> problems.add(new Problem(
          origin.locate(fault.path(), fault.row(), fault.column()), name(), fault.text())));
      return null;
    }
  }

  /** The template's Rego; none, with a complaint, if it has none. */
  private @Nullable TemplateCode code(ObjectValue target) {
    if (target.isEmpty()) {
      return null;
    }
    var legacy = text(target.get("rego"));
    if (!legacy.isEmpty()) {
      return new TemplateCode(
          new TemplateCode.Text(legacy, child(TARGET_PATH, "rego")),
          libraries(target, TARGET_PATH), RegoVersion.V0);
    }
    var engines = new ArrayList<String>();
    var entries = target.get("code") instanceof ArrayValue array ? array : ArrayValue.EMPTY;
    for (var i = 0; i < entries.size(); i++) {
      var entry = entries.get(i) instanceof ObjectValue fields ? fields : ObjectValue.EMPTY;
      if (text(entry.get("engine")).equals(REGO)) {
        return source(entry, child(child(TARGET_PATH, "code"), Integer.toString(i)));
      }
      engines.add(text(entry.get("engine")));
    }
    noEngine(engines);
    return null;
  }

  private void noEngine(List<String> engines) {
    blame("no language driver is installed that handles this constraint template: available"
        + " drivers: map[Rego:1], wanted \"\"");
    problems.add(new Problem(origin.locate(TARGET_PATH), name(), engines.isEmpty()
        ? "template has no code; give it rego, or code of the engine " + REGO
        : "template has only code of " + String.join(", ", engines) + "; known engines: " + REGO));
  }

  private @Nullable TemplateCode source(ObjectValue entry, List<String> entryPath) {
    var path = child(entryPath, "source");
    if (!(entry.get("source") instanceof ObjectValue source)) {
      complain("could not recognize the type", path);
      return null;
    }
    var given = source.get("rego");
    if (given != null && !(given instanceof StringValue)) {
      complain(".rego accessor error: " + GoText.of(given) + " is of the type "
          + GoText.typeOf(given) + ", expected string: while extracting Rego source", path);
      return null;
    }
    if (!(given instanceof StringValue rego)) {
      complain("rego source missing required field: rego", path);
      return null;
    }
    var version = text(source.get("version")).equals("v1") ? RegoVersion.V1 : RegoVersion.V0;
    return new TemplateCode(new TemplateCode.Text(rego.value(), child(path, "rego")),
        libraries(source, path), version);
  }

  private static List<TemplateCode.Text> libraries(ObjectValue source, List<String> path) {
    var libraries = new ArrayList<TemplateCode.Text>();
    if (source.get("libs") instanceof ArrayValue texts) {
      for (var i = 0; i < texts.size(); i++) {
        libraries.add(new TemplateCode.Text(
            text(texts.get(i)), child(child(path, "libs"), Integer.toString(i))));
      }
    }
    return List.copyOf(libraries);
  }

  private void invalid(String text, List<String> path) {
    blame("invalid ConstraintTemplate: " + text);
    problems.add(new Problem(origin.locate(path), name(), text));
  }

  private void complain(String text, List<String> path) {
    blame(text);
    problems.add(new Problem(origin.locate(path), name(), text));
  }

  private void blame(String text) {
    if (message.isEmpty()) {
      message = text;
    }
  }

  private String name() {
    return InvalidResourceException.nameOf(object);
  }

  private static List<String> child(List<String> path, String name) {
    var child = new ArrayList<>(path);
    child.add(name);
    return List.copyOf(child);
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }
}
