package dev.gatehouse.rego.builtin;

import dev.gatehouse.rego.EvaluationException;
import org.jspecify.annotations.Nullable;

/** A built-in function cannot give a result for its arguments. Cheap: it has no stack trace. */
public final class BuiltinException extends RuntimeException {

  private final Kind kind;

  private BuiltinException(String message, Kind kind) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** Any failure but a wrong operand: {@code eval_builtin_error}. The message has no function name. */
  public static BuiltinException failure(String message) {
    return new BuiltinException(message, Kind.FAILURE);
  }

  /** A wrong operand: {@code eval_type_error}, such as {@code operand 1 must be string but got number}. */
  public static BuiltinException operand(String message) {
    return new BuiltinException(message, Kind.OPERAND);
  }

  /** Whether an operand was wrong, which makes it an {@code eval_type_error}. */
  public boolean isOperand() {
    return kind == Kind.OPERAND;
  }

  /** A conflict of values, {@code eval_conflict_error}: halts even where errors are not strict. */
  public static BuiltinException conflict(String message) {
    return new BuiltinException(message, Kind.CONFLICT);
  }

  /** The function would need more than it may use, {@code eval_limit_error}: halts always. */
  static BuiltinException limit(String message) {
    return new BuiltinException("evaluation was stopped: " + message, Kind.LIMIT);
  }

  /** Nobody has made the function, {@code eval_internal_error}: halts as a conflict does. */
  static BuiltinException missing(String function) {
    return new BuiltinException("unsupported built-in: " + function, Kind.MISSING);
  }

  /** The code of an error that always halts the evaluation, null of others. */
  public @Nullable String haltingCode() {
    return switch (kind) {
      case CONFLICT -> EvaluationException.CONFLICT;
      case MISSING -> EvaluationException.INTERNAL;
      case LIMIT -> EvaluationException.LIMIT;
      case FAILURE, OPERAND -> null;
    };
  }

  private enum Kind {
    FAILURE, OPERAND, CONFLICT, MISSING, LIMIT
  }
}
