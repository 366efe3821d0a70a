package dev.gatehouse.rego.trace;

import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.compile.Definition;
import dev.gatehouse.rego.compile.SourceNames;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in an evaluation.
 *
 * @param subject what it happened to, in core form
 * @param location where that is in the source
 * @param query the number of the run of a body or rule that it belongs to
 * @param parent the number of the run that started this one
 * @param message the text of a note, or what else is to say
 * @param ref for {@link Kind#INDEX}, the rules that are looked up
 * @param variables the values of variables by their names in core form, where an observer wants them
 * @param documents the documents that the subject refers to and that are known, where an observer
 *     wants them, by the text of the reference
 * @param names the names of variables in the source
 */
public record Event(
    Kind kind,
    Subject subject,
    Location location,
    long query,
    long parent,
    String message,
    Term.@Nullable Ref ref,
    Map<String, Variable> variables,
    Map<String, Term> documents,
    SourceNames names) {

  public Event {
    variables = Map.copyOf(variables);
    documents = Map.copyOf(documents);
  }

  /**
   * A variable that is bound.
   *
   * @param value a scalar, which may hold a value of any type, or a term with open variables
   * @param location where it was met, {@link Location#NONE} if the compiler made it
   */
  public record Variable(Term value, Location location) {}

  /** What can happen. */
  public enum Kind {
    /** A rule or body is about to be evaluated. */
    ENTER("Enter"),
    /** A rule or body holds. */
    EXIT("Exit"),
    /** An expression is about to be evaluated. */
    EVAL("Eval"),
    /** Another way to hold is looked for. */
    REDO("Redo"),
    /** An expression does not hold. */
    FAIL("Fail"),
    /** A rule gave what it had given before. */
    DUPLICATE("Duplicate"),
    /** The policy called {@code trace}. */
    NOTE("Note"),
    /** Rules were looked up. */
    INDEX("Index"),
    /** Two terms are about to be unified. */
    UNIFY("Unify");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The name in traces. */
    public String text() {
      return text;
    }
  }

  /** What something can happen to. */
  public sealed interface Subject {}

  /** A rule, or a link of its else chain. */
  public record OfRule(Definition rule) implements Subject {}

  public record OfBody(Body body) implements Subject {}

  /**
   * An expression.
   *
   * @param index its position in the body
   * @param body the body it is part of; itself alone where it is none
   */
  public record OfExpression(Expr expression, int index, Body body) implements Subject {

    /** An expression that is part of no body. */
    public static OfExpression alone(Expr expression) {
      return new OfExpression(expression, 0, new Body(expression.location(), List.of(expression)));
    }
  }

  /** Nothing: a note. */
  public record OfNothing() implements Subject {}

  boolean isOfRuleOrBody() {
    return subject instanceof OfRule || subject instanceof OfBody;
  }
}
