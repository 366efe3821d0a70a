package dev.gatehouse.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of every version of OPA since there are any. Each part is kept with the version
 * it came with: it holds until the next one of the same name.
 */
public final class CapabilitiesHistory {

  /** Names, after all versions, what the language has now; its functions are described. */
  private static final String CURRENT = "current";

  private final Map<String, Integer> versions;
  private final ObjectValue table;

  private CapabilitiesHistory(ObjectValue table) {
    this.table = table;
    this.versions = new HashMap<>();
    for (var version : array(table, "versions")) {
      versions.put(text(version), versions.size());
    }
    versions.put(CURRENT, versions.size());
  }

  /** The history, read anew: it is large, and seldom asked for. */
  public static CapabilitiesHistory load() {
    try (var stream = Objects.requireNonNull(
        CapabilitiesHistory.class.getResourceAsStream("capabilities.json"))) {
      return new CapabilitiesHistory((ObjectValue) Json.parse(stream.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TextException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of versions, such as {@code v0.17.0}, the oldest first. */
  public List<String> versions() {
    return array(table, "versions").items().stream().map(CapabilitiesHistory::text).toList();
  }

  /** The capabilities of a version as {@code opa capabilities --version} has them. */
  public Optional<ObjectValue> find(String version) {
    var known = versions.get(version);
    return known == null || version.equals(CURRENT) ? Optional.empty() : Optional.of(at(known));
  }

  /** What there is in a dialect, as {@code opa capabilities --current} has it. */
  public ObjectValue current(RegoVersion version) {
    var standard = Capabilities.of(version);
    return at(versions.size() - 1)
        .with("future_keywords", names(standard.keywords()))
        .with("features", names(standard.features()));
  }

  private static ArrayValue names(Collection<String> names) {
    return ArrayValue.of(names.stream().map(StringValue::of).toList());
  }

  private ObjectValue at(int version) {
    var document = ObjectValue.builder();
    var fields = object(table, "fields");
    for (var i = 0; i < fields.size(); i++) {
      document.putIfPresent(text(fields.keyAt(i)), at(fields.valueAt(i), version));
    }
    var builtins = new ArrayValue.Builder();
    var histories = object(table, "builtins");
    for (var i = 0; i < histories.size(); i++) {
      var row = at(histories.valueAt(i), version);
      if (row != null) {
        builtins.add(row);
      }
    }
    return document.put("builtins", builtins.build()).build();
  }

  /** What a history says of a version, null if it begins later or says that there is nothing. */
  private @Nullable Value at(Value history, int version) {
    Value found = NullValue.NULL;
    for (var step : ((ArrayValue) history).items()) {
      var pair = (ArrayValue) step;
      if (Objects.requireNonNull(versions.get(text(pair.get(0)))) > version) {
        break;
      }
      found = pair.get(1);
    }
    return found == NullValue.NULL ? null : found;
  }

  private static ArrayValue array(ObjectValue fields, String name) {
    return (ArrayValue) Objects.requireNonNull(fields.get(name));
  }

  private static ObjectValue object(ObjectValue fields, String name) {
    return (ObjectValue) Objects.requireNonNull(fields.get(name));
  }

  private static String text(Value value) {
    return ((StringValue) value).value();
  }
}
