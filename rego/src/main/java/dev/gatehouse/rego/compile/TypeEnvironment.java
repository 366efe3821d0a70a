package dev.gatehouse.rego.compile;

import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.UNKNOWN;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the checker knows at a place: types of variables and documents, scope within scope. */
final class TypeEnvironment {

  private final TypeChecker checker;
  private final @Nullable TypeEnvironment outer;
  private final TypeTree documents;
  private final Map<String, Type> variables;

  private TypeEnvironment(
      TypeChecker checker,
      @Nullable TypeEnvironment outer,
      TypeTree documents,
      Map<String, Type> variables) {
    this.checker = checker;
    this.outer = outer;
    this.documents = documents;
    this.variables = variables;
  }

  /** The outermost scope, which holds the documents that rules define. */
  static TypeEnvironment of(TypeChecker checker, TypeTree documents) {
    return new TypeEnvironment(checker, null, documents, new HashMap<>());
  }

  TypeEnvironment inner() {
    return new TypeEnvironment(checker, this, new TypeTree(), new HashMap<>());
  }

  /**
   * A scope for one expression with modifiers: it sees other documents, but what is learnt of
   * variables stays in this scope.
   */
  TypeEnvironment withDocuments(TypeTree replaced) {
    return new TypeEnvironment(checker, this, replaced, variables);
  }

  TypeTree documents() {
    return documents;
  }

  @Nullable
  TypeEnvironment outer() {
    return outer;
  }

  /** The type of the variable, or of the function of this name; unknown if nothing is known. */
  Type variable(String name) {
    for (TypeEnvironment scope = this; scope != null; scope = scope.outer) {
      var type = scope.variables.get(name);
      if (type != null) {
        return type;
      }
    }
    var function = checker.function(name);
    return function == null ? UNKNOWN : function;
  }

  void variable(String name, Type type) {
    if (type != UNKNOWN) {
      variables.put(name, Types.bounded(type));
    }
  }

  /** The type of the term, unknown if nothing is known of it. */
  Type type(Term term) {
    return switch (term) {
      case Term.Scalar(var location, var value) -> Types.of(value);
      case Term.Var(var location, var name) -> variable(name);
      case Term.Ref ref -> reference(ref.parts());
      case Term.ArrayTerm(var location, var items) ->
        new Type.Array(items.stream().map(this::type).toList(), items.isEmpty() ? ANY : null);
      case Term.SetTerm(var location, var items) -> {
        var member = Types.or(VisitOrder.members(items).stream().map(this::type).toList());
        yield Type.set(member == UNKNOWN ? ANY : member);
      }
      case Term.ObjectTerm object -> object(object);
      case Term.ArrayComprehension closure -> {
        var inner = checker.closure(closure.body(), this);
        yield inner == null ? UNKNOWN : arrayOf(inner.type(closure.head()));
      }
      case Term.SetComprehension closure -> {
        var inner = checker.closure(closure.body(), this);
        yield inner == null ? UNKNOWN : Type.set(inner.type(closure.head()));
      }
      case Term.ObjectComprehension closure -> {
        var inner = checker.closure(closure.body(), this);
        yield inner == null
            ? UNKNOWN
            : Type.object(inner.type(closure.key()), inner.type(closure.value()));
      }
      case Term.Call call -> UNKNOWN;
      case Term.Template template -> Type.STRING;
    };
  }

  /** As in OPA, an array of what nobody knows anything of passes for an empty one. */
  private static Type arrayOf(Type item) {
    return item == UNKNOWN ? new Type.Array(List.of(), null) : Type.array(item);
  }

  private Type object(Term.ObjectTerm object) {
    var properties = new ArrayList<Type.Property>();
    @Nullable
    Type key = null;
    @Nullable
    Type value = null;
    for (var entry : VisitOrder.entries(object.entries())) {
      var constant = constant(entry.key());
      if (constant != null) {
        properties.add(new Type.Property(constant, type(entry.value())));
      } else {
        key = type(entry.key());
        value = type(entry.value());
      }
    }
    return properties.isEmpty() && key == null
        ? Type.object(ANY, ANY)
        : new Type.Object(properties, key, value);
  }

  /** The value of a term without variables, references and closures; null for other terms. */
  static @Nullable Value constant(Term term) {
    return switch (term) {
      case Term.Scalar(var location, var value) -> value;
      case Term.ArrayTerm(var location, var items) -> constants(items);
      case Term.SetTerm(var location, var items) -> constants(VisitOrder.members(items));
      case Term.ObjectTerm(var location, var entries) -> {
        var builder = ObjectValue.builder();
        for (var entry : entries) {
          var key = constant(entry.key());
          var value = constant(entry.value());
          if (key == null || value == null) {
            yield null;
          }
          builder.put(key, value);
        }
        yield builder.build();
      }
      default -> null;
    };
  }

  private static @Nullable Value constants(List<Term> items) {
    var values = new ArrayList<Value>();
    for (var item : items) {
      var value = constant(item);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return ArrayValue.of(values);
  }

  /** The type of what the reference means, unknown if nothing is known of it. */
  Type reference(List<Term> parts) {
    if (!(parts.getFirst() instanceof Term.Var(var location, var name))) {
      return UNKNOWN;
    }
    var tail = parts.subList(1, parts.size());
    if (Operators.isRoot(name)) {
      return document(name, tail);
    }
    var variable = variable(name);
    if (variable != UNKNOWN) {
      return select(variable, tail);
    }
    var function = Names.isGround(parts) ? checker.function(Names.dotted(parts)) : null;
    return function == null ? UNKNOWN : function;
  }

  /** The type of the keys, indices or members of a value of the type. */
  Type keys(Type type) {
    return checker.members().keys(type);
  }

  /** The type of the items, values or members of a value of the type. */
  Type values(Type type) {
    return checker.members().values(type);
  }

  /** The type of a root document, by its name as the one part of a path. */
  Type root(List<Value> path) {
    return path.getFirst() instanceof StringValue name ? document(name.value(), List.of()) : ANY;
  }

  private Type document(String root, List<Term> tail) {
    for (TypeEnvironment scope = this; scope != null; scope = scope.outer) {
      var node = scope.documents.child(StringValue.of(root));
      var type = node == null ? null : below(node, tail);
      if (type != null) {
        return type;
      }
    }
    return ANY;
  }

  /** The type below the node; null where it does not know of the document. */
  private @Nullable Type below(TypeTree start, List<Term> tail) {
    var node = start;
    for (var i = 0; i < tail.size(); i++) {
      var key = constant(tail.get(i));
      var child = key == null ? null : node.child(key);
      if (child != null) {
        node = child;
      } else if (node.isLeaf()) {
        return select(node.type(), tail.subList(i, tail.size()));
      } else if (key == null) {
        return select(node.extent(), tail.subList(i, tail.size()));
      } else {
        return null;
      }
    }
    return node.extent();
  }

  /** The type below a value of the type. */
  private Type select(Type start, List<Term> tail) {
    var type = start;
    for (var part : tail) {
      type = part instanceof Term.Scalar(var location, var key)
          ? Types.select(type, key)
          : values(type);
    }
    return type;
  }
}
