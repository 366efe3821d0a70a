package dev.gatehouse.trust.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** DSSE version 1. */
public final class Envelopes {

  /** The type of payload that holds an in-toto statement. */
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  private Envelopes() {}

  /** What an envelope's signature is over. */
  public static byte[] preAuthentication(String payloadType, byte[] payload) {
    var type = payloadType.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(payload.length + type.length + 40);
    out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(type);
    out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
