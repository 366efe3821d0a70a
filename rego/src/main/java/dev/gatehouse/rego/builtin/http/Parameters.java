package dev.gatehouse.rego.builtin.http;

import com.google.re2j.Pattern;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/** Reads single parameters of a request. */
public final class Parameters {

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final int LONGEST_INTEGER = 18;

  private Parameters() {}

  /** Whether the parameter is given as true. @throws SendException if it is no boolean */
  public static boolean flag(ObjectValue parameters, String name) throws SendException {
    return switch (parameters.get(name)) {
      case null -> false;
      case BooleanValue flag -> flag.value();
      case Value other -> throw SendException.internal(
          "invalid value for \"" + name + "\" field");
    };
  }

  /** How many, none if the parameter is not given. @throws SendException if it is no such number */
  static int count(ObjectValue parameters, String name) throws SendException {
    return switch (parameters.get(name)) {
      case null -> 0;
      case IntegerValue number when number.value() >= 0 && number.value() <= Integer.MAX_VALUE ->
        (int) number.value();
      case Value other -> throw SendException.internal(
          "invalid value " + other + " for field \"" + name + "\"");
    };
  }

  /** How many seconds a response is kept whatever it says, 0 unless {@code force_cache} is true. */
  public static int forcedSeconds(ObjectValue parameters) throws SendException {
    return flag(parameters, "force_cache")
        ? seconds(parameters.get("force_cache_duration_seconds"))
        : 0;
  }

  private static int seconds(@Nullable Value value) throws SendException {
    if (value == null) {
      throw SendException.internal(
          "'force_cache' set but 'force_cache_duration_seconds' parameter is missing");
    }
    var text = value.toString();
    var start = "strconv.ParseInt: parsing " + Quotes.quote(text) + ": ";
    if (!INTEGER.matches(text)) {
      throw SendException.internal(start + "invalid syntax");
    }
    var number = text.length() > LONGEST_INTEGER ? Long.MAX_VALUE : Long.parseLong(text);
    if (number != (int) number) {
      throw SendException.internal(start + "value out of range");
    }
    return (int) number;
  }
}
