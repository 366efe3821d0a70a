package dev.gatehouse.rego.plan;

import java.util.List;

/** Statements that must hold one after the other; it holds once for each combination. */
public record Block(List<Statement> statements) {

  public Block {
    statements = List.copyOf(statements);
  }
}
