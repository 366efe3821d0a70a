package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a request must be answered. */
final class DeadlineTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({"10s, 10000", "1m30s, 90000", "2.5s, 2500", "100ms, 100", "1h, 3600000",
      "1500us, 1.5", "0s, 0"})
  void readsGoDurations(String text, double millis) {
    assertThat(GoDuration.nanos(text)).isEqualTo((long) (millis * 1e6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1x", "1s2", "1..2s", "99999h",
      "11111111111111111111111111111111111111111111s", "NaNs", "1e3s"})
  void readsNothingElse(String text) {
    assertThat(GoDuration.nanos(text)).isEqualTo(-1);
  }

  @Test
  void isTheServersOwnWithoutACallersTime() {
    assertThat(Deadline.of(5, LIMIT, "").nanoTime()).isEqualTo(5 + LIMIT.toNanos());
    assertThat(Deadline.of(5, LIMIT, "nonsense").nanoTime()).isEqualTo(5 + LIMIT.toNanos());
    assertThat(Deadline.of(5, LIMIT, "30s").nanoTime()).isEqualTo(5 + LIMIT.toNanos());
  }

  @ParameterizedTest
  @CsvSource({"10s, 9500", "3s, 2850", "500ms, 450", "60ms, 30"})
  void isALittleBeforeTheCallerGivesUp(String timeout, long millis) {
    assertThat(Deadline.of(0, LIMIT, timeout).nanoTime())
        .isEqualTo(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void isOverWhenNothingIsLeft() {
    var past = new Deadline(System.nanoTime() - 1);
    assertThat(past.isOver()).isTrue();
    assertThat(past.left()).isEqualTo(Duration.ZERO);
    assertThat(Deadline.of(System.nanoTime(), LIMIT, "").isOver()).isFalse();
  }
}
