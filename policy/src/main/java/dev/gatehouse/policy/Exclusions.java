package dev.gatehouse.policy;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.match.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which namespaces a process leaves alone: the {@code spec.match} of a {@code Config}. */
public final class Exclusions {

  /** Leaves nothing alone. */
  public static final Exclusions NONE = new Exclusions(List.of());

  private static final Set<String> PROCESSES = Set.of("audit", "webhook", "mutation-webhook",
      "sync");

  private final List<Entry> entries;

  private Exclusions(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Something that may leave namespaces alone. */
  public enum Process {
    AUDIT("audit"), WEBHOOK("webhook"), MUTATION_WEBHOOK("mutation-webhook"), SYNC("sync");

    private final String id;

    Process(String id) {
      this.id = id;
    }
  }

  private record Entry(Set<String> processes, List<Wildcard> namespaces) {

    boolean excludes(Process process, String namespace) {
      return processes.contains(process.id)
          && namespaces.stream().anyMatch(pattern -> pattern.matches(namespace));
    }
  }

  /** Reads the exclusions of a {@code Config}. */
  public static Exclusions of(KubernetesObject config) {
    var entries = new ArrayList<Entry>();
    if (config.at("spec", "match") instanceof ArrayValue items) {
      for (var item : items) {
        if (item instanceof ObjectValue fields) {
          entries.add(new Entry(
              processes(texts(fields.get("processes"))),
              texts(fields.get("excludedNamespaces")).stream().map(Wildcard::of).toList()));
        }
      }
    }
    return new Exclusions(entries);
  }

  /**
   * Whether a process leaves an object alone.
   *
   * @param namespace the namespace that it is in, empty for objects of the cluster; a Namespace
   *     counts by its own name
   */
  public boolean excludes(Process process, KubernetesObject object, String namespace) {
    var name = object.isNamespace() ? object.name() : namespace;
    return entries.stream().anyMatch(entry -> entry.excludes(process, name));
  }

  private static Set<String> processes(List<String> names) {
    return names.contains("*")
        ? PROCESSES
        : names.stream().filter(PROCESSES::contains).collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> texts(@Nullable Value value) {
    var texts = new ArrayList<String>();
    if (value instanceof ArrayValue items) {
      for (var item : items) {
        if (item instanceof StringValue text) {
          texts.add(text.value());
        }
      }
    }
    return texts;
  }
}
