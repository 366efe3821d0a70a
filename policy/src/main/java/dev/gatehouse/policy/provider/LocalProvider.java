package dev.gatehouse.policy.provider;

import java.util.List;

/** A provider of external data in this process: no network between a policy and its answer. */
@FunctionalInterface
public interface LocalProvider {

  /**
   * Answers about keys. Failures are answers too.
   *
   * @param deadlineNanos when an answer is of no more use, on the clock of {@link System#nanoTime}
   * @return one item for each key, in their order
   */
  List<ProviderItem> answer(List<String> keys, long deadlineNanos);
}
