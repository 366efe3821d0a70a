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
  @ValueSource(strings = {"", "10", "s", "-1s", "1x", "1s2", "1..2s", "99999h", "0s", "30s",
      "11111111111111111111111111111111111111111111s", "NaNs", "1e3s", "nonsense"})
  void isTheServersOwnWithoutAShorterTimeOfTheCaller(String timeout) {
    assertThat(Deadline.of(5, LIMIT, timeout).nanoTime()).isEqualTo(5 + LIMIT.toNanos());
  }

  @ParameterizedTest
  @CsvSource({"10s, 9500", "3s, 2850", "500ms, 450", "60ms, 30", "2.5s, 2375", "0m3s, 2850"})
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
