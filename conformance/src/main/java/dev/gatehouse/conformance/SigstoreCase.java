package dev.gatehouse.conformance;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.VerificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One folder of sigstore-conformance's {@code bundle-verify}, verified with the artifact at hand or
 * with its digest alone. A folder whose name ends in {@code _fail} must not verify.
 */
record SigstoreCase(Path folder, boolean byDigest) implements Case {

  private static final String IDENTITY = "https://github.com/sigstore-conformance/"
      + "extremely-dangerous-public-oidc-beacon/.github/workflows/"
      + "extremely-dangerous-oidc-beacon.yml@refs/heads/main";
  private static final String ISSUER = "https://token.actions.githubusercontent.com";

  /** Every folder below one, twice each. */
  static List<SigstoreCase> read(Path directory) throws IOException {
    var cases = new ArrayList<SigstoreCase>();
    try (var folders = Files.list(directory)) {
      for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
        cases.add(new SigstoreCase(folder, false));
        cases.add(new SigstoreCase(folder, true));
      }
    }
    return cases;
  }

  @Override
  public String id() {
    return folder.getFileName() + (byDigest ? "/digest" : "/path");
  }

  @Override
  public @Nullable String run() {
    var shouldFail = folder.getFileName().toString().endsWith("_fail");
    try {
      verify();
      return shouldFail ? "verified, but must not" : null;
    } catch (VerificationException | MalformedException e) {
      return shouldFail ? null : String.valueOf(e.getMessage());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void verify() throws IOException, VerificationException, MalformedException {
    var key = folder.resolve("key.pub");
    var authority = Files.exists(key)
        ? SigstoreClient.key(key)
        : SigstoreClient.keyless(text("identity", IDENTITY), text("issuer", ISSUER));
    var rootFile = folder.resolve("trusted_root.json");
    var root = Files.exists(rootFile)
        ? TrustRoot.parse(Files.readAllBytes(rootFile))
        : TrustRoot.publicGood();
    var own = folder.resolve("artifact");
    var artifact = Files.readAllBytes(
        Files.exists(own) ? own : folder.resolveSibling("a.txt"));
    var bundle = Files.readAllBytes(folder.resolve("bundle.sigstore.json"));
    if (byDigest) {
      SigstoreClient.verify(root, authority, bundle, Digest.of(artifact));
    } else {
      SigstoreClient.verify(root, authority, bundle, artifact);
    }
  }

  private String text(String name, String otherwise) throws IOException {
    var file = folder.resolve(name);
    return Files.exists(file)
        ? Files.readString(file, StandardCharsets.UTF_8).strip()
        : otherwise;
  }
}
