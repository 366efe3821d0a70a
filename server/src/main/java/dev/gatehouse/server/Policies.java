package dev.gatehouse.server;

import java.util.List;

/** The policies that decide, as the server sees them. */
interface Policies extends AdmissionDecider, AutoCloseable {

  /** Loads, and keeps what was loaded up to date until it is closed; may take its time. */
  void open();

  /** Whether there has been a set of policies; it stays true. */
  boolean loaded();

  /** Why the policies in use are not what their source holds now; empty if they are. */
  List<String> problems();

  @Override
  void close();
}
