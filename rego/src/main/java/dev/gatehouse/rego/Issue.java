package dev.gatehouse.rego;

import java.util.Optional;

/**
 * One thing that is wrong with a policy.
 *
 * @param code OPA's code, such as {@code rego_parse_error} or {@code rego_type_error}
 * @param location where
 * @param message what is wrong and what was expected, lower case, without location
 * @param detail more for programs, where the parser or the type checker knows it
 */
public record Issue(
    String code, Location location, String message, Optional<IssueDetail> detail)
    implements
      Comparable<Issue> {

  public static final String PARSE = "rego_parse_error";
  public static final String COMPILE = "rego_compile_error";
  public static final String TYPE = "rego_type_error";
  public static final String UNSAFE_VAR = "rego_unsafe_var_error";
  public static final String RECURSION = "rego_recursion_error";

  /** Without details. */
  public Issue(String code, Location location, String message) {
    this(code, location, message, Optional.empty());
  }

  /** What the parser met at a token. */
  public static Issue atToken(Location location, String message) {
    return new Issue(PARSE, location, message, Optional.of(new IssueDetail.AtToken()));
  }

  /** By file, line, column, then message, as OPA sorts them. */
  @Override
  public int compareTo(Issue other) {
    var order = location.compareTo(other.location);
    return order != 0 ? order : message.compareTo(other.message);
  }

  /** {@code file:row:column: code: message}. */
  @Override
  public String toString() {
    return location.row() == 0 ? code + ": " + message : location + ": " + code + ": " + message;
  }
}
