package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.syntax.Parser;
import dev.gatehouse.rego.syntax.Term;

/** Reads values written as Rego, sets among them. */
final class RegoLiteral {

  private RegoLiteral() {}

  static Value parse(String text) throws PolicyException {
    return value(Parser.parseTerm(text, RegoVersion.V1));
  }

  private static Value value(Term term) {
    return switch (term) {
      case Term.Scalar scalar -> scalar.value();
      case Term.ArrayTerm array ->
        ArrayValue.of(array.items().stream().map(RegoLiteral::value).toList());
      case Term.SetTerm set ->
        SetValue.of(set.items().stream().map(RegoLiteral::value).toList());
      case Term.ObjectTerm object -> {
        var entries = ObjectValue.builder();
        object.entries().forEach(entry -> entries.put(value(entry.key()), value(entry.value())));
        yield entries.build();
      }
      case Term.Call call when call.args().isEmpty() -> SetValue.EMPTY;
      default -> throw new IllegalArgumentException("no literal: " + term);
    };
  }
}
