package dev.gatehouse.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

  private static final String SHA = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @ParameterizedTest
  @CsvSource({
      "alpine, docker.io/library/alpine:latest",
      "alpine:3.20, docker.io/library/alpine:3.20",
      "acme/app, docker.io/acme/app:latest",
      "index.docker.io/library/alpine, docker.io/library/alpine:latest",
      "docker.io/alpine, docker.io/library/alpine:latest",
      "ghcr.io/acme/app:v1, ghcr.io/acme/app:v1",
      "localhost/app, localhost/app:latest",
      "localhost:5000/app, localhost:5000/app:latest",
      "127.0.0.1:5000/a/b/c:x, 127.0.0.1:5000/a/b/c:x",
      "[::1]:5000/app, [::1]:5000/app:latest",
      "Registry/app, Registry/app:latest",
      "acme__x/a-b--c.d_e, docker.io/acme__x/a-b--c.d_e:latest"})
  void fillsInWhatIsNotWritten(String text, String canonical) {
    assertThat(ImageReference.parse(text).canonical()).isEqualTo(canonical);
    assertThat(ImageReference.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "@", "/", "a/", "/a", "Alpine", "a//b", "a..b", "-a", "a-", "a:",
      "a:-x", "a@sha256:12", "a@md5:d41d8cd98f00b204e9800998ecf8427e", "a b", "a\n", "http://a/b",
      "ghcr.io", "x.y/../z", "host:port/a", "-h.io/a", "user@host/a", "a:b:c", "reg.io/a?b",
      "[::1/a", "reg.io/A", "ghcr.io/a#b", "ghcr.io/a%2fb"})
  void refusesWhatIsNoReference(String text) {
    if (text.equals("ghcr.io")) {
      assertThat(ImageReference.parse(text).canonical())
          .isEqualTo("docker.io/library/ghcr.io:latest");
      return;
    }
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("invalid image reference");
  }

  @Test
  void isBoundedInLength() {
    assertThatThrownBy(() -> ImageReference.parse("a".repeat(256)))
        .hasMessageContaining("longer than 255");
    assertThatThrownBy(() -> ImageReference.parse("a".repeat(1_000_000)))
        .hasMessageContaining("longer than 1024");
    assertThatThrownBy(() -> ImageReference.parse("a:" + "t".repeat(129)))
        .hasMessageContaining("is no tag");
  }

  @Test
  void keepsTheTagBesideADigest() {
    var image = ImageReference.parse("ghcr.io/acme/app:v1@" + SHA);
    assertThat(image.tag()).contains("v1");
    assertThat(image.digest().map(Digest::toString)).contains(SHA);
    assertThat(image.canonical()).isEqualTo("ghcr.io/acme/app:v1@" + SHA);
    assertThat(ImageReference.parse("app@" + SHA).effectiveTag()).isEmpty();
  }

  @Test
  void pinsWhatWasWrittenToADigest() {
    var digest = Digest.parse(SHA).orElseThrow();
    assertThat(ImageReference.parse("app:v1").withDigest(digest).text())
        .isEqualTo("app:v1@" + SHA);
    assertThat(ImageReference.parse("app").withDigest(digest).text()).isEqualTo("app@" + SHA);
    var other = Digest.of(new byte[]{1});
    assertThat(ImageReference.parse("app:v1@" + other).withDigest(digest).text())
        .isEqualTo("app:v1@" + SHA);
  }
}
