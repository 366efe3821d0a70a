package dev.gatehouse.cli;

import dev.gatehouse.server.EventLog;
import dev.gatehouse.server.GateServer;
import dev.gatehouse.server.ServerConfig;
import dev.gatehouse.server.VerifiedImages;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves what is known about images to Gatekeeper, as a provider of external data. */
@Command(name = "provider", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Serves a provider of external data about images over HTTPS, at /validate, for Gatekeeper.",
    "Each key is an image; its value says digest, signers, owner and attested facts, its error",
    "who signed it instead and who owns it. At /pin the value is the image with the digest that",
    "was verified, for mutations. Rules are image policies: ClusterImagePolicy, or ImagePolicy",
    "with more to say. Changed files are taken into use while it serves."}, footer = {
        "", "Examples:",
        "  gatehouse provider --images rules/ --certificate tls.crt --key tls.key \\",
        "      --client-ca ca.crt --client-name gatekeeper-webhook-service.gatekeeper-system.svc"})
final class ProviderCommand implements Callable<Integer> {

  @Option(names = {"-i",
      "--images"}, paramLabel = "PATH", required = true, description = "a folder or file of image policies, trust roots, owners and settings; may be repeated")
  private List<Path> images = new ArrayList<>();

  @Option(names = "--address", paramLabel = "HOST:PORT", defaultValue = ":8443", description = "where to serve; no host for all addresses (default: ${DEFAULT-VALUE})")
  private String address = "";

  @Option(names = "--monitoring-address", paramLabel = "HOST:PORT", description = "serve /healthz, /readyz and /metrics over plain HTTP here too")
  private Optional<String> monitoring = Optional.empty();

  @ArgGroup(validate = false, heading = "%nTLS:%n")
  private TlsOptions tls = new TlsOptions();

  @Option(names = "--reload", paramLabel = "SECONDS", defaultValue = "2", description = "time between two looks at the files (default: ${DEFAULT-VALUE})")
  private int reloadSeconds = 2;

  @Override
  public Integer call() throws InterruptedException {
    return Serving.until(this::start);
  }

  private GateServer start(EventLog log) throws IOException, GeneralSecurityException {
    var reload = Duration.ofSeconds(reloadSeconds);
    var listen = new ServerConfig.Listen(ServerConfig.Address.parse(address),
        monitoring.map(ServerConfig.Address::parse));
    var config = ServerConfig.defaults().withListen(listen).withTls(tls.config());
    return GateServer.provider(config, new VerifiedImages(images, reload, log), log);
  }
}
