package dev.gatehouse.trust.certificate;

/** A certificate that does not chain to an authority, and whether time alone is to blame. */
public final class ChainException extends Exception {

  private final boolean outsideValidity;

  ChainException(String message) {
    this(message, false);
  }

  private ChainException(String message, boolean outsideValidity) {
    super(message);
    this.outsideValidity = outsideValidity;
  }

  static ChainException outsideValidity(String message) {
    return new ChainException(message, true);
  }

  /** Whether the chain is sound but was not valid at the time. */
  public boolean isOutsideValidity() {
    return outsideValidity;
  }
}
