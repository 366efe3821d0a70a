package dev.gatehouse.rego.builtin.x509;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes DER (X.690). */
final class DerWriter {

  private DerWriter() {}

  static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      var bits = 32 - Integer.numberOfLeadingZeros(content.length);
      var length = BigInteger.valueOf(content.length).toByteArray();
      var size = (bits + 7) / 8;
      out.write(0x80 | size);
      out.write(length, length.length - size, size);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
