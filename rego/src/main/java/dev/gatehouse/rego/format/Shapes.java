package dev.gatehouse.rego.format;

import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Nodes;
import dev.gatehouse.rego.syntax.Operators;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions about nodes whose answers decide on parentheses and line breaks. */
final class Shapes {

  private Shapes() {}

  /** Whether a term is {@code x | y}, which reads as a comprehension within brackets. */
  static boolean isUnion(Term term) {
    return term instanceof Term.Call call && isNamed(call.operator(), "or");
  }

  static boolean isUnion(Expr expression) {
    return expression.form() instanceof Expr.Invoke invoke
        && invoke.args().size() == 2
        && isNamed(invoke.operator(), "or");
  }

  static boolean isNamed(Term.Ref operator, String name) {
    return operator.toString().equals(name);
  }

  /** Whether an expression is a set, whose braces would be taken for those of a body. */
  static boolean isSet(Expr expression) {
    return !expression.negated() && expression.form() instanceof Expr.Is(Term.SetTerm set);
  }

  static boolean isLogical(Expr expression) {
    return expression.form() instanceof Expr.Logical;
  }

  /** Whether the only expression of {@code not} needs parentheses to be read back as it is. */
  static boolean needsParenthesesAfterNot(Expr expression) {
    return !expression.withs().isEmpty()
        || isLogical(expression)
        || expression.form() instanceof Expr.Not
        || startsWithBrace(expression);
  }

  /** Whether a side of {@code and} or {@code or} needs parentheses to be read back as it is. */
  static boolean needsParentheses(Expr side, boolean parentIsAnd, boolean isRight) {
    if (!side.withs().isEmpty()) {
      return true;
    }
    if (side.form() instanceof Expr.Logical logical) {
      return logical.isAnd() ? parentIsAnd && isRight : parentIsAnd || isRight;
    }
    return startsWithBrace(side);
  }

  private static boolean startsWithBrace(Expr expression) {
    return switch (expression.form()) {
      case Expr.Is is -> startsWithBrace(is.term());
      case Expr.Invoke invoke -> {
        var first = leadingOperand(invoke);
        yield first != null && startsWithBrace(first);
      }
      default -> false;
    };
  }

  /** The operand that an infix call starts with when it is written, or null. */
  static @Nullable Term leadingOperand(Expr.Invoke invoke) {
    var arity = infixArity(invoke.operator());
    var args = invoke.args();
    if (arity > 0 && args.size() == arity) {
      return args.getFirst();
    }
    return arity > 0 && args.size() == arity + 1 ? args.getLast() : null;
  }

  /** The number of operands of an infix operator, 0 for other functions. */
  static int infixArity(Term.Ref operator) {
    var name = operator.toString();
    if (Operators.symbol(name) == null) {
      return 0;
    }
    return name.equals("internal.member_3") ? 3 : 2;
  }

  private static boolean startsWithBrace(Term term) {
    return switch (term) {
      case Term.SetTerm set -> !set.items().isEmpty();
      case Term.ObjectTerm t -> true;
      case Term.SetComprehension t -> true;
      case Term.ObjectComprehension t -> true;
      case Term.Ref ref -> startsWithBrace(ref.head());
      case Term.Call call ->
        call.args().size() == infixArity(call.operator())
            && !call.args().isEmpty()
            && startsWithBrace(call.args().getFirst());
      default -> false;
    };
  }

  /**
   * Whether nodes hold something that is no part of the source, so that their rows tell nothing
   * about the layout: a variable of the compiler, a term that was made, or the zero before a negated
   * reference.
   */
  static boolean haveGeneratedTerms(List<?> nodes) {
    var found = new boolean[1];
    for (var node : nodes) {
      Nodes.walk(node, inner -> found[0] |= isGenerated(inner));
    }
    return found[0];
  }

  private static boolean isGenerated(Object node) {
    return switch (node) {
      case Term term when term.location().file().equals(Formatter.MADE) -> true;
      case Term.Var variable -> variable.name().startsWith("__local");
      case Term.Call call when isNamed(call.operator(), "minus") && !call.args().isEmpty() ->
        call.operator().location() == call.args().getFirst().location();
      default -> false;
    };
  }
}
