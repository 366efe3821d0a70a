package dev.gatehouse.trust.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one verification has found so far; it grows with every step and belongs to one thread. */
final class Findings {

  private final List<Step> steps = new ArrayList<>();
  private final List<VerifiedTime> times = new ArrayList<>();
  private final List<LogRecord> records = new ArrayList<>();
  private Optional<VerificationException> doubt = Optional.empty();

  void passed(String step, String detail) {
    steps.add(new Step(step, Step.Outcome.PASSED, detail));
  }

  void skipped(String step, String detail) {
    steps.add(new Step(step, Step.Outcome.SKIPPED, detail));
  }

  /** Something that does not count; the first of them explains a shortage later. */
  void notCounted(VerificationException fault) {
    steps.add(new Step(
        fault.step(), Step.Outcome.NOT_COUNTED, String.valueOf(fault.getMessage())));
    if (doubt.isEmpty()) {
      doubt = Optional.of(fault);
    }
  }

  /** The first thing that did not count since this was last asked. */
  Optional<VerificationException> takeDoubt() {
    var taken = doubt;
    doubt = Optional.empty();
    return taken;
  }

  void add(VerifiedTime time) {
    times.add(time);
  }

  void add(LogRecord entry) {
    records.add(entry);
  }

  List<Step> steps() {
    return steps;
  }

  List<VerifiedTime> times() {
    return times;
  }

  List<LogRecord> records() {
    return records;
  }
}
