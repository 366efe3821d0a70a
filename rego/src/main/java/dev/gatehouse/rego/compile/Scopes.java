package dev.gatehouse.rego.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The names that are declared around a place, scope by scope. */
final class Scopes {

  private final List<Set<String>> scopes = new ArrayList<>();

  void push(Set<String> names) {
    scopes.add(names);
  }

  void pop() {
    scopes.removeLast();
  }

  boolean has(String name) {
    for (var scope : scopes) {
      if (scope.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
