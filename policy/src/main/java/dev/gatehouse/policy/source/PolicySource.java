package dev.gatehouse.policy.source;

import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where policies come from: a folder, or the cluster. */
public interface PolicySource extends AutoCloseable {

  /**
   * What was loaded.
   *
   * @param policies the last good set, none if there has never been one
   * @param problems what is wrong with the newest state; empty if {@code policies} is that state
   * @param notices what is worth knowing but no fault, such as a constraint that waits
   */
  record Loaded(Optional<PolicySet> policies, List<Problem> problems, List<Problem> notices) {

    public Loaded {
      problems = List.copyOf(problems);
      notices = List.copyOf(notices);
    }

    /** Whether the newest state is in force. */
    public boolean isCurrent() {
      return problems.isEmpty();
    }
  }

  /** What was loaded last; the first call loads. */
  Loaded current();

  /**
   * Watches for changes until it is closed.
   *
   * @param listener told of every change, from one thread, after {@link #current()} has it
   */
  void watch(Consumer<Loaded> listener);

  @Override
  void close();
}
