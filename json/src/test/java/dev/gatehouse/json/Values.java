package dev.gatehouse.json;

import java.util.List;
import java.util.Random;

/** Random values, many of them equal or nearly so. */
final class Values {

  private static final List<String> NUMBERS = List.of("0", "-0", "0.0", "1", "1.0", "1e0", "10",
      "1e1", "-1",
      "0.1", "1e-1", "9223372036854775807", "9223372036854775808", "9223372036854775807.0",
      "-9223372036854775808",
      "123456789012345678901234567890", "1.2345678901234567890123456789e29", "1e300", "1e-300");
  private static final List<String> STRINGS = List.of("", "a", "b", "aa", "é", "\uffff", "😀", "😁",
      "\uDC80", "a\uDCFF", "\uDCE2\uDC80", "1");

  private final Random random;

  Values(long seed) {
    this.random = new Random(seed);
  }

  Value next(int depth) {
    return switch (random.nextInt(depth > 2 ? 4 : 7)) {
      case 0 -> NullValue.NULL;
      case 1 -> BooleanValue.of(random.nextBoolean());
      case 2 -> number();
      case 3 -> StringValue.of(STRINGS.get(random.nextInt(STRINGS.size())));
      case 4 -> {
        var items = new ArrayValue.Builder();
        for (var i = size(); i > 0; i--) {
          items.add(next(depth + 1));
        }
        yield items.build();
      }
      case 5 -> {
        var object = ObjectValue.builder();
        for (var i = size(); i > 0; i--) {
          object.put(next(depth + 1), next(depth + 1));
        }
        yield object.build();
      }
      default -> {
        var set = SetValue.builder();
        for (var i = size(); i > 0; i--) {
          set.add(next(depth + 1));
        }
        yield set.build();
      }
    };
  }

  private Value number() {
    try {
      return random.nextBoolean()
          ? IntegerValue.of(random.nextInt(-3, 3))
          : Json.parse(NUMBERS.get(random.nextInt(NUMBERS.size())));
    } catch (TextException e) {
      throw new IllegalStateException(e);
    }
  }

  private int size() {
    return random.nextInt(10) == 0 ? random.nextInt(40) : random.nextInt(4);
  }
}
