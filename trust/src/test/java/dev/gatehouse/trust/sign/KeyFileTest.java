package dev.gatehouse.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.trust.key.Message;
import dev.gatehouse.trust.key.Scheme;
import dev.gatehouse.trust.text.Pem;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

  private static final byte[] PASSWORD = "secret".getBytes(UTF_8);
  private static final byte[] TEXT = "text".getBytes(UTF_8);

  @Test
  void opensWhatItSealed() throws SigningException {
    var key = SigningKey.generate();

    var opened = KeyFile.read(KeyFile.write(key, PASSWORD), PASSWORD);

    assertThat(opened.verificationKey()).isEqualTo(key.verificationKey());
    var signature = opened.sign(opened.scheme(false), TEXT);
    assertThat(key.verificationKey().verifies(Message.of(TEXT), signature)).isTrue();
  }

  @Test
  void takesTheOlderName() throws SigningException {
    var key = SigningKey.generate();
    var older = KeyFile.write(key, PASSWORD).replace("SIGSTORE", "COSIGN");

    assertThat(KeyFile.read(older, PASSWORD).verificationKey()).isEqualTo(key.verificationKey());
  }

  @Test
  void refusesAnotherPassword() {
    var file = KeyFile.write(SigningKey.generate(), PASSWORD);

    assertThatThrownBy(() -> KeyFile.read(file, new byte[0]))
        .isInstanceOfSatisfying(SigningException.class, e -> assertThat(e.reason())
            .isEqualTo(SigningException.Reason.WRONG_PASSWORD));
  }

  @Test
  void refusesACostThatWouldFillTheMemory() throws Exception {
    var block = Pem.one(KeyFile.write(SigningKey.generate(), PASSWORD));
    var greedy = new String(block.content(), UTF_8).replace("65536", "1073741824");
    var file = new Pem(block.label(), greedy.getBytes(UTF_8)).toString();

    assertThatThrownBy(() -> KeyFile.read(file, PASSWORD)).hasMessageContaining("scrypt");
  }

  @Test
  void refusesAKeyThatIsNotSealed() {
    var file = new Pem("PRIVATE KEY", SigningKey.generate().encoded()).toString();

    assertThatThrownBy(() -> KeyFile.read(file, PASSWORD)).hasMessageContaining("PRIVATE KEY");
  }

  @ParameterizedTest
  @CsvSource({"EC,256", "EC,384", "EC,521", "Ed25519,255", "RSA,2048"})
  void signsWithEveryKindOfKey(String algorithm, int size)
      throws SigningException, GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    var pair = generator.generateKeyPair();

    var key = SigningKey.parse(pair.getPrivate().getEncoded());

    assertThat(key.verificationKey().encoded()).isEqualTo(pair.getPublic().getEncoded());
    for (var scheme : new Scheme[]{key.scheme(false), key.scheme(true),
        key.olderScheme(false)}) {
      var signature = key.sign(scheme, TEXT);
      assertThat(key.verificationKey().verifies(Message.of(TEXT), signature)).isTrue();
      signature[signature.length / 2] ^= 1;
      assertThat(key.verificationKey().verifies(Message.of(TEXT), signature)).isFalse();
    }
  }
}
