package dev.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bench.Comparison.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  @Test
  void dividesThePeersMedianTimeByOurs() {
    var times = new Comparison("walk", Unit.SECONDS, List.of(9.0, 3.0, 4.0),
        List.of(2.0, 1.0, 7.0));

    assertThat(times.ratio()).isEqualTo(2.0);
  }

  @Test
  void dividesOurMedianRateByThePeers() {
    var rates = new Comparison("engine", Unit.REVIEWS_PER_SECOND, List.of(100.0, 300.0),
        List.of(900.0, 700.0));

    assertThat(rates.ratio()).isEqualTo(4.0);
  }

  @Test
  void letsTheSidesTakeTurnsInGoingFirst() {
    var order = new ArrayList<String>();

    Comparison.measure("turns", Unit.SECONDS, 2, () -> {
      order.add("peer");
      return 1;
    }, () -> {
      order.add("ours");
      return 1;
    });

    assertThat(order).containsExactly("peer", "ours", "ours", "peer");
  }

  @Test
  void reportsACaseThatFailedAndStillPrintsTheOthers() {
    var report = new Report();
    report.measure("broken", () -> {
      throw new BenchException("the peer is missing");
    });
    report.measure("whole",
        () -> new Comparison("whole", Unit.SECONDS, List.of(3.0), List.of(2.0)));
    var out = new ByteArrayOutputStream();

    report.print(new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(report.isComplete()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("failed broken: the peer is missing")
        .endsWith("ratio whole 1.50" + System.lineSeparator());
  }
}
