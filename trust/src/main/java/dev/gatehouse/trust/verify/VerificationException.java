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
  private final Optional<Signer> signer;

  private VerificationException(
      Reason reason, String step, String message, List<Step> steps, Optional<Signer> signer,
      @Nullable Throwable cause) {
    super(message, cause);
    this.signer = signer;
    this.reason = reason;
    this.step = step;
    this.steps = List.copyOf(steps);
  }

  /** A fault, not yet placed in the order of steps. */
  VerificationException(Reason reason, String step, String message) {
    this(reason, step, message, List.of(), Optional.empty(), null);
  }

  VerificationException(Reason reason, String step, Throwable cause) {
    this(reason, step, String.valueOf(cause.getMessage()), List.of(), Optional.empty(), cause);
  }

  /** It is verified in all but one thing, so it is known who signed it. */
  static VerificationException signedBy(
      Signer signer, Reason reason, String step, String message) {
    return new VerificationException(
        reason, step, message, List.of(), Optional.of(signer), null);
  }

  /** The same fault, with the steps that came before it and itself as the last one. */
  VerificationException after(List<Step> before) {
    var all = new ArrayList<>(before);
    all.add(new Step(step, Step.Outcome.FAILED, String.valueOf(getMessage())));
    return new VerificationException(reason, step, String.valueOf(getMessage()), all, signer, this);
  }

  public Reason reason() {
    return reason;
  }

  /** Who signed it, where that was verified although the signer is not one that is wanted. */
  public Optional<Signer> signer() {
    return signer;
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
