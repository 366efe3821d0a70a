package dev.gatehouse.rego.builtin.go;

import java.util.List;
import java.util.Map;

/** What {@link Printf} can print besides plain values. */
public sealed interface GoArgument {

  /** The name of the type in Go. */
  String type();

  /** Nothing. */
  enum Nil implements GoArgument {
    NIL;

    @Override
    public String type() {
      return "<nil>";
    }
  }

  /** A plain value whose type has another name, such as {@code json.Number}. */
  record Named(String type, Object value) implements GoArgument {}

  /** A slice of anything. */
  record Items(List<?> items) implements GoArgument {

    @Override
    public String type() {
      return "[]interface {}";
    }
  }

  /** A map of anything by text, in the order of its keys. */
  record Entries(List<? extends Map.Entry<String, ?>> entries) implements GoArgument {

    @Override
    public String type() {
      return "map[string]interface {}";
    }
  }
}
