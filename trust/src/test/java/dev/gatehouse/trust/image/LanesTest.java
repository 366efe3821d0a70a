package dev.gatehouse.trust.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No registry takes the places of all others. */
class LanesTest {

  private static final Deadline NOW = Deadline.after(Duration.ZERO);

  private static int takeAll(Lanes lanes, String registry) throws InterruptedException {
    var taken = 0;
    while (lanes.enter(registry, NOW)) {
      taken++;
    }
    return taken;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "4, 2", "16, 10", "100, 66"})
  void oneRegistryGetsMostAndLeavesSome(int places, int taken) throws InterruptedException {
    assertThat(takeAll(new Lanes(places), "one")).isEqualTo(taken);
  }

  @Test
  void severalSlowRegistriesLeaveAPlaceForTheNext() throws InterruptedException {
    var lanes = new Lanes(16);
    for (var registry : new String[]{"one", "two", "three"}) {
      assertThat(takeAll(lanes, registry)).as(registry).isPositive();
    }
    assertThat(lanes.enter("next", NOW)).isTrue();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() throws InterruptedException {
    var lanes = new Lanes(4);
    takeAll(lanes, "one");
    assertThat(lanes.enter("one", NOW)).isFalse();
    lanes.leave("one");
    assertThat(lanes.enter("one", NOW)).isTrue();
  }

  @Test
  void whoWaitsGetsThePlaceThatBecomesFree() throws InterruptedException {
    var lanes = new Lanes(1);
    assertThat(lanes.enter("one", NOW)).isTrue();
    var waiting = Thread.ofVirtual().start(() -> lanes.leave("one"));
    assertThat(lanes.enter("two", Deadline.after(Duration.ofSeconds(20)))).isTrue();
    waiting.join();
  }
}
