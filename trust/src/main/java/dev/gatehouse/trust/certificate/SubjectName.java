package dev.gatehouse.trust.certificate;

/** One subject alternative name: its kind and its text, which mean nothing without each other. */
public record SubjectName(Kind kind, String text) {

  /** The kinds that identify a signer. */
  public enum Kind {
    EMAIL, URI, DNS,
    /** Fulcio's other name for users of a domain, {@code user!domain}. */
    USERNAME;

    /** The kind in lower case. */
    public String text() {
      return switch (this) {
        case EMAIL -> "email";
        case URI -> "uri";
        case DNS -> "dns";
        case USERNAME -> "username";
      };
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
