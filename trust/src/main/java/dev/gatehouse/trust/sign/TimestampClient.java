package dev.gatehouse.trust.sign;

import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.sign.SigningException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** Has a timestamp authority say that a signature is there (RFC 3161). */
final class TimestampClient {

  private static final int NONCE_BITS = 64;

  private final ServiceClient services;

  TimestampClient(ServiceClient services) {
    this.services = services;
  }

  /** The authority's answer in DER, checked against what was asked. */
  byte[] timestamp(URI authority, byte[] signature) throws SigningException {
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    var request = generator.generate(NISTObjectIdentifiers.id_sha256, Hash.SHA256.of(signature),
        new BigInteger(NONCE_BITS, new SecureRandom()));
    try {
      var answer = services.post(authority, Map.of("Content-Type", "application/timestamp-query"),
          request.getEncoded());
      var response = new TimeStampResponse(ServiceClient.accepted(authority, answer));
      response.validate(request);
      return response.getEncoded();
    } catch (IOException | TSPException | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions for structures with the wrong contents.
      throw new SigningException(Reason.BAD_ANSWER,
          authority.getAuthority() + " gave no timestamp: " + e.getMessage(), e);
    }
  }
}
