package dev.gatehouse.emulator;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What the services share: whose keys, which time, and which faults, that may change. */
record Served(Authorities trusted, Authorities foreign, InstantSource clock,
    AtomicReference<Faults> wanted) {

  Faults faults() {
    return wanted.get();
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
