package dev.gatehouse.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignaturesTest {

  private final Signatures signatures = new Signatures();
  private final List<Boolean> asked = new ArrayList<>();

  @Test
  void verifiesTheSameTokenOnce() {
    assertThat(holds("token", Signatures.Kind.KEYS, "key", true)).isTrue();
    assertThat(holds("token", Signatures.Kind.KEYS, "key", true)).isTrue();

    assertThat(asked).hasSize(1);
  }

  @Test
  void knowsNothingOfAnotherTokenOrKey() {
    holds("token", Signatures.Kind.KEYS, "key", true);

    assertThat(holds("tokem", Signatures.Kind.KEYS, "key", false)).isFalse();
    assertThat(holds("token", Signatures.Kind.KEYS, "kez", false)).isFalse();
  }

  @Test
  void doesNotTakeASecretForAPublicKeyOfTheSameText() {
    holds("token", Signatures.Kind.SECRET, "-----BEGIN PUBLIC KEY-----", true);

    assertThat(holds("token", Signatures.Kind.KEYS, "-----BEGIN PUBLIC KEY-----", false)).isFalse();
  }

  @Test
  void verifiesHugeTokensEachTime() {
    var huge = "x".repeat(10_000);

    holds(huge, Signatures.Kind.KEYS, "key", true);
    holds(huge, Signatures.Kind.KEYS, "key", true);

    assertThat(asked).hasSize(2);
  }

  @Test
  void forgetsWhatFailed() {
    assertThatThrownBy(() -> signatures.keys("no key")).isInstanceOf(BuiltinException.class);
    assertThatThrownBy(() -> signatures.keys("no key")).isInstanceOf(BuiltinException.class);
  }

  private boolean holds(String token, Signatures.Kind kind, String key, boolean result) {
    var claim = new Signatures.Claim(TokenAlgorithm.HS256, token, kind, key);
    return signatures.holds(
        claim,
        () -> {
          asked.add(result);
          return result;
        });
  }
}
