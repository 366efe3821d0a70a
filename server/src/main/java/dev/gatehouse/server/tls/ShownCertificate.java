package dev.gatehouse.server.tls;

import dev.gatehouse.policy.provider.ClientCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The certificate that the gate shows to providers of external data: its own, read again each time
 * it is asked for. While the files cannot be used, the last good one is shown. State: that one.
 */
public final class ShownCertificate implements Supplier<Optional<ClientCertificate>> {

  private final CertificateSource.Files files;
  private volatile Optional<ClientCertificate> lastGood = Optional.empty();

  public ShownCertificate(CertificateSource.Files files) {
    this.files = files;
  }

  @Override
  public Optional<ClientCertificate> get() {
    try {
      var identity = Identity.parse(Files.readAllBytes(files.certificate()),
          Files.readAllBytes(files.key()));
      lastGood = Optional.of(new ClientCertificate(identity.key(), identity.chain()));
    } catch (IOException | GeneralSecurityException e) {
      // The server's own upkeep reports files that cannot be used.
      return lastGood;
    }
    return lastGood;
  }
}
