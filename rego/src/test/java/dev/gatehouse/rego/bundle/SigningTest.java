package dev.gatehouse.rego.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles that are signed here are verified here. */
class SigningTest {

  private static final Bundle BUNDLE = new Bundle(
      Manifest.NONE,
      List.of("/data.json"),
      List.of(new Source("p.rego", "package p\n\nx := 1\n", RegoVersion.V1)),
      ObjectValue.EMPTY);

  @ParameterizedTest
  @CsvSource({"RS256, RSA, 2048", "PS384, RSA, 2048", "ES256, EC, 256", "ES512, EC, 521"})
  void verifiesWhatAPrivateKeySigned(String algorithm, String family, int size) throws Exception {
    var generator = KeyPairGenerator.getInstance(family);
    generator.initialize(size);
    var pair = generator.generateKeyPair();
    var archive = BUNDLE.archive(
        Signing.of(algorithm, pem("PRIVATE KEY", pair), ObjectValue.EMPTY, "default"));
    var key = SignatureKey.of(algorithm, pem("PUBLIC KEY", pair));
    assertThat(read(archive, key).modules()).hasSize(1);
  }

  @Test
  void refusesTheSignatureOfAnotherSecret() throws Exception {
    var archive = BUNDLE.archive(Signing.of("HS256", "one", ObjectValue.EMPTY, ""));
    assertThat(read(archive, SignatureKey.of("HS256", "one")).modules()).hasSize(1);
    var other = SignatureKey.of("HS256", "other");
    assertThatThrownBy(() -> read(archive, other))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("failed to verify JWT signature: invalid HMAC signature");
  }

  @Test
  void refusesWhatIsNoKey() {
    assertThatThrownBy(() -> Signing.of("RS256", "none", ObjectValue.EMPTY, ""))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> Signing.of("XX256", "none", ObjectValue.EMPTY, ""))
        .hasMessage("unknown signature algorithm: XX256");
  }

  private static Bundle read(byte[] archive, SignatureKey key) throws BundleException {
    return Bundle.ofArchive(
        archive,
        new BundleOptions(
            RegoVersion.V1,
            BundleOptions.Limits.DEFAULT,
            new Verification(key, "", Set.of()),
            name -> false));
  }

  private static String pem(String type, KeyPair pair) {
    var key = type.startsWith("PRIVATE") ? pair.getPrivate() : pair.getPublic();
    var base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }
}
