package dev.gatehouse.rego.search;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.compile.TermText;
import dev.gatehouse.rego.partial.Forms;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Questions about terms. */
final class Terms {

  private Terms() {}

  static boolean isScalar(Value value) {
    return !(value instanceof ArrayValue
        || value instanceof ObjectValue
        || value instanceof SetValue);
  }

  static boolean isComprehension(Term term) {
    return term instanceof Term.ArrayComprehension
        || term instanceof Term.SetComprehension
        || term instanceof Term.ObjectComprehension;
  }

  /** The value of a term without variables and references, null for others. */
  static @Nullable Value constant(Term term) {
    return Bindings.NONE.value(term);
  }

  static boolean same(Term a, Term b) {
    if (a instanceof Term.Var(var l, var left) && b instanceof Term.Var(var m, var right)) {
      return left.equals(right);
    }
    return sameValues(a, b);
  }

  private static boolean sameValues(Term a, Term b) {
    var left = constant(a);
    var right = constant(b);
    return left != null && right != null
        ? left.equals(right)
        : left == null && right == null && TermText.of(a).equals(TermText.of(b));
  }

  static boolean isGround(Term term) {
    return term.isGround();
  }

  /** Whether a rule gives the one value of a document whose path has no key of its own. */
  static boolean isComplete(Definition rule) {
    var head = rule.rule().head();
    return !head.isMultiValue() && head.ref().isGround() && !head.hasKeyInRef();
  }

  static boolean isRoot(Term term, String name) {
    return term instanceof Term.Var(var location, var head) && head.equals(name);
  }

  static boolean isRootRef(Term.Ref ref, String name) {
    return isRoot(ref.head(), name);
  }

  /** Whether one path starts with the other. */
  static boolean sharePrefix(List<? extends Term> a, List<? extends Term> b) {
    var common = Math.min(a.size(), b.size());
    return TermOrder.compareAll(a.subList(0, common), b.subList(0, common)) == 0;
  }

  /** The parts of a reference up to the first that is no constant. */
  static Term.Ref constantPrefix(Term.Ref ref) {
    var size = 1;
    while (size < ref.parts().size() && Forms.isConstant(ref.parts().get(size))) {
      size++;
    }
    return new Term.Ref(ref.location(), ref.parts().subList(0, size));
  }

  /** The parts of a reference up to the first that has a variable. */
  static Term.Ref groundPrefix(Term.Ref ref) {
    var size = 1;
    while (size < ref.parts().size() && ref.parts().get(size).isGround()) {
      size++;
    }
    return new Term.Ref(ref.location(), ref.parts().subList(0, size));
  }

  /** The dotted name of a function. */
  static String dotted(Term.Ref operator) {
    return operator.parts()
        .stream()
        .map(part -> switch (part) {
          case Term.Var(var location, var name) -> name;
          case Term.Scalar(var location, StringValue text) -> text.value();
          default -> TermText.of(part);
        })
        .collect(Collectors.joining("."));
  }

  /** The pieces of a text between delimiters, of which none is escaped. */
  static ArrayValue split(String text, String delimiters) {
    var pieces = new ArrayList<Value>();
    for (var piece : pieces(text, delimiters)) {
      pieces.add(StringValue.of(piece));
    }
    return ArrayValue.of(pieces);
  }

  static List<String> pieces(String text, String delimiters) {
    var pieces = new ArrayList<String>();
    var last = 0;
    var escaped = false;
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' || escaped) {
        escaped = !escaped;
      } else if (delimiters.indexOf(text.charAt(i)) >= 0) {
        pieces.add(text.substring(last, i));
        last = i + 1;
      }
    }
    pieces.add(text.substring(last));
    return pieces;
  }
}
