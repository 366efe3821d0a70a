package dev.gatehouse.emulator;

import java.time.Instant;

/** The parts of a Sigstore that hold keys. */
record Authorities(CertificateAuthority certificates, CertificateLog certificateLog,
    SignatureLog promising, SignatureLog tiled, TimestampAuthority timestamps) {

  static Authorities create(Instant from) {
    return new Authorities(CertificateAuthority.create(from), new CertificateLog(),
        new SignatureLog(LogVersion.V1), new SignatureLog(LogVersion.V2),
        new TimestampAuthority(from));
  }

  SignatureLog log(LogVersion version) {
    return version == LogVersion.V1 ? promising : tiled;
  }
}
