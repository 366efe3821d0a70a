package dev.gatehouse.policy.provider;

import java.util.List;

/** A provider of external data in this process: no network between a policy and its answer. */
@FunctionalInterface
public interface LocalProvider {

  /**
   * Answers about keys, bounded in time by itself. Failures are answers too.
   *
   * @return one item for each key, in their order
   */
  List<ProviderItem> answer(List<String> keys);
}
