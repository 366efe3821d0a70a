package dev.gatehouse.conformance;

import dev.gatehouse.http.AddressResolver;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Manner;
import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.sign.ContentSigner;
import dev.gatehouse.trust.sign.ServiceClient;
import dev.gatehouse.trust.sign.SigningException;
import dev.gatehouse.trust.sign.SigningIdentity;
import dev.gatehouse.trust.sign.SigningServices;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Content;
import dev.gatehouse.trust.verify.Demands;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verified;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command protocol of sigstore-conformance: {@code verify-bundle} and {@code sign-bundle} say by
 * their exit code whether it went well.
 */
final class SigstoreClient {

  private static final String USAGE = """
      usage: sigstore-client verify-bundle --bundle FILE
               (--certificate-identity ID --certificate-oidc-issuer URL | --key PEM)
               [--trusted-root FILE] FILE_OR_DIGEST
             sigstore-client sign-bundle [--in-toto] --identity-token TOKEN --bundle FILE
               --signing-config FILE [--trusted-root FILE] FILE
      """;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String IN_TOTO = "--in-toto";
  private static final String STAGING = "--staging";
  private static final Set<String> FLAGS = Set.of(IN_TOTO, STAGING);

  private final Map<String, String> options;
  private final String subject;

  private SigstoreClient(Map<String, String> options, String subject) {
    this.options = Map.copyOf(options);
    this.subject = subject;
  }

  /** Runs one command. @return the exit code */
  static int run(List<String> arguments) {
    try {
      var client = parse(arguments);
      switch (arguments.getFirst()) {
        case "verify-bundle" -> System.out.println(client.verify().signer().text());
        case "sign-bundle" -> client.sign();
        default -> throw new IllegalArgumentException(USAGE);
      }
      return 0;
    } catch (VerificationException | SigningException | MalformedException | IOException
        | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static SigstoreClient parse(List<String> arguments) {
    if (arguments.size() < 2) {
      throw new IllegalArgumentException(USAGE);
    }
    var options = new HashMap<String, String>();
    var last = arguments.size() - 1;
    for (var i = 1; i < last; i++) {
      var name = arguments.get(i);
      options.put(name, FLAGS.contains(name) || ++i == last ? "" : arguments.get(i));
    }
    return new SigstoreClient(options, arguments.getLast());
  }

  private String option(String name) {
    var value = options.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing\n" + USAGE);
    }
    return value;
  }

  private TrustRoot root() throws MalformedException, IOException {
    if (options.containsKey("--trusted-root")) {
      return TrustRoot.parse(Files.readAllBytes(Path.of(option("--trusted-root"))));
    }
    if (options.containsKey(STAGING)) {
      throw new IllegalArgumentException(
          "the staging instance is not built in: give --trusted-root and --signing-config");
    }
    return TrustRoot.publicGood();
  }

  private Verified verify() throws VerificationException, MalformedException, IOException {
    var authority = options.containsKey("--key")
        ? key(Path.of(option("--key")))
        : keyless(option("--certificate-identity"), option("--certificate-oidc-issuer"));
    var bundle = Files.readAllBytes(Path.of(option("--bundle")));
    var digest = Digest.parse(subject);
    return digest.isPresent() && !Files.exists(Path.of(subject))
        ? verify(root(), authority, bundle, digest.get())
        : verify(root(), authority, bundle, Files.readAllBytes(Path.of(subject)));
  }

  private void sign() throws SigningException, MalformedException, IOException {
    var config = Files.readAllBytes(Path.of(option("--signing-config")));
    var services = SigningServices.parse(config, Instant.now());
    var identity = new SigningIdentity.Token(option("--identity-token"));
    var content = Files.readAllBytes(Path.of(subject));
    try (var transport = new HttpTransport(Manner.strict(AddressResolver.SYSTEM))) {
      var client = new ServiceClient(transport, TlsSettings.DEFAULT, PATIENCE);
      var signer = new ContentSigner(identity, services, client);
      var bundle = options.containsKey(IN_TOTO)
          ? signer.statement(content)
          : signer.artifact(content);
      if (options.containsKey("--trusted-root") && !options.containsKey(IN_TOTO)) {
        requireSound(bundle, content);
      }
      Files.write(Path.of(option("--bundle")), bundle);
    }
  }

  /** Whoever signed: nobody is wanted, so that naming the signer is the furthest it can come. */
  private void requireSound(byte[] bundle, byte[] content)
      throws MalformedException, IOException {
    try {
      verify(root(), keyless("(nobody)", "(nobody)"), bundle, content);
    } catch (VerificationException e) {
      if (e.signer().isEmpty()) {
        throw new IllegalArgumentException(
            "what was signed does not verify by --trusted-root: " + e.getMessage(), e);
      }
    }
  }

  static Authority key(Path file) throws MalformedException, IOException {
    var pem = Files.readString(file, StandardCharsets.UTF_8);
    return new Authority.Key(VerificationKey.parsePem(pem));
  }

  static Authority keyless(String identity, String issuer) {
    return new Authority.Keyless(
        List.of(IdentityRule.of(TextRule.exact(issuer), TextRule.exact(identity))));
  }

  static Verified verify(TrustRoot root, Authority authority, byte[] bundle, byte[] artifact)
      throws VerificationException {
    return new Verifier(root).verifyArtifact(bundle, artifact, wanted(authority));
  }

  static Verified verify(TrustRoot root, Authority authority, byte[] bundle, Digest artifact)
      throws VerificationException {
    return new Verifier(root).verifyArtifact(bundle, artifact, wanted(authority));
  }

  private static Wanted wanted(Authority authority) {
    return new Wanted(authority, new Content.SignatureOrStatement(), Demands.DEFAULT, Map.of());
  }
}
