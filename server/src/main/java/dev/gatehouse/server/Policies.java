package dev.gatehouse.server;

import java.util.List;

/** The policies that decide, as the server sees them. */
interface Policies extends AdmissionDecider {

  /** Whether there has been a set of policies; it stays true. */
  boolean loaded();

  /** Why the policies in use are not what their source holds now; empty if they are. */
  List<String> problems();

  /** Looks at the source again and takes what has changed into use. */
  void reload();
}
