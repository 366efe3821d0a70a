package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.Value;
import java.util.List;

/** A part of a template. */
sealed interface Node {

  /** Text as it is. */
  record Text(String text) implements Node {}

  /** Prints a pipeline unless it sets variables. */
  record Action(Pipeline pipeline) implements Node {}

  /** A branch. */
  record Choice(Kind kind, Pipeline pipeline, List<Node> body, List<Node> otherwise)
      implements
        Node {}

  /** Leaves a loop, or its turn. */
  record Jump(boolean isBreak) implements Node {}

  /** What a branch does. */
  enum Kind {
    IF, WITH, RANGE
  }

  /** Commands whose results go to the next, and the variables that are set. */
  record Pipeline(List<String> variables, boolean isDeclaration, List<List<Term>> commands) {}

  /** An operand or the name of a function. */
  sealed interface Term {}

  /** A constant. */
  record Constant(Value value) implements Term {}

  /** Fields of a variable; the variable {@code .} is the cursor. */
  record Fields(String variable, List<String> names) implements Term {}

  /** A pipeline in parentheses and fields of its result. */
  record Nested(Pipeline pipeline, List<String> names) implements Term {}

  /** The name of a function. */
  record Name(String name) implements Term {}
}
