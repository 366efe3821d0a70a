package dev.gatehouse.trust.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {

  @Test
  void aStarStopsAtASlashAndTwoDoNot() {
    assertThat(TextRule.glob("*@example.com").matches("ci@example.com")).isTrue();
    assertThat(TextRule.glob("https://github.com/*/app").matches("https://github.com/a/b/app"))
        .isFalse();
    assertThat(TextRule.glob("https://github.com/**/app").matches("https://github.com/a/b/app"))
        .isTrue();
    assertThat(TextRule.glob("a.c*").matches("abcd")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {".*", "^.*$", ".+", "(.*)", "[\\s\\S]*", ".*.*", ""})
  void refusesAPatternThatMatchesEverything(String regex) {
    assertThatThrownBy(() -> TextRule.regex(regex)).hasMessageContaining("everybody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "**", ""})
  void refusesAGlobThatMatchesEverything(String glob) {
    assertThatThrownBy(() -> TextRule.glob(glob)).hasMessageContaining("everybody");
  }

  @Test
  void warnsOfADotThatStandsForAnything() {
    assertThat(TextRule.regex("https://github.com/acme/[a-z]+").warning()).isPresent();
    assertThat(TextRule.regex("https://github\\.com/acme/[a-z]+").warning()).isEmpty();
    assertThat(TextRule.exact("https://github.com").warning()).isEmpty();
    assertThat(TextRule.glob("https://github.com/*").warning()).isEmpty();
  }

  @Test
  void refusesWhatIsNoPattern() {
    assertThatThrownBy(() -> TextRule.regex("(")).hasMessageContaining("not valid");
    assertThatThrownBy(() -> TextRule.regex("(?=x)")).hasMessageContaining("not valid");
  }
}
