package dev.gatehouse.cli.image;

import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.root.PemRoots;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Demands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who must have signed, and whom to believe. */
final class TrustFlags {

  private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";

  @Option(names = "--key", paramLabel = "FILE", description = "the public key that must have signed, PEM; env://NAME for a variable")
  private Optional<String> key = Optional.empty();

  @Mixin
  private IdentityFlags identity = new IdentityFlags();

  @Option(names = "--trusted-root", paramLabel = "FILE", description = "a trusted_root.json; may be repeated; else what the SIGSTORE_ variables name, else the public good instance")
  private List<Path> trustedRoots = new ArrayList<>();

  @Option(names = "--ca-roots", paramLabel = "FILE", description = "roots of an authority of one's own for certificates, PEM")
  private Optional<Path> ownRoots = Optional.empty();

  @Option(names = "--ca-intermediates", paramLabel = "FILE", description = "its intermediates, PEM")
  private Optional<Path> ownIntermediates = Optional.empty();

  @Option(names = "--certificate-chain", paramLabel = "FILE", description = "the same as a chain that ends with the root, PEM")
  private Optional<Path> ownChain = Optional.empty();

  @Option(names = {"--certificate",
      "--cert"}, paramLabel = "FILE", description = "the signer's certificate for signatures in cosign's older form that come without one, PEM")
  private Optional<Path> certificate = Optional.empty();

  @Option(names = "--timestamp-certificate-chain", paramLabel = "FILE", description = "the chain of a further timestamp authority, PEM")
  private Optional<Path> timestampChain = Optional.empty();

  @Option(names = {"--insecure-ignore-tlog",
      "--private-infrastructure"}, arity = "0..1", fallbackValue = "true", description = "demand no entry in a log")
  private boolean ignoreLog;

  @Option(names = "--insecure-ignore-sct", arity = "0..1", fallbackValue = "true", description = "demand no entry of the certificate in a certificate log")
  private boolean ignoreCertificateLog;

  @Option(names = "--use-signed-timestamps", arity = "0..1", fallbackValue = "true", description = "demand a timestamp")
  private boolean timestamps;

  @Option(names = "--new-bundle-format", arity = "0..1", fallbackValue = "true", description = "look at bundles alone; false: at cosign's older form alone; else at both", hidden = true)
  private Optional<Boolean> bundles = Optional.empty();

  @Option(names = "--signature-digest-algorithm", paramLabel = "NAME", hidden = true)
  private String hash = "sha256";

  @SuppressWarnings("UnusedVariable") // flags of cosign that change nothing here
  @Option(names = {"--offline",
      "--experimental-oci11"}, arity = "0..1", fallbackValue = "true", description = "no log is ever asked, referrers always are", hidden = true)
  private boolean always;

  @Option(names = "--rekor-url", paramLabel = "URL", hidden = true)
  private Optional<String> log = Optional.empty();

  boolean hasKey() {
    return key.isPresent();
  }

  Demands demands() {
    var demands = Demands.DEFAULT.withLogEntries(ignoreLog ? 0 : 1)
        .withCertificateLogs(ignoreCertificateLog || key.isPresent() ? 0 : 1);
    return timestamps ? demands.withTimestamps(1) : demands;
  }

  TrustRoot root() {
    log.ifPresent(url -> System.err.println(
        "note: --rekor-url is not used: a signature must come with its log entry"));
    try {
      var roots = new ArrayList<TrustRoot>();
      for (var file : trustedRoots) {
        roots.add(TrustRoot.parse(Files.readAllBytes(file)));
      }
      if (roots.isEmpty()) {
        roots.add(named());
      }
      if (timestampChain.isPresent()) {
        roots.add(new PemRoots("", "", "", Files.readString(timestampChain.get())).toTrustRoot());
      }
      return TrustRoot.of(roots);
    } catch (IOException | MalformedException e) {
      throw ImageException.failed("the trust root cannot be used: " + e.getMessage());
    }
  }

  /** What the environment names. */
  private static TrustRoot named() throws IOException, MalformedException {
    var variables = new PemRoots(variable("SIGSTORE_ROOT_FILE"),
        variable("SIGSTORE_REKOR_PUBLIC_KEY"), variable("SIGSTORE_CT_LOG_PUBLIC_KEY_FILE"),
        variable("SIGSTORE_TSA_CERTIFICATE_FILE"));
    return variables.equals(new PemRoots("", "", "", ""))
        ? TrustRoot.publicGood()
        : variables.toTrustRoot();
  }

  private static String variable(String name) throws IOException {
    var file = System.getenv(name);
    return file == null ? "" : Files.readString(Path.of(file));
  }

  Authority authority() {
    if (!hash.equalsIgnoreCase("sha256")) {
      throw ImageException.failed("cosign's --signature-digest-algorithm is supported for sha256"
          + " alone, found " + hash);
    }
    if (key.isPresent() && (identity.isNamed() || certificate.isPresent())) {
      throw ImageException.failed("say who must have signed: a key or an identity, not both");
    }
    try {
      if (key.isPresent()) {
        return new Authority.Key(VerificationKey.parsePem(KeyText.read(key.get())));
      }
      var own = ownAuthorities();
      return own.isEmpty()
          ? new Authority.Keyless(List.of(identity.rule()))
          : new Authority.Pki(PemRoots.chains("one's own", own), List.of(identity.rule()));
    } catch (IOException | MalformedException | IllegalArgumentException e) {
      throw ImageException.failed(String.valueOf(e.getMessage()));
    }
  }

  private List<Certificate> ownAuthorities() throws IOException, MalformedException {
    if (ownRoots.isPresent() && ownChain.isPresent()) {
      throw ImageException.failed("name the authority by --ca-roots or by --certificate-chain,"
          + " not by both");
    }
    if (ownIntermediates.isPresent() && ownRoots.isEmpty()) {
      throw ImageException.failed("--ca-intermediates needs --ca-roots");
    }
    var all = new ArrayList<Certificate>();
    for (var file : List.of(ownRoots, ownIntermediates, ownChain)) {
      if (file.isPresent()) {
        all.addAll(Certificate.parsePem(Files.readString(file.get())));
      }
    }
    return all;
  }

  /** What was found in the forms that the user wants, as it is to be verified. */
  List<Material> presented(List<Material> found) {
    return found.stream().flatMap(each -> presented(each).stream()).toList();
  }

  /** The material as it is to be verified; empty if the user does not want its form. */
  private Optional<Material> presented(Material material) {
    if (bundles.isPresent() && bundles.get() != (material instanceof Material.Bundle)) {
      return Optional.empty();
    }
    if (certificate.isEmpty()) {
      return Optional.of(material);
    }
    return Optional.of(switch (material) {
      case Material.Bundle bundle -> bundle;
      case Material.SimpleSigning old -> new Material.SimpleSigning(
          old.place(), old.payload(), withCertificate(old.annotations()));
      case Material.Envelope old -> new Material.Envelope(
          old.place(), old.envelope(), withCertificate(old.annotations()));
    });
  }

  /** Whose certificate it is will be verified: it does not matter who brings it. */
  private Map<String, String> withCertificate(Map<String, String> annotations) {
    try {
      var all = new HashMap<>(annotations);
      if (all.getOrDefault(CERTIFICATE, "").isEmpty()) {
        all.put(CERTIFICATE, Files.readString(certificate.orElseThrow()));
      }
      return all;
    } catch (IOException e) {
      throw ImageException.failed("--certificate cannot be read: " + e);
    }
  }
}
