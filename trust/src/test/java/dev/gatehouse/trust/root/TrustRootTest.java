package dev.gatehouse.trust.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.json.Json;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.text.Pem;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustRootTest {

  private static final LocalSigstore SIGSTORE = LocalSigstore.create(Clock.systemUTC());

  private static String text() {
    return Json.write(SIGSTORE.trustedRoot());
  }

  private static TrustRoot parse(String text) throws MalformedException {
    return TrustRoot.parse(text.getBytes(UTF_8));
  }

  @Test
  void readsWhomToBelieve() throws MalformedException {
    var root = parse(text());

    assertThat(root.authorities()).hasSize(1);
    assertThat(root.logs()).extracting(TransparencyLog::host)
        .containsExactly("rekor.local", "rekor2.local");
    assertThat(root.certificateLogs()).hasSize(1);
    assertThat(root.timestampAuthorities()).hasSize(1);
    assertThat(root.digest()).isEqualTo(Digest.of(text().getBytes(UTF_8)));
  }

  @Test
  void leavesUnknownFieldsAndKindsOfKeysAlone() throws MalformedException {
    var root = parse(text().replaceFirst("\"operator\"", "\"unheardOf\"")
        .replaceFirst("PKIX_ED25519", "PKIX_OF_THE_FUTURE"));

    assertThat(root.logs()).hasSize(1);
  }

  @Test
  void refusesAChainOutOfOrder() {
    var chain = SIGSTORE.certificateChain().stream().map(TrustRootTest::base64).toList();
    var swapped = text().replace(chain.getFirst(), "#").replace(chain.getLast(), chain.getFirst())
        .replace("#", chain.getLast());

    assertThatThrownBy(() -> parse(swapped)).hasMessageContaining("out of order");
  }

  private static String base64(X509Certificate certificate) {
    return Base64.getEncoder().encodeToString(der(certificate));
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesKeysThatStandTwice() {
    assertThatThrownBy(() -> parse(text().replaceFirst("\\{", "{\"mediaType\":\"x\",")))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void hasThePublicGoodInstanceBuiltIn() {
    var root = TrustRoot.publicGood();

    assertThat(root.authorities()).hasSize(2);
    assertThat(root.logs()).extracting(TransparencyLog::host)
        .containsExactly("rekor.sigstore.dev", "log2025-1.rekor.sigstore.dev");
    assertThat(root.logs().getFirst().id()).isEqualTo(root.logs().getFirst().key().id());
    var second = root.logs().getLast();
    assertThat(second.id()).isEqualTo(Hash.SHA256.of(second.host().getBytes(UTF_8),
        new byte[]{'\n', 1}, second.key().rawEd25519()));
    assertThat(root.certificateLogs()).hasSize(2)
        .allSatisfy(log -> assertThat(log.id()).isEqualTo(log.key().id()));
  }

  @Test
  void readsCosignsOlderFiles() throws Exception {
    var roots = new StringBuilder();
    SIGSTORE.certificateChain()
        .forEach(each -> roots.append(new Pem("CERTIFICATE", der(each))));
    var root = new PemRoots(roots.toString(),
        new Pem("PUBLIC KEY", SIGSTORE.logKey(LogVersion.V1).getEncoded()).toString(),
        new Pem("PUBLIC KEY", SIGSTORE.certificateLogKey().getEncoded()).toString(), "")
        .toTrustRoot();
    var image = Digest.of(new byte[0]);
    var layer = SIGSTORE.signing(image.toString()).legacy();
    var material = new Material.SimpleSigning(new Material.Place(image, 0), layer.content(),
        layer.annotations());
    var wanted = Wanted.signature(new Authority.Keyless(List.of(IdentityRule.of(
        TextRule.exact("https://issuer.example.com"), TextRule.exact("ci@example.com")))));

    assertThat(new Verifier(root).verify(material, image, wanted).times()).hasSize(1);
    assertThat(root.authorities()).singleElement()
        .satisfies(each -> assertThat(each.chain()).hasSize(2));
  }
}
