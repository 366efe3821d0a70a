package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.key.Message;
import java.util.List;
import java.util.Optional;

/**
 * A signature with all that came with it, read from whichever form it was stored in, and not yet
 * verified.
 *
 * @param message what the signature is over
 * @param timestamped what timestamps are over: mostly the signature
 */
record Signed(Form form, Optional<Leaf> leaf, Body body, Message message, byte[] signature,
    List<LogEntry> entries, List<byte[]> timestamps, byte[] timestamped) {

  /** The signer's certificate and what came with it. */
  record Leaf(Certificate certificate, List<Certificate> others) {}

  /** Which form it was stored in, with what each demands of a log entry. */
  enum Form {
    /** Bundle 0.1: a promise must be there. */
    PROMISED,
    /** Bundles from 0.2 on: a proof must be there. */
    PROVEN,
    /** Annotations: there is only a promise. */
    ANNOTATED
  }

  /** What was signed. */
  sealed interface Body {

    /** A text or artifact itself. */
    record Plain() implements Body {}

    /**
     * A DSSE envelope.
     *
     * @param stored the envelope's JSON where it is stored as such
     */
    record Envelope(String payloadType, byte[] payload, Optional<byte[]> stored) implements Body {}
  }
}
