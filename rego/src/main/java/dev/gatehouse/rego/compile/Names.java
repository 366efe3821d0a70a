package dev.gatehouse.rego.compile;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names within references. */
final class Names {

  private Names() {}

  /** The variable at the head of a rule's reference as the string that follows its package. */
  static Term asString(Term head) {
    return head instanceof Term.Var(var location, var name)
        ? new Term.Scalar(location, StringValue.of(name))
        : head;
  }

  static Term.Scalar string(Location location, String text) {
    return new Term.Scalar(location, StringValue.of(text));
  }

  /** The operator of the function with this dotted name. */
  static Term.Ref operator(Location location, String dotted) {
    var names = List.of(dotted.split("\\."));
    var parts = new ArrayList<Term>();
    parts.add(new Term.Var(location, names.getFirst()));
    names.stream().skip(1).forEach(name -> parts.add(string(location, name)));
    return new Term.Ref(location, parts);
  }

  /** The parts up to the first one after the head that has a variable in it. */
  static List<Term> groundPrefix(List<Term> parts) {
    for (var i = 1; i < parts.size(); i++) {
      if (!isGround(parts.get(i))) {
        return parts.subList(0, i);
      }
    }
    return parts;
  }

  /** The terms that are there. */
  static List<Term> pair(@Nullable Term key, Term value) {
    return key == null ? List.of(value) : List.of(key, value);
  }

  static boolean isComprehension(Term term) {
    return term instanceof Term.ArrayComprehension
        || term instanceof Term.SetComprehension
        || term instanceof Term.ObjectComprehension;
  }

  /** What OPA calls the kind of a term in messages. */
  static String kind(Term term) {
    return switch (term) {
      case Term.Scalar scalar -> scalar.value().typeName();
      case Term.Var variable -> "var";
      case Term.Ref ref -> "ref";
      case Term.ArrayTerm array -> "array";
      case Term.SetTerm set -> "set";
      case Term.ObjectTerm object -> "object";
      case Term.ArrayComprehension closure -> "arraycomprehension";
      case Term.SetComprehension closure -> "setcomprehension";
      case Term.ObjectComprehension closure -> "objectcomprehension";
      case Term.Call call -> "call";
      case Term.Template template -> "templatestring";
    };
  }

  /** The dotted name of a function, such as {@code json.marshal} or {@code data.lib.f}. */
  static String dotted(Term.Ref operator) {
    return dotted(operator.parts());
  }

  static String dotted(List<Term> parts) {
    if (parts.size() == 1) {
      return part(parts.getFirst());
    }
    var name = new StringBuilder(part(parts.getFirst()));
    for (var i = 1; i < parts.size(); i++) {
      name.append('.').append(part(parts.get(i)));
    }
    return name.toString();
  }

  /** Whether the term has no variable but the head of references. */
  static boolean isGround(Term term) {
    return switch (term) {
      case Term.Scalar scalar -> true;
      case Term.Var variable -> false;
      case Term.Ref(var location, var parts) -> isGround(parts);
      case Term.ArrayTerm array -> areGround(array.items());
      case Term.SetTerm set -> areGround(set.items());
      case Term.ObjectTerm object -> {
        for (var entry : object.entries()) {
          if (!isGround(entry.key()) || !isGround(entry.value())) {
            yield false;
          }
        }
        yield true;
      }
      case Term.Call call -> areGround(call.args());
      default -> false;
    };
  }

  private static boolean areGround(List<Term> terms) {
    for (var term : terms) {
      if (!isGround(term)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the parts of a reference have no variable but its head. */
  static boolean isGround(List<Term> parts) {
    for (var i = 1; i < parts.size(); i++) {
      if (!isGround(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String part(Term term) {
    return switch (term) {
      case Term.Var(var location, var name) -> name;
      case Term.Scalar(var location, StringValue s) -> s.value();
      default -> String.valueOf(term);
    };
  }
}
