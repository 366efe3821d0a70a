package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.Numbers;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Makes up calls of functions: arguments of the right types mostly, at the edges often. */
final class CallGenerator {

  private static final List<String> NUMBERS = List.of(
      "0", "1", "-1", "2", "3", "4", "5", "7", "8", "10", "16", "31", "60", "64", "100", "-7",
      "255", "256", "1000", "1.5", "-2.5", "0.5", "0.1", "1e3", "1.0", "-1.0", "2.0", "1e-7",
      "1e21", "12.75", "1000000", "1000000.5", "9223372036854775807", "9223372036854775808",
      "-9223372036854775808", "123456789012345678901234567890", "0.30000000000000004", "1E2",
      "3.141592653589793238462643383279", "1e100", "-0", "-0.0", "4294967296",
      "18446744073709551616", "1700000000000000000", "-1700000000123456789");

  private final Random random;

  CallGenerator(long seed) {
    this.random = new Random(seed);
  }

  BuiltinCall next(Builtin row) {
    var args = new ArrayList<Value>();
    for (var i = 0; i < row.arity(); i++) {
      args.add(argument(row, i));
    }
    return new BuiltinCall(row.name(), args);
  }

  private Value argument(Builtin row, int position) {
    if (random.nextInt(25) == 0) {
      return value(Type.ANY, row, position, 2);
    }
    var special = SpecialArguments.of(row.name(), position, random);
    return special != null && random.nextInt(8) > 0
        ? special
        : value(row.type().args().get(position), row, position, 3);
  }

  private Value value(Type type, Builtin row, int position, int depth) {
    return switch (type) {
      case Type.Basic basic ->
        switch (basic) {
          case NULL -> NullValue.NULL;
          case BOOLEAN -> BooleanValue.of(random.nextBoolean());
          case NUMBER -> number();
          case STRING -> string(row, position);
        };
      case Type.Any any when any.of().isEmpty() -> anything(row, position, depth);
      case Type.Any any -> value(pick(any.of()), row, position, depth);
      case Type.Array array -> array(array, row, position, depth);
      case Type.Set set -> {
        var members = SetValue.builder();
        for (var i = size(); i > 0; i--) {
          members.add(value(set.member(), row, position, depth - 1));
        }
        yield members.build();
      }
      case Type.Object object -> object(object, row, position, depth);
      case Type.Unknown unknown -> anything(row, position, depth);
      default -> throw new IllegalArgumentException("no type of a function: " + type);
    };
  }

  private Value array(Type.Array type, Builtin row, int position, int depth) {
    var items = new ArrayValue.Builder();
    type.items().forEach(item -> items.add(value(item, row, position, depth - 1)));
    var rest = type.rest();
    if (rest != null) {
      for (var i = size(); i > 0; i--) {
        items.add(value(rest, row, position, depth - 1));
      }
    }
    return items.build();
  }

  private Value object(Type.Object type, Builtin row, int position, int depth) {
    var object = ObjectValue.builder();
    for (var property : type.properties()) {
      object.put(property.key(), value(property.value(), row, position, depth - 1));
    }
    var key = type.key();
    var value = type.value();
    if (key != null && value != null) {
      for (var i = size(); i > 0; i--) {
        object.put(value(key, row, position, 0), value(value, row, position, depth - 1));
      }
    }
    return object.build();
  }

  private Value anything(Builtin row, int position, int depth) {
    var kinds = List.of(
        Type.NULL,
        Type.BOOLEAN,
        Type.NUMBER,
        Type.STRING,
        Type.STRING,
        Type.array(Type.ANY),
        Type.object(Type.STRING, Type.ANY),
        Type.set(Type.ANY));
    return value(kinds.get(random.nextInt(depth > 0 ? 8 : 5)), row, position, depth);
  }

  private int size() {
    return random.nextInt(4);
  }

  Value number() {
    if (random.nextInt(12) == 0) {
      return dev.gatehouse.json.IntegerValue.of(random.nextLong());
    }
    return random.nextInt(4) == 0
        ? Objects.requireNonNull(Numbers.parse(Integer.toString(random.nextInt(-30, 30))))
        : Objects.requireNonNull(Numbers.ofDecimal(pick(NUMBERS), 1000));
  }

  private Value string(Builtin row, int position) {
    var special = SpecialArguments.string(row.name(), position, random);
    return StringValue.of(special != null ? special : SpecialArguments.plain(random));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
