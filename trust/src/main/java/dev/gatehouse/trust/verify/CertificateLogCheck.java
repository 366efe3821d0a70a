package dev.gatehouse.trust.verify;

import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.certificate.Chain;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.root.TransparencyLog;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.Der;
import dev.gatehouse.trust.text.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/**
 * Verifies that certificate logs promised to have the signer's certificate (RFC 6962 §3): the
 * promises stand in the certificate, and are over the certificate without them.
 */
final class CertificateLogCheck {

  private static final String STEP = "certificate log";
  private static final int MAX_PROMISES = 20;
  private static final int EXTENSIONS_TAG = 0xa3;
  private static final int ECDSA = 3;
  private static final int RSA = 1;
  private static final int SHA256 = 4;
  /** 1.3.6.1.4.1.11129.2.4.2 in DER. */
  private static final byte[] PROMISES = HexFormat.of().parseHex("060a2b06010401d679020402");

  private final TrustRoot root;
  private final Demands demands;
  private final Findings findings;

  CertificateLogCheck(TrustRoot root, Demands demands, Findings findings) {
    this.root = root;
    this.demands = demands;
    this.findings = findings;
  }

  /** One promise (RFC 6962 §3.2), with the bytes it has in the list. */
  private record Promise(byte[] logId, long milliseconds, byte[] extensions, byte[] signature) {}

  void check(Chain chain) throws VerificationException {
    if (demands.certificateLogs() == 0) {
      findings.skipped(STEP, "no certificate log is demanded");
      return;
    }
    var logs = new HashSet<TransparencyLog>();
    try {
      var split = Split.of(chain.path().getFirst());
      for (var promise : promises(split.promises())) {
        verify(promise, split.remainder(), chain.issuer(), logs);
      }
    } catch (MalformedException e) {
      throw new VerificationException(Reason.NO_CERTIFICATE_LOG, STEP, e);
    }
    if (logs.size() < demands.certificateLogs()) {
      var doubt = findings.doubt(STEP);
      if (doubt.isPresent()) {
        throw doubt.get();
      }
      throw bad("the certificate is in " + logs.size() + " trusted certificate logs, "
          + demands.certificateLogs() + " are demanded");
    }
  }

  private static VerificationException bad(String message) {
    return new VerificationException(Reason.NO_CERTIFICATE_LOG, STEP, message);
  }

  private void verify(Promise promise, byte[] certificate, Certificate issuer,
      HashSet<TransparencyLog> logs) {
    var time = Instant.ofEpochMilli(promise.milliseconds);
    var message = Message.of(message(promise, certificate, issuer));
    for (var log : root.certificateLogs()) {
      if (log.hasId(promise.logId) && log.validity().contains(time)
          && log.key().verifies(log.scheme(), message, promise.signature)) {
        findings.passed(STEP, "promised at " + time + " by " + log);
        logs.add(log);
        return;
      }
    }
    findings.notCounted(bad("the promise of the certificate log "
        + HexFormat.of().formatHex(promise.logId) + " at " + time
        + " is not valid or not from a trusted log"));
  }

  private static byte[] message(Promise promise, byte[] certificate, Certificate issuer) {
    var head = ByteBuffer.allocate(12).put((byte) 0).put((byte) 0).putLong(promise.milliseconds)
        .putShort((short) 1).array();
    var out = new ByteArrayOutputStream(certificate.length + 64);
    out.writeBytes(head);
    out.writeBytes(Hash.SHA256.of(issuer.key().encoded()));
    out.write(certificate.length >>> 16);
    out.write(certificate.length >>> 8);
    out.write(certificate.length);
    out.writeBytes(certificate);
    out.write(promise.extensions.length >>> 8);
    out.write(promise.extensions.length);
    out.writeBytes(promise.extensions);
    return out.toByteArray();
  }

  private static List<Promise> promises(byte[] list) throws MalformedException {
    try {
      var promises = new ArrayList<Promise>();
      var all = take(ByteBuffer.wrap(list), list.length);
      while (all.hasRemaining()) {
        if (promises.size() == MAX_PROMISES) {
          throw new MalformedException("the certificate holds more than " + MAX_PROMISES
              + " promises of certificate logs");
        }
        promises.add(promise(ByteBuffer.wrap(bytes(all))));
      }
      return promises;
    } catch (BufferUnderflowException e) {
      throw new MalformedException("the certificate's list of log promises is cut off", e);
    }
  }

  /** What the two bytes of length say, which must be all there is. */
  private static ByteBuffer take(ByteBuffer in, int whole) throws MalformedException {
    var length = Short.toUnsignedInt(in.getShort());
    if (length != whole - 2) {
      throw new MalformedException("the certificate's list of log promises has a wrong length");
    }
    return in;
  }

  private static byte[] bytes(ByteBuffer in) {
    var length = Short.toUnsignedInt(in.getShort());
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    var bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static Promise promise(ByteBuffer in) throws MalformedException {
    if (in.get() != 0) {
      throw new MalformedException("a certificate log's promise is of an unknown version");
    }
    var logId = new byte[32];
    in.get(logId);
    var milliseconds = in.getLong();
    var extensions = bytes(in);
    var hash = in.get();
    var algorithm = in.get();
    var signature = bytes(in);
    if (milliseconds < 0 || hash != SHA256 || algorithm != ECDSA && algorithm != RSA
        || in.hasRemaining()) {
      throw new MalformedException("a certificate log's promise is not valid");
    }
    return new Promise(logId, milliseconds, extensions, signature);
  }

  /**
   * A certificate's signed part without the promises in it, every other byte as it was, and the
   * promises.
   */
  private record Split(byte[] remainder, byte[] promises) {

    static Split of(Certificate certificate) throws MalformedException {
      var promises = new ArrayList<byte[]>();
      var parts = new ArrayList<byte[]>();
      for (var part : Der.parse(certificate.toBeSigned()).children()) {
        parts.add(part.tag() == EXTENSIONS_TAG
            ? extensions(part.children().getFirst(), promises)
            : part.encoded());
      }
      if (promises.size() != 1) {
        throw new MalformedException("the certificate holds no promise of a certificate log");
      }
      return new Split(Der.encode(0x30, parts), promises.getFirst());
    }

    private static byte[] extensions(Der sequence, List<byte[]> promises)
        throws MalformedException {
      var others = new ArrayList<byte[]>();
      for (var extension : sequence.children()) {
        var parts = extension.children();
        if (Arrays.equals(parts.getFirst().encoded(), PROMISES)) {
          promises.add(Der.parse(parts.getLast().content()).content());
        } else {
          others.add(extension.encoded());
        }
      }
      return Der.encode(EXTENSIONS_TAG, List.of(Der.encode(0x30, others)));
    }
  }
}
