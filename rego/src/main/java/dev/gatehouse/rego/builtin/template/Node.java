package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.Quotes;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of a template. Its text is that of the source, with plain spaces. */
sealed interface Node {

  /** Where it begins, in UTF-16 units. */
  int position();

  /** Text as it is. */
  record Text(int position, String text) implements Node {}

  /** Prints a pipeline unless it sets variables. */
  record Action(int position, Pipeline pipeline) implements Node {

    @Override
    public String toString() {
      return "{{" + pipeline + "}}";
    }
  }

  /** A branch. */
  record Branch(
      int position, Kind kind, Pipeline pipeline, List<Node> body, @Nullable List<Node> otherwise)
      implements
        Node {}

  /** Renders a template that has a name. */
  record Invocation(int position, String name, @Nullable Pipeline pipeline) implements Node {

    @Override
    public String toString() {
      return "{{template " + Quotes.quote(name) + (pipeline == null ? "" : " " + pipeline) + "}}";
    }
  }

  /** Leaves a loop, or its turn. */
  record Jump(int position, boolean isBreak) implements Node {}

  /** Ends a branch. */
  record End(int position) implements Node {

    @Override
    public String toString() {
      return "{{end}}";
    }
  }

  /** Divides a branch. */
  record Else(int position) implements Node {

    @Override
    public String toString() {
      return "{{else}}";
    }
  }

  /** What a branch does. */
  enum Kind {
    IF("if"), WITH("with"), RANGE("range");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Terms that stand in a command. */
  sealed interface Term extends Node {}

  /** Commands whose results go to the next, and the variables that are set. */
  record Pipeline(
      int position, List<String> variables, boolean isAssignment, List<Command> commands)
      implements
        Term {

    @Override
    public String toString() {
      var set = variables.isEmpty()
          ? ""
          : String.join(", ", variables) + (isAssignment ? " = " : " := ");
      return set + commands.stream().map(Command::toString).collect(Collectors.joining(" | "));
    }
  }

  /** A term with arguments. */
  record Command(int position, List<Term> terms) implements Node {

    @Override
    public String toString() {
      return terms.stream().map(Node::inner).collect(Collectors.joining(" "));
    }
  }

  private static String inner(Term term) {
    return term instanceof Pipeline ? "(" + term + ")" : term.toString();
  }

  /** The name of a function. */
  record Function(int position, String name) implements Term {

    @Override
    public String toString() {
      return name;
    }
  }

  /** A variable and fields of it. */
  record Variable(int position, String name, List<String> fields) implements Term {

    @Override
    public String toString() {
      return fields.isEmpty() ? name : name + "." + String.join(".", fields);
    }
  }

  /** The cursor. */
  record Dot(int position) implements Term {

    @Override
    public String toString() {
      return ".";
    }
  }

  /** Nothing. */
  record Nil(int position) implements Term {

    @Override
    public String toString() {
      return "nil";
    }
  }

  /** Fields of the cursor. */
  record Fields(int position, List<String> names) implements Term {

    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  /** Fields of another term's value. */
  record Chain(int position, Term term, List<String> names) implements Term {

    @Override
    public String toString() {
      return inner(term) + "." + String.join(".", names);
    }
  }

  /**
   * A literal.
   *
   * @param source its text
   * @param value a {@link Boolean}, {@link String}, {@link Long} or {@link Double}
   */
  record Constant(int position, String source, Object value) implements Term {

    @Override
    public String toString() {
      return source;
    }
  }
}
