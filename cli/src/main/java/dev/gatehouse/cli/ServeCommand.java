package dev.gatehouse.cli;

import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.provider.ClientCertificate;
import dev.gatehouse.policy.provider.ExternalData;
import dev.gatehouse.policy.source.FolderPolicySource;
import dev.gatehouse.server.EventLog;
import dev.gatehouse.server.GateServer;
import dev.gatehouse.server.ServerConfig;
import dev.gatehouse.server.VerifiedImages;
import dev.gatehouse.server.tls.CertificateSource;
import dev.gatehouse.server.tls.ShownCertificate;
import dev.gatehouse.server.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the admission webhook from a folder of policies until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Serves the admission webhook /v1/admit over HTTPS from folders of policies. Image policies",
    "among them are served too, and /v1/mutate writes the digests that were verified into objects.",
    "Changed files are taken into use while it serves; a broken one is reported and the last",
    "good policies stay in force. It ends on SIGTERM after answering what has begun."}, footer = {
        "", "Examples:",
        "  gatehouse serve --policies policies/ --cluster cluster/ --address 127.0.0.1:8443",
        "  gatehouse serve --policies policies/ --certificate tls.crt --key tls.key",
        "  gatehouse serve --policies policies/ --certificate tls.crt --key tls.key \\",
        "      --client-ca ca.crt --client-name kube-apiserver"})
final class ServeCommand implements Callable<Integer> {

  /** How long answers of providers are remembered, Gatekeeper's default. */
  private static final Duration PROVIDER_ANSWERS = Duration.ofMinutes(3);

  @Option(names = {"-p",
      "--policies"}, paramLabel = "PATH", required = true, description = "a folder or file of templates, constraints, expansion templates, providers and a Config; may be repeated")
  private List<Path> policies = new ArrayList<>();

  @Option(names = "--cluster", paramLabel = "PATH", description = "a folder or file of objects that are in the cluster, such as Namespaces; may be repeated")
  private List<Path> cluster = new ArrayList<>();

  @Option(names = "--address", paramLabel = "HOST:PORT", defaultValue = ":8443", description = "where to serve; no host for all addresses (default: ${DEFAULT-VALUE})")
  private String address = "";

  @Option(names = "--monitoring-address", paramLabel = "HOST:PORT", description = "serve /healthz, /readyz and /metrics over plain HTTP here too")
  private Optional<String> monitoring = Optional.empty();

  @ArgGroup(validate = false, heading = "%nTLS:%n")
  private TlsOptions tls = new TlsOptions();

  @Option(names = "--assume-namespaces", description = "judge requests of namespaces that --cluster does not know as if they had no labels; otherwise such requests are errors")
  private boolean assumeNamespaces;

  @Option(names = "--reload", paramLabel = "SECONDS", defaultValue = "2", description = "time between two looks at the files (default: ${DEFAULT-VALUE})")
  private int reloadSeconds = 2;

  @Option(names = "--no-log-denials", description = "write no log line for each violation")
  private boolean silent;

  @Override
  public Integer call() throws InterruptedException {
    return Serving.until(this::start);
  }

  private GateServer start(EventLog log) throws IOException, GeneralSecurityException {
    var reload = Duration.ofSeconds(reloadSeconds);
    var listen = new ServerConfig.Listen(ServerConfig.Address.parse(address),
        monitoring.map(ServerConfig.Address::parse));
    var config = ServerConfig.defaults().withListen(listen).withTls(tls.config()).withAdmission(
        new ServerConfig.AdmissionConfig(reload, !silent, ServerConfig.Exempt.NONE));
    var folders = new ArrayList<>(policies);
    folders.addAll(cluster);
    var images = new VerifiedImages(folders, reload, log);
    var externalData = new ExternalData(
        PROVIDER_ANSWERS, shown(config.tls()), System::nanoTime, images::provider);
    var source = FolderPolicySource.withProviders(folders, TemplateOptions.DEFAULT, reload,
        externalData);
    return GateServer.admission(config, source,
        LocalAdmission.admission(assumeNamespaces), Optional.of(images), log);
  }

  /** Providers are shown the server's own certificate, as Gatekeeper does. */
  private static Supplier<Optional<ClientCertificate>> shown(TlsConfig tls) {
    return tls.certificate() instanceof CertificateSource.Files files
        ? new ShownCertificate(files)
        : Optional::empty;
  }
}
