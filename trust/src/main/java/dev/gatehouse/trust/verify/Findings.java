package dev.gatehouse.trust.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one verification has found so far; it grows with every step and belongs to one thread. */
final class Findings {

  private final List<Step> steps = new ArrayList<>();
  private final List<VerifiedTime> times = new ArrayList<>();
  private final List<LogRecord> records = new ArrayList<>();
  private final List<VerificationException> doubts = new ArrayList<>();

  void passed(String step, String detail) {
    steps.add(new Step(step, Step.Outcome.PASSED, detail));
  }

  void skipped(String step, String detail) {
    steps.add(new Step(step, Step.Outcome.SKIPPED, detail));
  }

  /** Something that does not count, and may explain a shortage later. */
  void notCounted(VerificationException fault) {
    steps.add(new Step(
        fault.step(), Step.Outcome.NOT_COUNTED, String.valueOf(fault.getMessage())));
    doubts.add(fault);
  }

  /** The first thing at a step that did not count. */
  Optional<VerificationException> doubt(String step) {
    return doubts.stream().filter(each -> each.step().equals(step)).findFirst();
  }

  /** The first thing at any step that did not count. */
  Optional<VerificationException> doubt() {
    return doubts.stream().findFirst();
  }

  void add(VerifiedTime time) {
    if (!times.contains(time)) {
      times.add(time);
    }
  }

  void add(LogRecord entry) {
    if (!records.contains(entry)) {
      records.add(entry);
    }
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
