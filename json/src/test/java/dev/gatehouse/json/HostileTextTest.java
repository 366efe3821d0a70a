package dev.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {

  private static final List<String> SEEDS = List.of(
      "{\"a\": [1, 2.5e3, \"x\\u00e9\\n\", null, true], \"b\": {\"c\": -0, \"d\": \"é😀\"}}",
      "a: &x\n  b: [1, {c: d}]\n  e: |\n    text\n    more\n<<: *x\nf: >-\n  folded\n  text\n---\n# c\n- 'q'\n- \"e\\x41\\u00e9\"\n- ? k\n  : v\n- !!int 12\n",
      "%YAML 1.1\n---\nkey: \t value\n'a b': !own {x: *y}\n...\n");

  /** Anything but a value or a TextException fails the test. */
  private static void read(byte[] bytes) {
    try {
      assertThat(Json.parse(bytes)).isNotNull();
    } catch (TextException e) {
      assertThat(e.row()).isPositive();
    }
    try {
      for (var document : Yaml.parse(bytes)) {
        assertThat(document.positions().of(StringValue.of("a")).row()).isPositive();
      }
    } catch (TextException e) {
      assertThat(e.column()).isPositive();
    }
  }

  @Test
  void randomBytesGiveAValueOrAnError() {
    var random = new Random(1);
    for (var i = 0; i < 3000; i++) {
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      read(bytes);
      var signs = "{}[]:,\"'\\-?&*!|>%@`# \n\tau01.e<";
      for (var j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) signs.charAt(random.nextInt(signs.length()));
      }
      read(bytes);
    }
  }

  @Test
  void truncatedAndChangedTextGivesAValueOrAnError() {
    var random = new Random(2);
    for (var seed : SEEDS) {
      var bytes = seed.getBytes(StandardCharsets.UTF_8);
      for (var end = 0; end < bytes.length; end++) {
        read(Arrays.copyOf(bytes, end));
      }
      for (var i = 0; i < 3000; i++) {
        var changed = bytes.clone();
        for (var j = random.nextInt(1, 4); j > 0; j--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        read(changed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{a: ", "- ", "? ", "a:\n ", "!a ", "&a ", "'", "\t",
      "[{", "*a ", "|\n "})
  void repeatedBeginningsEndSoon(String beginning) {
    read(beginning.repeat(10_000).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void textBeyondTheSizeIsRefusedUnread() {
    var bytes = new byte[50_000_000];
    Arrays.fill(bytes, (byte) '[');
    assertThatThrownBy(() -> Json.parse(bytes, JsonLimits.DEFAULT.withMaxBytes(3 << 20)))
        .hasMessageStartingWith("text of 50000000 bytes, at most 3145728 are allowed");
    assertThatThrownBy(() -> Yaml.parse(bytes, JsonLimits.DEFAULT.withMaxBytes(3 << 20)))
        .hasMessageStartingWith("text of 50000000 bytes, at most 3145728 are allowed");
  }

  @Test
  void aLargeTextIsRead() throws TextException {
    var text = "[" + "\"0123456789\",".repeat(3_000_000) + "0]";
    assertThat(((ArrayValue) Json.parse(text)).size()).isEqualTo(3_000_001);
  }
}
