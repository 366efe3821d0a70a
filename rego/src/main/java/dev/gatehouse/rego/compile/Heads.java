package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes to the heads of rules. */
final class Heads {

  private Heads() {}

  /** Changes arguments, key and value, and the reference after its name. */
  static Rule.Head apply(Transform transform, Rule.Head head) {
    var args = head.args() == null ? null : transform.terms(head.args());
    return with(
        head,
        ref(head.ref(), transform::term),
        args,
        transform.nullable(head.key()),
        transform.nullable(head.value()));
  }

  static Rule.Head with(
      Rule.Head head,
      Term.Ref ref,
      @Nullable List<Term> args,
      @Nullable Term key,
      @Nullable Term value) {
    var same = ref == head.ref()
        && args == head.args()
        && key == head.key()
        && value == head.value();
    return same
        ? head
        : new Rule.Head(
            head.location(),
            ref,
            args,
            key,
            value,
            head.valueWritten(),
            head.assign(),
            head.hasIf(),
            head.hasContains());
  }

  /** Changes the parts of a rule's reference after its name. */
  static Term.Ref ref(Term.Ref ref, UnaryOperator<Term> change) {
    var parts = ref.parts();
    ArrayList<Term> changed = null;
    for (var i = 1; i < parts.size(); i++) {
      var part = change.apply(parts.get(i));
      if (part != parts.get(i)) {
        changed = changed == null ? new ArrayList<>(parts) : changed;
        changed.set(i, part);
      }
    }
    return changed == null ? ref : new Term.Ref(ref.location(), changed);
  }

  /** Whether anything of the head is no scalar, so that it may hold a variable. */
  static boolean mayHaveVariables(Rule.Head head) {
    return head.args() != null && head.args().stream().anyMatch(Heads::isComposed)
        || isComposed(head.key())
        || isComposed(head.value())
        || hasComposedPart(head.ref().parts());
  }

  private static boolean hasComposedPart(List<Term> ref) {
    for (var i = 1; i < ref.size(); i++) {
      if (isComposed(ref.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isComposed(@Nullable Term term) {
    return term != null && !(term instanceof Term.Scalar);
  }
}
