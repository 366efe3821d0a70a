package dev.gatehouse.rego;

import java.util.List;

/**
 * What the names of a query mean.
 *
 * @param packageName the package whose rules the query may name directly, empty for none
 * @param imports what the query imports, each as after the word {@code import}
 */
public record QueryContext(String packageName, List<String> imports) {

  /** No package, no imports. */
  public static final QueryContext NONE = new QueryContext("", List.of());

  public QueryContext {
    imports = List.copyOf(imports);
  }
}
