package dev.gatehouse.server;

import java.util.List;

/** Something that a server loads when it starts and keeps up to date while it serves. */
public interface Upkept extends AutoCloseable {

  /** Loads, and keeps what was loaded up to date until it is closed; may take its time. */
  void open();

  /** Whether there has been something to serve with; it stays true. */
  boolean loaded();

  /** Why what is in use is not what its source holds now; empty if it is. */
  List<String> problems();

  /** Whether decisions may have to wait for others because of it, such as registries. */
  default boolean mayWait() {
    return false;
  }

  @Override
  void close();
}
