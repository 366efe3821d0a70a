package dev.gatehouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One case measured on both sides, round by round. */
record Comparison(String name, Unit unit, List<Double> peer, List<Double> ours) {

  /** What a number means, and which way is better. */
  enum Unit {
    REVIEWS_PER_SECOND("reviews/s"), REQUESTS_PER_SECOND("requests/s"), SECONDS("s"), MICROSECONDS(
        "µs"), GROWTH("× growth");

    private final String text;

    Unit(String text) {
      this.text = text;
    }

    boolean isRate() {
      return this == REVIEWS_PER_SECOND || this == REQUESTS_PER_SECOND;
    }

    String show(double value) {
      return String.format(Locale.ROOT, value < 10 ? "%,.3f %s" : "%,.1f %s", value, text);
    }
  }

  /** Measures one side once. */
  @FunctionalInterface
  interface Side {
    double measure();
  }

  Comparison {
    peer = List.copyOf(peer);
    ours = List.copyOf(ours);
  }

  /** Measures both sides in turn; who goes first changes with every round. */
  static Comparison measure(String name, Unit unit, int rounds, Side peer, Side ours) {
    var peerRounds = new ArrayList<Double>();
    var ourRounds = new ArrayList<Double>();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        peerRounds.add(peer.measure());
        ourRounds.add(ours.measure());
      } else {
        ourRounds.add(ours.measure());
        peerRounds.add(peer.measure());
      }
      Report.progress("%s, round %d of %d: peer %s, ours %s", name, round + 1, rounds,
          unit.show(peerRounds.getLast()), unit.show(ourRounds.getLast()));
    }
    return new Comparison(name, unit, peerRounds, ourRounds);
  }

  /** The peer's time divided by ours. */
  double ratio() {
    return unit.isRate() ? median(ours) / median(peer) : median(peer) / median(ours);
  }

  double peerMedian() {
    return median(peer);
  }

  double ourMedian() {
    return median(ours);
  }

  static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
