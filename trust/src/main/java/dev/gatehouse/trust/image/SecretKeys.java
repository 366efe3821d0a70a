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
 * Public keys in the {@code Secret} objects that lie among the files of image policies: each in a
 * Secret's one entry, or in that which cosign names {@code cosign.pub}. State: the Secrets so far.
 */
final class SecretKeys {

  private static final String USUAL = "cosign.pub";

  private final Map<String, List<Secret>> secrets = new HashMap<>();

  /** What one Secret holds. */
  private record Secret(String namespace, Map<String, String> entries) {}

  /** Remembers an object if it is a Secret. */
  void add(ObjectValue object) {
    if (text(object.get("apiVersion")).equals("v1") && text(object.get("kind")).equals("Secret")
        && object.get("metadata") instanceof ObjectValue metadata) {
      var entries = new HashMap<String, String>();
      each(object.get("data"), (name, text) -> entries.put(name, decoded(text)));
      each(object.get("stringData"), entries::put);
      secrets.computeIfAbsent(text(metadata.get("name")), _ -> new ArrayList<>())
          .add(new Secret(text(metadata.get("namespace")), entries));
    }
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

  /** Empty for what is no base64, which then is no key either. */
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

  /** The key that a {@code secretRef} names; what is wrong with it is reported there. */
  Optional<String> find(RuleFields reference) {
    reference.only("name", "namespace");
    var name = reference.required("name");
    var namespace = reference.text("namespace");
    var found = secrets.getOrDefault(name, List.of()).stream()
        .filter(secret -> namespace.isEmpty() || secret.namespace.equals(namespace.get()))
        .toList();
    if (found.size() != 1) {
      reference.fault(found.isEmpty()
          ? "there is no Secret " + name + " among the files: a cluster is not asked"
          : "there are " + found.size() + " Secrets " + name + ": say which namespace");
      return Optional.empty();
    }
    var entries = found.getFirst().entries;
    if (entries.size() != 1 && !entries.containsKey(USUAL)) {
      reference.fault("the Secret " + name + " has " + entries.size()
          + " entries, expected one, or one called " + USUAL);
      return Optional.empty();
    }
    return Optional.of(entries.size() == 1
        ? entries.values().iterator().next()
        : entries.getOrDefault(USUAL, ""));
  }
}
