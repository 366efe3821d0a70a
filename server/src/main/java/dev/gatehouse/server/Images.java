package dev.gatehouse.server;

import dev.gatehouse.trust.image.Surroundings;
import java.time.Duration;
import java.util.List;

/** What is known about images: who signed them, and who owns them. */
public interface Images extends Upkept {

  /**
   * Finds out about images, at the same time, each from the rules and the registry it belongs to.
   *
   * @param references as they stand in objects
   * @param surroundings what there is around all of them
   * @param deadlineNanos when an answer is of no more use, on the clock of {@link System#nanoTime}
   * @return one finding for each, in their order; an image about which nothing could be found out in
   *     time is a finding too
   */
  List<ImageFinding> find(
      List<String> references, Surroundings surroundings, long deadlineNanos);

  /** Has every answer reported from now on. */
  void observe(Observer observer);

  /** Is told of answers. */
  @FunctionalInterface
  interface Observer {

    /**
     * One answer.
     *
     * @param outcome such as {@code verified} or {@code unsigned}
     * @param source how it came about, such as {@code memory} or {@code registry}
     */
    void answered(String outcome, String source, Duration time);
  }
}
