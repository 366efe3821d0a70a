package dev.gatehouse.rego.eval;

import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.BuiltinException;

/** Prints a line for each combination of what its parts can be. */
final class Print extends Test {

  private static final String UNDEFINED = "<undefined>";

  private final Expression[] parts;

  Print(Expression[] parts) {
    this.parts = parts;
  }

  @Override
  boolean test(Frame frame) {
    var values = Terms.all(parts, frame);
    if (values != null) {
      frame.context.place = frame.clause.location;
      try {
        for (var value : values) {
          frame.context.allocateTextOf(value);
        }
      } catch (BuiltinException e) {
        throw CallSite.halted(e, frame.context.place);
      }
      print(values, 0, "", frame);
    }
    return true;
  }

  private static void print(Value[] values, int position, String line, Frame frame) {
    if (position == values.length) {
      frame.context.print.accept(line);
      return;
    }
    var start = position == 0 ? line : line + " ";
    switch (values[position]) {
      case SetValue set when set.isEmpty() ->
        print(values, position + 1, start + UNDEFINED, frame);
      case SetValue set -> {
        for (var member : set) {
          frame.tick();
          print(values, position + 1, start + text(member), frame);
        }
      }
      case Value value -> print(values, position + 1, start + text(value), frame);
    }
  }

  private static String text(Value value) {
    return value instanceof StringValue s ? s.value() : value.toString();
  }
}
