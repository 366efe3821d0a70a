package dev.gatehouse.rego.syntax;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that are written as infix operators. */
public final class Operators {

  private static final Map<String, String> SYMBOLS = Map.ofEntries(
      Map.entry("assign", ":="),
      Map.entry("eq", "="),
      Map.entry("equal", "=="),
      Map.entry("neq", "!="),
      Map.entry("lt", "<"),
      Map.entry("gt", ">"),
      Map.entry("lte", "<="),
      Map.entry("gte", ">="),
      Map.entry("plus", "+"),
      Map.entry("minus", "-"),
      Map.entry("mul", "*"),
      Map.entry("div", "/"),
      Map.entry("rem", "%"),
      Map.entry("and", "&"),
      Map.entry("or", "|"),
      Map.entry("internal.member_2", "in"),
      Map.entry("internal.member_3", "in"));

  private Operators() {}

  /** The symbol of a function such as {@code plus}, or null if it is called by its name only. */
  public static @Nullable String symbol(String function) {
    return SYMBOLS.get(function);
  }
}
