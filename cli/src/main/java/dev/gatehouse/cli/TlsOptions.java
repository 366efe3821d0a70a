package dev.gatehouse.cli;

import dev.gatehouse.server.tls.CertificateSource;
import dev.gatehouse.server.tls.ClientCheck;
import dev.gatehouse.server.tls.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a server speaks TLS. */
final class TlsOptions {

  @Option(names = "--certificate", paramLabel = "FILE", description = "the server's certificate chain, PEM; read again when it changes")
  private Optional<Path> certificate = Optional.empty();

  @Option(names = "--key", paramLabel = "FILE", description = "its private key, PEM")
  private Optional<Path> key = Optional.empty();

  @Option(names = "--self-made-for", paramLabel = "NAME", split = ",", description = "without --certificate: the names of a certificate made at start (default: this machine's loopback names)")
  private List<String> names = new ArrayList<>();

  @Option(names = "--tls-min-version", paramLabel = "VERSION", defaultValue = "1.3", description = "1.2 or 1.3 (default: ${DEFAULT-VALUE})")
  private String oldest = "1.3";

  @Option(names = "--client-ca", paramLabel = "FILE", description = "serve only callers with a certificate of these authorities, PEM")
  private Optional<Path> clientAuthorities = Optional.empty();

  @Option(names = "--client-name", paramLabel = "NAME", description = "common names of callers that are served (default: kube-apiserver)")
  private List<String> clientNames = new ArrayList<>();

  TlsConfig config() {
    if (certificate.isPresent() != key.isPresent()) {
      throw new CommandException("--certificate and --key go together: give both or neither");
    }
    CertificateSource source = certificate.isPresent()
        ? new CertificateSource.Files(certificate.get(), key.orElseThrow())
        : names.isEmpty()
            ? CertificateSource.SelfMade.forLoopback()
            : new CertificateSource.SelfMade(names, Duration.ofDays(365));
    var allowed = clientNames.isEmpty() ? List.of(ClientCheck.API_SERVER) : clientNames;
    return new TlsConfig(source, TlsConfig.Version.parse(oldest),
        clientAuthorities.map(file -> new ClientCheck(file, allowed)));
  }
}
