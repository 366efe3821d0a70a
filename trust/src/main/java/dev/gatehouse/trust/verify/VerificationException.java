package dev.gatehouse.trust.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something is not verified: why, at which step, and what went well before it. */
public final class VerificationException extends Exception {

  private final Reason reason;
  private final String step;
  private final List<Step> steps;
  private final List<VerifiedTime> times;
  private final Optional<Signer> signer;

  private VerificationException(
      Reason reason, String step, String message, Optional<Signer> signer,
      @Nullable Throwable cause) {
    super(message, cause);
    this.signer = signer;
    this.reason = reason;
    this.step = step;
    this.steps = List.of();
    this.times = List.of();
  }

  private VerificationException(VerificationException fault, Findings before) {
    super(fault.getMessage(), fault);
    this.signer = fault.signer;
    this.reason = fault.reason;
    this.step = fault.step;
    var all = new ArrayList<>(before.steps());
    all.add(new Step(step, Step.Outcome.FAILED, String.valueOf(getMessage())));
    this.steps = List.copyOf(all);
    this.times = List.copyOf(before.times());
  }

  /** A fault, not yet placed in the order of steps. */
  VerificationException(Reason reason, String step, String message) {
    this(reason, step, message, Optional.empty(), null);
  }

  VerificationException(Reason reason, String step, Throwable cause) {
    this(reason, step, String.valueOf(cause.getMessage()), Optional.empty(), cause);
  }

  /** It is verified in all but one thing, so it is known who signed it. */
  static VerificationException signedBy(
      Signer signer, Reason reason, String step, String message) {
    return new VerificationException(reason, step, message, Optional.of(signer), null);
  }

  /** The same fault, with what was found before it and itself as the last step. */
  VerificationException after(Findings before) {
    return new VerificationException(this, before);
  }

  public Reason reason() {
    return reason;
  }

  /** Who signed it, where that was verified although the signer is not one that is wanted. */
  public Optional<Signer> signer() {
    return signer;
  }

  /** Every time that was proven before it failed. */
  public List<VerifiedTime> times() {
    return times;
  }

  /** The step that failed. */
  public String step() {
    return step;
  }

  /** Every step up to the one that failed, which is the last. */
  public List<Step> steps() {
    return steps;
  }
}
