package dev.gatehouse.rego.search;

import dev.gatehouse.json.Value;
import dev.gatehouse.rego.syntax.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents that {@code with} can replace, and what was found out under these. */
final class Scope {

  final @Nullable Value input;

  /** What replaces base documents, null for nothing. */
  final @Nullable Value data;

  private final List<List<Value>> replaced;

  /** Documents of rules by path, and results of functions by name and arguments. */
  final Map<List<Object>, Value> documents = new HashMap<>();

  /** Rules that have no value. */
  final Set<List<Object>> undefined = new HashSet<>();

  /** Values of comprehensions for all values of variables around them. */
  final Map<Term, Map<List<Value>, Value>> comprehensions = new IdentityHashMap<>();

  Scope(@Nullable Value input, @Nullable Value data, List<List<Value>> replaced) {
    this.input = input;
    this.data = data;
    this.replaced = List.copyOf(replaced);
  }

  /** The same documents with nothing found out. */
  Scope fresh() {
    return new Scope(input, data, replaced);
  }

  List<List<Value>> replaced() {
    return replaced;
  }

  /** Whether the document at the path is replaced, or part of one that is. */
  boolean isReplaced(List<Value> path) {
    for (var prefix : replaced) {
      if (prefix.size() <= path.size() && path.subList(0, prefix.size()).equals(prefix)) {
        return true;
      }
    }
    return false;
  }
}
