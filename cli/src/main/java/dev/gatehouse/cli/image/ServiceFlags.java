package dev.gatehouse.cli.image;

import dev.gatehouse.trust.sign.SigningException;
import dev.gatehouse.trust.sign.SigningServices;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Demands;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which services take part in signing. */
final class ServiceFlags {

  @Option(names = "--signing-config", paramLabel = "FILE", description = "a signing_config.json that names the services")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--fulcio-url", paramLabel = "URL", description = "the authority that certifies the identity")
  private Optional<URI> authority = Optional.empty();

  @Option(names = "--rekor-url", paramLabel = "URL", description = "a log of version 1 to enter the signature in")
  private Optional<URI> log = Optional.empty();

  @Option(names = "--timestamp-server-url", paramLabel = "URL", description = "a timestamp authority")
  private Optional<URI> timestamps = Optional.empty();

  @Option(names = "--tlog-upload", paramLabel = "TRUE|FALSE", arity = "0..1", fallbackValue = "true", defaultValue = "true", description = "enter it in the log (default: ${DEFAULT-VALUE})")
  private boolean logged = true;

  @SuppressWarnings("UnusedVariable") // a flag of cosign that changes nothing here
  @Option(names = "--use-signing-config", arity = "0..1", fallbackValue = "true", description = "taken for cosign's sake: no configuration is ever fetched", hidden = true)
  private boolean taken;

  @Option(names = "--rekor-entry-type", paramLabel = "TYPE", hidden = true)
  private String entryType = "dsse";

  SigningServices services() throws SigningException, MalformedException, IOException {
    if (!entryType.equals("dsse")) {
      throw ImageException.failed("cosign's --rekor-entry-type " + entryType
          + " is not supported: envelopes are entered as dsse");
    }
    if (config.isEmpty()) {
      return new SigningServices(services(authority), logged ? services(log) : List.of(),
          services(timestamps));
    }
    if (authority.isPresent() || log.isPresent() || timestamps.isPresent() || !logged) {
      throw ImageException.failed("--signing-config names the services: leave their URLs and"
          + " --tlog-upload out");
    }
    return SigningServices.parse(Files.readAllBytes(config.get()), Instant.now());
  }

  private static List<SigningServices.Service> services(Optional<URI> url) {
    return url.map(each -> List.of(new SigningServices.Service(each, 1))).orElse(List.of());
  }

  /** What those services prove. */
  static Demands demands(SigningServices services) {
    return Demands.DEFAULT.withLogEntries(services.logs().size())
        .withTimestamps(Math.min(1, services.timestampAuthorities().size()))
        .withCertificateLogs(0);
  }
}
