package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueTest {

  private static List<Value> some(long seed, int count) {
    var values = new Values(seed);
    return Stream.generate(() -> values.next(0)).limit(count).toList();
  }

  @Test
  void orderEqualityAndHashAgree() {
    var values = some(1, 600);
    for (var a : values) {
      for (var b : values) {
        var order = a.compareTo(b);
        assertThat(Integer.signum(b.compareTo(a))).isEqualTo(-Integer.signum(order));
        assertThat(a.equals(b)).as("%s and %s", a, b).isEqualTo(order == 0);
        if (order == 0) {
          assertThat(a.hashCode()).as("%s and %s", a, b).isEqualTo(b.hashCode());
        }
      }
    }
  }

  @Test
  void orderIsTransitive() {
    var values = some(2, 130);
    for (var a : values) {
      for (var b : values) {
        if (a.compareTo(b) <= 0) {
          for (var c : values) {
            if (b.compareTo(c) <= 0) {
              assertThat(a.compareTo(c)).as("%s %s %s", a, b, c).isLessThanOrEqualTo(0);
            }
          }
        }
      }
    }
  }

  @Test
  void stringsAreInTheOrderOfTheirBytes() {
    var values = some(3, 2000).stream().filter(StringValue.class::isInstance)
        .map(v -> ((StringValue) v).value()).distinct().toList();
    for (var a : values) {
      for (var b : values) {
        assertThat(Integer.signum(StringValue.compareUtf8(a, b)))
            .isEqualTo(Integer.signum(Arrays.compareUnsigned(Utf8.encode(a), Utf8.encode(b))));
      }
    }
  }

  @Test
  void typesAreInOrder() {
    var all = SetValue.of(SetValue.EMPTY, ObjectValue.EMPTY, ArrayValue.EMPTY, StringValue.of(""),
        IntegerValue.of(0), BooleanValue.TRUE, BooleanValue.FALSE, NullValue.NULL);
    assertThat(all.toString()).isEqualTo("{null, false, true, 0, \"\", [], {}, set()}");
  }

  @Test
  void objectsFindEveryKeyHoweverManyThereAre() {
    for (var size : new int[]{1, 8, 9, 16, 17, 100, 5000}) {
      var expected = new HashMap<Value, Value>();
      var object = ObjectValue.builder();
      var values = new Values(size);
      for (var i = 0; i < size; i++) {
        var key = values.next(1);
        object.put(key, IntegerValue.of(i));
        expected.put(key, IntegerValue.of(i));
      }
      var built = object.build();
      assertThat(built.size()).isEqualTo(expected.size());
      expected.forEach((k, v) -> assertThat(built.get(k)).isEqualTo(v));
      assertThat(built.get("absent")).isNull();
    }
  }

  @Test
  void hostileKeysWithOneHashCostNoQuadraticTime() throws TextException {
    var names = new ArrayList<>(List.of(""));
    for (var i = 0; i < 16; i++) {
      names = new ArrayList<>(names.stream().flatMap(n -> Stream.of(n + "Aa", n + "BB")).toList());
    }
    var keys = names.stream().map(StringValue::of).toList();
    assertThat(keys.stream().map(Object::hashCode).distinct()).hasSize(1);
    var text = "{\"" + String.join("\":1,\"", names) + "\":1}";
    var start = System.nanoTime();
    var object = (ObjectValue) Json.parse(text);
    var builder = ObjectValue.builder();
    keys.forEach(k -> builder.put(k, NullValue.NULL));
    var set = SetValue.of(keys);
    for (var key : keys) {
      assertThat(object.has(key) && builder.get(key) != null && set.has(key)).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void jsonTextGivesTheValueBack() throws TextException {
    var values = new Values(4);
    for (var i = 0; i < 3000; i++) {
      var once = Json.parse(Json.write(values.next(0)));
      assertThat(Json.parse(Json.write(once))).isEqualTo(once);
      assertThat(Json.parse(Json.writeBytes(once, JsonStyle.pretty(3)))).isEqualTo(once);
    }
  }

  @Test
  void textIsQuotedAsGoQuotes() {
    assertThat(StringValue.of("a\"\\\u0007\n\u0000\u007f\u00a0é\u200b\uDC80😀\uE000"))
        .hasToString("\"a\\\"\\\\\\a\\n\\x00\\x7f\\u00a0é\\u200b\\x80😀\\ue000\"");
  }
}
