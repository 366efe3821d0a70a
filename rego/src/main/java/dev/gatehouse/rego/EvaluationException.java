package dev.gatehouse.rego;

/** An evaluation that was halted by an error or a limit. Undefined results are no errors. */
public final class EvaluationException extends RuntimeException {

  public static final String CONFLICT = "eval_conflict_error";
  public static final String TYPE = "eval_type_error";
  public static final String BUILTIN = "eval_builtin_error";
  public static final String WITH_MERGE = "eval_with_merge_error";
  public static final String INTERNAL = "eval_internal_error";

  /** The caller asked for the end; see {@link Input#cancelled}. */
  public static final String CANCEL = "eval_cancel_error";

  /** A limit of {@link Limits} was reached. */
  public static final String LIMIT = "eval_limit_error";

  private final String code;
  private final transient Location location;
  private final String detail;

  public EvaluationException(String code, Location location, String detail) {
    super(text(code, location, detail), null, false, false);
    this.code = code;
    this.location = location;
    this.detail = detail;
  }

  /** An evaluation that its caller cancelled. */
  public static EvaluationException cancelled(Location location) {
    return new EvaluationException(CANCEL, location, "caller cancelled query execution");
  }

  /** As OPA writes it: the line, but not the column. */
  private static String text(String code, Location location, String detail) {
    var text = code + ": " + detail;
    return location.row() == 0 ? text : location.file() + ":" + location.row() + ": " + text;
  }

  public String code() {
    return code;
  }

  public Location location() {
    return location;
  }

  /** Whether the evaluation ends whatever came to the error. */
  public boolean isFinal() {
    return code.equals(LIMIT) || code.equals(CANCEL);
  }

  /** The message without code and location. */
  public String detail() {
    return detail;
  }
}
