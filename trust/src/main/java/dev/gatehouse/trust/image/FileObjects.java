package dev.gatehouse.trust.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Secret}, {@code ConfigMap} and {@code ServiceAccount} objects that lie among the files of
 * image policies: they hold keys, policies, and what Pods pull with. A cluster is not asked. State:
 * the objects so far.
 */
final class FileObjects {

  /** Kinds of objects that hold texts by name. */
  enum Kind {
    /** Its one entry, or the one that cosign names so, is meant. */
    SECRET("Secret", "cosign.pub"),
    /** Its one entry is meant, or the one that the reference names. */
    CONFIG_MAP("ConfigMap", "");

    private final String text;
    private final String usual;

    Kind(String text, String usual) {
      this.text = text;
      this.usual = usual;
    }
  }

  private final Map<Kind, Map<String, List<Holder>>> holders = new HashMap<>();
  private final PullSecrets.Builder pullSecrets = new PullSecrets.Builder();

  /** What one object holds. */
  private record Holder(String namespace, Map<String, String> entries) {}

  /** Remembers an object if it is of such a kind. */
  void add(ObjectValue object) {
    if (!text(object.get("apiVersion")).equals("v1")
        || !(object.get("metadata") instanceof ObjectValue metadata)) {
      return;
    }
    var namespace = text(metadata.get("namespace"));
    var name = text(metadata.get("name"));
    switch (text(object.get("kind"))) {
      case "Secret" -> {
        var entries = new HashMap<String, String>();
        each(object.get("data"), (key, text) -> entries.put(key, decoded(text)));
        each(object.get("stringData"), entries::put);
        remember(Kind.SECRET, name, new Holder(namespace, entries));
        pullSecrets.secret(namespace, name, entries);
      }
      case "ConfigMap" -> {
        var entries = new HashMap<String, String>();
        each(object.get("data"), entries::put);
        remember(Kind.CONFIG_MAP, name, new Holder(namespace, entries));
      }
      case "ServiceAccount" -> pullSecrets.account(
          namespace, name, Surroundings.Pulling.secrets(object));
      default -> {
        // Other objects are left to others.
      }
    }
  }

  private void remember(Kind kind, String name, Holder holder) {
    holders.computeIfAbsent(kind, _ -> new HashMap<>())
        .computeIfAbsent(name, _ -> new ArrayList<>()).add(holder);
  }

  /** What Pods may pull with. */
  PullSecrets pullSecrets() {
    return pullSecrets.build();
  }

  private interface Entry {
    void is(String name, String text);
  }

  private static void each(@Nullable Value value, Entry entry) {
    if (value instanceof ObjectValue object) {
      for (var i = 0; i < object.size(); i++) {
        if (object.keyAt(i) instanceof StringValue name
            && object.valueAt(i) instanceof StringValue text) {
          entry.is(name.value(), text.value());
        }
      }
    }
  }

  /** Empty for what is no base64, which then is nothing else either. */
  private static String decoded(String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }

  /** The text that a {@code secretRef} or {@code configMapRef} names; faults are reported there. */
  Optional<String> find(Kind kind, RuleFields reference) {
    var name = reference.required("name");
    var namespace = reference.text("namespace");
    var found = holders.getOrDefault(kind, Map.of()).getOrDefault(name, List.of()).stream()
        .filter(holder -> namespace.isEmpty() || holder.namespace.equals(namespace.get()))
        .toList();
    if (found.size() != 1) {
      reference.fault(found.isEmpty()
          ? "there is no " + kind.text + " " + name + " among the files: a cluster is not asked"
          : "there are " + found.size() + " objects " + kind.text + " " + name
              + ": say which namespace");
      return Optional.empty();
    }
    return entry(kind, reference, found.getFirst().entries);
  }

  private static Optional<String> entry(
      Kind kind, RuleFields reference, Map<String, String> entries) {
    var wanted = reference.text("key").orElse(kind.usual);
    var found = Optional.ofNullable(entries.get(wanted));
    if (found.isEmpty() && entries.size() == 1 && !reference.has("key")) {
      return Optional.of(entries.values().iterator().next());
    }
    if (found.isEmpty()) {
      reference.fault("the " + kind.text + " " + reference.required("name") + " has "
          + entries.size() + " entries, expected one"
          + (wanted.isEmpty() ? "; say which by key" : " called " + wanted));
    }
    return found;
  }
}
