package dev.gatehouse.rego.builtin.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Globs match what they match in OPA, also where its library surprises. */
class GlobTest {

  @ParameterizedTest
  @CsvSource(delimiter = ' ', nullValues = "-", value = {
      "*.example.com . a.example.com true",
      "*.example.com . a.b.example.com false",
      "**.example.com . a.b.example.com true",
      "{cat,bat,[fr]at} . rat true",
      "[!a-c]x . dx true",
      "[!a-c]x . bx false",
      "a\\*b . a*b true",
      "a\\*b . axb false",
      "日?語 . 日本語 false",
      "*語 . 日本語 true",
      "a{*,a} - abb false",
      "**{ - x false",
      "*{,a}{ - a false",
      "? - '' true",
      "*** . '' false"})
  void matches(String glob, String delimiters, String text, boolean expected) {
    var compiled = Glob.compile(glob, delimiters == null ? "" : delimiters, work -> {});
    assertThat(compiled.matches(text, work -> {})).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"[", "[]", "[a", "[b-a]", "[a-bc]", "'\uFFFD'"})
  void refusesMalformedGlobs(String glob) {
    assertThatThrownBy(() -> Glob.compile(glob, "", work -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatIsTooDeepOrLong() {
    assertThatThrownBy(() -> Glob.compile("{".repeat(5000), "", work -> {}))
        .hasMessageContaining("nested");
    assertThatThrownBy(() -> Glob.compile("*a".repeat(5000), "", work -> {}))
        .hasMessageContaining("parts");
  }

  @Test
  void countsItsWork() {
    var work = new AtomicLong();
    var most = 1_000L;
    assertThatThrownBy(() -> {
      var glob = Glob.compile("{*a,*b}".repeat(20) + "c", "", steps -> count(work, steps, most));
      glob.matches("ab".repeat(1000), steps -> count(work, steps, most));
    }).isInstanceOf(IllegalStateException.class);
  }

  private static void count(AtomicLong work, long steps, long most) {
    if (work.addAndGet(steps) > most) {
      throw new IllegalStateException("too much work");
    }
  }
}
