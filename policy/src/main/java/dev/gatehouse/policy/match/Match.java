package dev.gatehouse.policy.match;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.LabelSelector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code spec.match} of a constraint: criteria that all must hold, absent ones do. They are
 * looked at in a fixed order, which decides whether a later one's error comes to light.
 */
public final class Match {

  /** Matches everything. */
  public static final Match EVERYTHING = new Match(new Parser());

  private final List<KindSelector> kinds;
  private final String scope;
  private final List<Wildcard> namespaces;
  private final List<Wildcard> excludedNamespaces;
  private final @Nullable LabelSelector labelSelector;
  private final @Nullable LabelSelector namespaceSelector;
  private final @Nullable Wildcard name;
  private final String source;

  private Match(Parser parser) {
    this.kinds = List.copyOf(parser.kinds);
    this.scope = parser.scope;
    this.namespaces = List.copyOf(parser.namespaces);
    this.excludedNamespaces = List.copyOf(parser.excludedNamespaces);
    this.labelSelector = parser.labelSelector;
    this.namespaceSelector = parser.namespaceSelector;
    this.name = parser.name.isEmpty() ? null : Wildcard.of(parser.name);
    this.source = parser.source;
  }

  /**
   * Reads match criteria.
   *
   * @throws InvalidFieldsException with every criterion that is malformed
   */
  public static Match parse(Value value) throws InvalidFieldsException {
    return new Parser().parse(value);
  }

  /** The kinds that can match; none stands for all. */
  public List<KindSelector> kinds() {
    return kinds;
  }

  /**
   * Whether the criteria hold.
   *
   * @throws MatchException if a criterion that is reached cannot be decided
   */
  public boolean matches(Subject subject) throws MatchException {
    return matchesKind(subject)
        && matchesScope(subject)
        && matchesNamespaces(subject)
        && matchesLabels(subject)
        && matchesNamespaceLabels(subject)
        && matchesName(subject)
        && matchesSource(subject);
  }

  private boolean matchesKind(Subject subject) {
    if (kinds.isEmpty()) {
      return true;
    }
    for (var kind : kinds) {
      if (kind.matches(subject.object().type())) {
        return true;
      }
    }
    return false;
  }

  /** Any other text than these two, even a misspelt one, stands for all scopes. */
  private boolean matchesScope(Subject subject) {
    return switch (scope) {
      case "Cluster" -> subject.object().isNamespace() || !subject.isInNamespace();
      case "Namespaced" -> !subject.object().isNamespace() && subject.isInNamespace();
      default -> true;
    };
  }

  private boolean matchesNamespaces(Subject subject) {
    if (namespaces.isEmpty() && excludedNamespaces.isEmpty()) {
      return true;
    }
    var namespace = subject.namespaceName();
    return namespace == null
        || (namespaces.isEmpty() || anyMatches(namespaces, namespace))
            && !anyMatches(excludedNamespaces, namespace);
  }

  private static boolean anyMatches(List<Wildcard> patterns, String name) {
    for (var pattern : patterns) {
      if (pattern.matches(name)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesLabels(Subject subject) {
    return labelSelector == null || labelSelector.matches(subject.object().labels());
  }

  private boolean matchesNamespaceLabels(Subject subject) throws MatchException {
    if (namespaceSelector == null) {
      return true;
    }
    if (subject.object().isNamespace()) {
      return namespaceSelector.matches(subject.object().labels());
    }
    var namespace = subject.namespace();
    if (namespace != null) {
      return namespaceSelector.matches(namespace.labels());
    }
    if (subject.object().namespace().isEmpty()) {
      return true;
    }
    throw new MatchException(
        "namespace selector for namespace-scoped object but missing Namespace");
  }

  private boolean matchesName(Subject subject) {
    return name == null
        || name.matches(subject.object().name())
        || name.matchesGenerateName(subject.object().generateName());
  }

  private boolean matchesSource(Subject subject) throws MatchException {
    switch (source) {
      case "", "All" -> {
        return true;
      }
      case "Original", "Generated" -> {
        if (subject.source().id().isEmpty()) {
          throw new MatchException(
              "source field not specified for resource " + subject.object().name());
        }
        return source.equals(subject.source().id());
      }
      default -> throw new MatchException("invalid source field " + StringValue.of(source));
    }
  }

  /** Reads criteria, collecting what is wrong on the way. */
  private static final class Parser {

    private static final String PATH = "spec.match";

    private final List<FieldError> errors = new ArrayList<>();
    private final List<KindSelector> kinds = new ArrayList<>();
    private String scope = "";
    private List<Wildcard> namespaces = List.of();
    private List<Wildcard> excludedNamespaces = List.of();
    private @Nullable LabelSelector labelSelector;
    private @Nullable LabelSelector namespaceSelector;
    private String name = "";
    private String source = "";

    Match parse(Value value) throws InvalidFieldsException {
      var match = object(value, PATH);
      var entries = array(match.get("kinds"), PATH + ".kinds");
      for (var i = 0; i < entries.size(); i++) {
        kind(entries.get(i), PATH + ".kinds[" + i + "]");
      }
      scope = text(match.get("scope"), PATH + ".scope");
      namespaces = wildcards(match.get("namespaces"), PATH + ".namespaces");
      excludedNamespaces = wildcards(match.get("excludedNamespaces"), PATH + ".excludedNamespaces");
      labelSelector = selector(match.get("labelSelector"), "spec.labelSelector");
      // Gatekeeper, too, calls both selectors by this path.
      namespaceSelector = selector(match.get("namespaceSelector"), "spec.labelSelector");
      name = text(match.get("name"), PATH + ".name");
      source = text(match.get("source"), PATH + ".source");
      if (!errors.isEmpty()) {
        throw new InvalidFieldsException(errors);
      }
      return new Match(this);
    }

    private void kind(Value value, String path) {
      var entry = object(value, path);
      kinds.add(new KindSelector(
          texts(entry.get("apiGroups"), path + ".apiGroups"),
          texts(entry.get("kinds"), path + ".kinds")));
    }

    private List<Wildcard> wildcards(@Nullable Value value, String path) {
      return texts(value, path).stream().map(Wildcard::of).toList();
    }

    private @Nullable LabelSelector selector(@Nullable Value value, String path) {
      if (value == null || value instanceof NullValue) {
        return null;
      }
      try {
        return LabelSelector.parse(value, path);
      } catch (InvalidFieldsException e) {
        errors.addAll(e.errors());
        return null;
      }
    }

    private Set<String> texts(@Nullable Value value, String path) {
      var texts = new LinkedHashSet<String>();
      array(value, path).forEach(item -> texts.add(text(item, path)));
      return texts;
    }

    private ObjectValue object(@Nullable Value value, String path) {
      if (value instanceof ObjectValue object) {
        return object;
      }
      complainUnlessAbsent(value, path, "an object");
      return ObjectValue.EMPTY;
    }

    private ArrayValue array(@Nullable Value value, String path) {
      if (value instanceof ArrayValue array) {
        return array;
      }
      complainUnlessAbsent(value, path, "an array");
      return ArrayValue.EMPTY;
    }

    private String text(@Nullable Value value, String path) {
      if (value instanceof StringValue text) {
        return text.value();
      }
      complainUnlessAbsent(value, path, "a string");
      return "";
    }

    private void complainUnlessAbsent(@Nullable Value value, String path, String wanted) {
      if (value != null && !(value instanceof NullValue)) {
        errors.add(FieldError.invalid(path, value, "must be " + wanted));
      }
    }
  }
}
