package dev.gatehouse.cli.startup;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Switches over types as people write them, to be rewritten by a test. */
public final class SwitchesOfAllKinds implements Supplier<String> {

  private sealed interface Shape {
    default String size() {
      return switch (this) {
        case Circle circle when circle.radius() > 10 -> "large";
        case Circle _ -> "small";
        case Square(var side) -> side > 10 ? "large" : "small";
      };
    }
  }

  private record Circle(int radius) implements Shape {}

  private record Square(int side) implements Shape {}

  /** What each of the switches says of each of these. */
  @Override
  public String get() {
    return List.of(1, 2L, "a", "bb", 'c', new int[0], new Object[1], List.of(), Thread.State.NEW)
        .stream().map(each -> type(each) + guarded(each) + constants(each)).toList()
        + shapes() + type(null) + again(3);
  }

  private static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case Integer _,Long _ -> "number";
      case CharSequence text -> "text " + text.length();
      case int[] numbers -> "numbers " + numbers.length;
      case Object[] objects -> "objects " + objects.length;
      case List<?> _ -> "list";
      case Enum<?> constant -> constant.name();
      default -> "other";
    };
  }

  private static String guarded(Object value) {
    return switch (value) {
      case Integer number when number > 1 -> "many";
      case Number number when number.longValue() == 1 -> "one";
      case String text when text.length() > 1 -> "long";
      case Number _ -> "number";
      case String _ -> "short";
      default -> "other";
    };
  }

  private static String constants(Object value) {
    return value instanceof String text ? switch (text) {
      case "a" -> "first";
      case String other when other.startsWith("b") -> "second";
      default -> "third";
    } : "";
  }

  private static String shapes() {
    return new Circle(3).size() + new Circle(30).size() + new Square(30).size();
  }

  private static String again(Object value) {
    return switch (value) {
      case Integer _,Long _ -> "number again";
      default -> "other again";
    };
  }
}
