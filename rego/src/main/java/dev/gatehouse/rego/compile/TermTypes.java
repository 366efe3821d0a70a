package dev.gatehouse.rego.compile;

import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.UNKNOWN;

import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;

/** Fits terms to types and to each other, learning the types of their variables. */
final class TermTypes {

  private final TypeEnvironment environment;

  TermTypes(TypeEnvironment environment) {
    this.environment = environment;
  }

  /** Whether two terms can be the same. */
  boolean meet(Term left, Type leftType, Term right, Type rightType) {
    var leftUnknown = Types.hasUnknown(leftType);
    var rightUnknown = Types.hasUnknown(rightType);
    if (!leftUnknown && !rightUnknown) {
      return Types.unify(leftType, rightType);
    }
    if (leftUnknown != rightUnknown) {
      return leftUnknown ? fits(left, rightType) : fits(right, leftType);
    }
    if (left instanceof Term.ArrayTerm array) {
      return meetArray(array, right) || meetOpen(left, leftType, right, rightType);
    }
    if (left instanceof Term.ObjectTerm object) {
      return meetObject(object, right) || meetOpen(left, leftType, right, rightType);
    }
    if (left instanceof Term.Var) {
      switch (right) {
        case Term.Var variable -> {
          return fits(left, ANY) && fits(right, environment.type(left));
        }
        case Term.ArrayTerm array -> {
          return meetArray(array, left);
        }
        case Term.ObjectTerm object -> {
          return meetObject(object, left);
        }
        default -> {
        }
      }
    }
    return meetOpen(left, leftType, right, rightType);
  }

  /** A variable that nothing is known of takes what is known of the other side. */
  private boolean meetOpen(Term left, Type leftType, Term right, Type rightType) {
    if (left instanceof Term.Var && leftType == UNKNOWN && rightType != UNKNOWN) {
      return fits(left, rightType);
    }
    return right instanceof Term.Var
        && rightType == UNKNOWN
        && leftType != UNKNOWN
        && fits(right, leftType);
  }

  private boolean meetArray(Term.ArrayTerm left, Term right) {
    if (right instanceof Term.Var) {
      return fits(left, ANY) && fits(right, environment.type(left));
    }
    if (!(right instanceof Term.ArrayTerm array)
        || array.items().size() != left.items().size()) {
      return false;
    }
    for (var i = 0; i < array.items().size(); i++) {
      if (!meet(left.items().get(i), array.items().get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean meet(Term left, Term right) {
    return meet(left, environment.type(left), right, environment.type(right));
  }

  private boolean meetObject(Term.ObjectTerm left, Term right) {
    if (right instanceof Term.Var) {
      return fits(left, ANY) && fits(right, environment.type(left));
    }
    if (!(right instanceof Term.ObjectTerm object)) {
      return false;
    }
    var a = VisitOrder.entries(left.entries());
    var b = VisitOrder.entries(object.entries());
    if (a.size() != b.size()) {
      return false;
    }
    for (var i = 0; i < a.size(); i++) {
      if (TermOrder.INSTANCE.compare(a.get(i).key(), b.get(i).key()) != 0
          || !meet(a.get(i).value(), b.get(i).value())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the term can be of the type. */
  boolean fits(Term term, Type type) {
    return fits(term, type, false);
  }

  /**
   * Whether the term can be of the type.
   *
   * @param union whether the type is one of several, so that its variables may have others as well
   */
  private boolean fits(Term term, Type type, boolean union) {
    return switch (term) {
      case Term.ArrayTerm array -> fitsArray(array, type, union);
      case Term.ObjectTerm object -> fitsObject(object, type, union);
      case Term.SetTerm set -> fitsSet(set, type, union);
      case Term.Var(var location, var name) -> {
        var known = environment.variable(name);
        if (union) {
          environment.variable(name, Types.or(known, type));
        } else if (known != UNKNOWN) {
          yield Types.unify(known, type);
        } else {
          environment.variable(name, type);
        }
        yield true;
      }
      default -> Types.unify(environment.type(term), type);
    };
  }

  private boolean fitsOneOf(Term term, Type.Any any) {
    var fits = false;
    for (var type : any.of()) {
      fits |= fits(term, type, true);
    }
    return fits;
  }

  private boolean fitsArray(Term.ArrayTerm array, Type type, boolean union) {
    switch (type) {
      case Type.Array wanted -> {
        if (array.items().size() != wanted.items().size() && wanted.rest() == null) {
          return false;
        }
        for (var i = 0; i < array.items().size(); i++) {
          if (!fits(array.items().get(i), Types.item(wanted, i), union)) {
            return false;
          }
        }
        return true;
      }
      case Type.Any any when any.of().isEmpty() -> {
        array.items().forEach(item -> fits(item, ANY, true));
        return true;
      }
      case Type.Any any -> {
        return fitsOneOf(array, any);
      }
      default -> {
        return false;
      }
    }
  }

  private boolean fitsObject(Term.ObjectTerm object, Type type, boolean union) {
    switch (type) {
      case Type.Object wanted -> {
        return fitsProperties(object, wanted, union);
      }
      case Type.Any any when any.of().isEmpty() -> {
        for (var entry : object.entries()) {
          fits(entry.key(), ANY, true);
          fits(entry.value(), ANY, true);
        }
        return true;
      }
      case Type.Any any -> {
        return fitsOneOf(object, any);
      }
      default -> {
        return false;
      }
    }
  }

  private boolean fitsProperties(Term.ObjectTerm object, Type.Object wanted, boolean union) {
    if (object.entries().size() != wanted.properties().size() && !Types.isOpen(wanted)) {
      return false;
    }
    for (var entry : VisitOrder.entries(object.entries())) {
      var key = TypeEnvironment.constant(entry.key());
      if (key == null) {
        fits(entry.value(), ANY, union);
        continue;
      }
      var value = Types.select(wanted, key);
      if (value == UNKNOWN || !fits(entry.value(), value, union)) {
        return false;
      }
    }
    return true;
  }

  private boolean fitsSet(Term.SetTerm set, Type type, boolean union) {
    switch (type) {
      case Type.Set(var member) -> {
        for (var item : set.items()) {
          if (!fits(item, member, union)) {
            return false;
          }
        }
        return true;
      }
      case Type.Any any when any.of().isEmpty() -> {
        set.items().forEach(item -> fits(item, ANY, true));
        return true;
      }
      case Type.Any any -> {
        return fitsOneOf(set, any);
      }
      default -> {
        return false;
      }
    }
  }
}
