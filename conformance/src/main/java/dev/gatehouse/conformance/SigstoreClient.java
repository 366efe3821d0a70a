package dev.gatehouse.conformance;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.root.TrustRoot;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command protocol of sigstore-conformance: {@code verify-bundle} says by its exit code whether a
 * bundle verifies.
 */
public final class SigstoreClient {

  private static final String USAGE = """
      usage: sigstore-client verify-bundle --bundle FILE
               (--certificate-identity ID --certificate-oidc-issuer URL | --key PEM)
               [--trusted-root FILE] FILE_OR_DIGEST
      """;

  private final Map<String, String> options;
  private final String subject;

  private SigstoreClient(Map<String, String> options, String subject) {
    this.options = Map.copyOf(options);
    this.subject = subject;
  }

  public static void main(String[] args) {
    try {
      if (args.length < 2 || !args[0].equals("verify-bundle")) {
        throw new IllegalArgumentException(USAGE);
      }
      System.out.println(parse(args).verify().signer().text());
    } catch (VerificationException | MalformedException | IOException
        | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static SigstoreClient parse(String[] args) {
    var options = new HashMap<String, String>();
    for (var i = 1; i < args.length - 1; i++) {
      if (args[i].equals("--staging")) {
        throw new IllegalArgumentException("the staging instance needs its own --trusted-root");
      }
      options.put(args[i], args[++i]);
    }
    return new SigstoreClient(options, args[args.length - 1]);
  }

  private String option(String name) {
    var value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing\n" + USAGE);
    }
    return value;
  }

  private Verified verify() throws VerificationException, MalformedException, IOException {
    var authority = options.containsKey("--key")
        ? key(Path.of(option("--key")))
        : keyless(option("--certificate-identity"), option("--certificate-oidc-issuer"));
    var root = options.containsKey("--trusted-root")
        ? TrustRoot.parse(Files.readAllBytes(Path.of(option("--trusted-root"))))
        : TrustRoot.publicGood();
    var bundle = Files.readAllBytes(Path.of(option("--bundle")));
    var digest = Digest.parse(subject);
    return digest.isPresent() && !Files.exists(Path.of(subject))
        ? verify(root, authority, bundle, digest.get())
        : verify(root, authority, bundle, Files.readAllBytes(Path.of(subject)));
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
