package dev.gatehouse.rego.eval;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation sees, which {@code with} replaces for one expression: the documents, the
 * replaced functions, and what was found out about rules under these.
 */
final class Scope {

  @Nullable
  Value input;
  Value data;

  /** The document of each group of rules: null where not known yet. */
  final @Nullable Value[] documents;

  /** Functions that are replaced; empty while a replacement is being called. */
  Map<String, Replacement> functions;

  /** The value of each path into the input: null where not known yet. */
  final @Nullable Value[] paths;

  private final Sizes sizes;
  private final @Nullable Scope outer;
  private final List<List<Value>> replacedPaths;
  private @Nullable Map<Value, Value> @Nullable [] members;
  private @Nullable CallMemo @Nullable [] calls;
  private @Nullable Map<Value, Value> @Nullable [] indexes;

  /** The scope that evaluations begin with. */
  Scope(Sizes sizes) {
    this.data = ObjectValue.EMPTY;
    this.outer = null;
    this.replacedPaths = List.of();
    this.functions = Map.of();
    this.sizes = sizes;
    this.documents = new Value[sizes.groups()];
    this.paths = new Value[sizes.paths()];
  }

  void begin(@Nullable Value givenInput, Value givenData) {
    input = givenInput;
    data = givenData;
  }

  /** Forgets everything. */
  void end() {
    begin(null, ObjectValue.EMPTY);
    Arrays.fill(documents, null);
    Arrays.fill(paths, null);
    members = null;
    indexes = null;
    if (calls != null) {
      for (var memo : calls) {
        if (memo != null) {
          memo.clear();
        }
      }
    }
  }

  Scope(With.Prepared prepared, Scope outer) {
    this.input = prepared.input;
    this.data = prepared.data;
    this.outer = outer;
    this.replacedPaths = prepared.replacedPaths;
    this.functions = prepared.functions;
    this.sizes = outer.sizes;
    this.documents = new Value[sizes.groups()];
    this.paths = new Value[sizes.paths()];
  }

  /** Whether nothing is replaced here. */
  boolean isOutermost() {
    return outer == null;
  }

  Scope outer() {
    if (outer == null) {
      throw new IllegalStateException("the outermost scope is never left");
    }
    return outer;
  }

  List<List<Value>> replacedPaths() {
    return replacedPaths;
  }

  /** What is known of single keys of a group's document, {@link Values#UNDEFINED} included. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  Map<Value, Value> members(int group) {
    if (members == null) {
      members = new Map[sizes.groups()];
    }
    var known = members[group];
    if (known == null) {
      known = new HashMap<>();
      members[group] = known;
    }
    return known;
  }

  /** What a function gave for its last arguments. */
  CallMemo calls(int group) {
    if (calls == null) {
      calls = new CallMemo[sizes.groups()];
    }
    var known = calls[group];
    if (known == null) {
      known = new CallMemo();
      calls[group] = known;
    }
    return known;
  }

  /** The values of an indexed comprehension, null where they are not known yet. */
  @Nullable
  Map<Value, Value> index(int id) {
    return indexes == null ? null : indexes[id];
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  void index(int id, Map<Value, Value> values) {
    if (indexes == null) {
      indexes = new Map[sizes.indexes()];
    }
    indexes[id] = values;
  }

  /** Whether a place below {@code data} holds replaced documents only. */
  boolean isReplaced(List<Value> path) {
    for (var replaced : replacedPaths) {
      if (replaced.size() <= path.size() && path.subList(0, replaced.size()).equals(replaced)) {
        return true;
      }
    }
    return false;
  }

  /** What stands in for a function. */
  @FunctionalInterface
  interface Replacement {
    @Nullable
    Value call(Frame frame, Value[] args);

    /** Whether a call holds whose value nobody asks for. */
    default boolean holds(Frame frame, Value[] args) {
      return Values.holds(call(frame, args));
    }
  }
}
