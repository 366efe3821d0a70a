package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ObjectValue;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** A DSSE envelope: a payload, its type and signatures over both. */
record Envelope(String payloadType, byte[] payload, List<byte[]> signatures) {

  static final String IN_TOTO = "application/vnd.in-toto+json";

  /** The bytes that are signed: DSSE's pre-authentication encoding. */
  static byte[] signedBytes(String payloadType, byte[] payload) {
    var type = payloadType.getBytes(UTF_8);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("DSSEv1 " + type.length + " ").getBytes(UTF_8));
    bytes.writeBytes(type);
    bytes.writeBytes((" " + payload.length + " ").getBytes(UTF_8));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  ObjectValue json() {
    return Fields.of().bytes("payload", payload).text("payloadType", payloadType).list("signatures",
        signatures.stream().map(signature -> Fields.of().bytes("sig", signature).build()).toList())
        .build();
  }
}
