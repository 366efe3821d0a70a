package dev.gatehouse.rego;

import java.util.List;

/** Modules that were compiled together; immutable and safe for any number of threads. */
public final class Policy {

  private Policy() {}

  /**
   * Compiles modules.
   *
   * @throws PolicyException with every issue, if there is any
   */
  public static Policy compile(List<Source> sources, CompileOptions options) throws PolicyException {
    throw new PolicyException(List.of());
  }

  /**
   * Prepares a query, such as {@code data.example.allow} or {@code x = data.example.deny[_]}.
   *
   * @throws PolicyException with every issue of the query's text
   */
  public Query prepare(String query) throws PolicyException {
    throw new PolicyException(List.of());
  }
}
