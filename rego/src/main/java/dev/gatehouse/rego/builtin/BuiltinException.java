package dev.gatehouse.rego.builtin;

/** A built-in function cannot give a result for its arguments. Cheap: it has no stack trace. */
public final class BuiltinException extends RuntimeException {

  private final boolean operand;

  private BuiltinException(String message, boolean operand) {
    super(message, null, false, false);
    this.operand = operand;
  }

  /** Any failure but a wrong operand: {@code eval_builtin_error}. The message has no function name. */
  public static BuiltinException failure(String message) {
    return new BuiltinException(message, false);
  }

  /** A wrong operand: {@code eval_type_error}, such as {@code operand 1 must be string but got number}. */
  public static BuiltinException operand(String message) {
    return new BuiltinException(message, true);
  }

  /** Whether an operand was wrong, which makes it an {@code eval_type_error}. */
  public boolean isOperand() {
    return operand;
  }
}
