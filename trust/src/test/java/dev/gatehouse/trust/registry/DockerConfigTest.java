package dev.gatehouse.trust.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {

  @ParameterizedTest
  @CsvSource({
      "https://index.docker.io/v1/, docker.io, library/alpine, true",
      "index.docker.io, docker.io, library/alpine, true",
      "registry-1.docker.io, docker.io, library/alpine, true",
      "docker.io, docker.io, acme/app, true",
      "ghcr.io, ghcr.io, acme/app, true",
      "https://ghcr.io/v2/, ghcr.io, acme/app, true",
      "ghcr.io/acme, ghcr.io, acme/app, true",
      "ghcr.io/acme, ghcr.io, acme, true",
      "ghcr.io/acme, ghcr.io, acmecorp/app, false",
      "ghcr.io/acme/app, ghcr.io, acme/app2, false",
      "ghcr.io:443, ghcr.io, acme/app, false",
      "ghcr.io, ghcr.io.evil.test, acme/app, false",
      "*.azurecr.io, one.azurecr.io, app, true",
      "*.azurecr.io, a.b.azurecr.io, app, false",
      "*.azurecr.io, azurecr.io, app, false",
      "eu-*-docker.pkg.dev, eu-west1-docker.pkg.dev, app, true",
      "*, ghcr.io, app, false",
      "localhost:5000, localhost:5000, app, true"})
  void fitsKeysToRepositories(String key, String registry, String repository, boolean fits) {
    assertThat(RegistryPattern.parse(key).matches(registry, repository)).isEqualTo(fits);
  }

  @Test
  void theLongestPathComesFirst() throws RegistryException {
    var config = DockerConfig.parse(bytes("{\"auths\":{"
        + "\"*.reg.test\":" + auth("glob") + ",\"a.reg.test\":" + auth("host") + ","
        + "\"a.reg.test/acme\":" + auth("team") + ",\"a.reg.test/acme/app\":" + auth("app")
        + "}}"));
    assertThat(config.find("a.reg.test", "acme/app")).map(Object::toString)
        .containsExactly("Basic[app]", "Basic[team]", "Basic[host]", "Basic[glob]");
    assertThat(config.find("b.reg.test", "acme/app")).map(Object::toString)
        .containsExactly("Basic[glob]");
    assertThat(config.find("elsewhere.test", "acme/app")).isEmpty();
  }

  @Test
  void readsEveryKindOfCredential() throws RegistryException {
    var config = DockerConfig.parse(bytes("""
        {"auths":{"basic.test":{"username":"u","password":"p:q"},
        "identity.test":{"auth":"PHRva2VuPjo=","identitytoken":"refresh"},
        "registry.test":{"registrytoken":"bearer"},"empty.test":{}},"HttpHeaders":{"a":"b"}}"""));
    assertThat(config.find("basic.test", "a"))
        .isEqualTo(List.of(new Credential.Basic("u", "p:q")));
    assertThat(config.find("identity.test", "a"))
        .isEqualTo(List.of(new Credential.IdentityToken("refresh")));
    assertThat(config.find("registry.test", "a"))
        .isEqualTo(List.of(new Credential.RegistryToken("bearer")));
    assertThat(config.find("empty.test", "a")).isEmpty();
  }

  @Test
  void readsBothFormsOfAPullSecret() throws RegistryException {
    var older = DockerConfig.ofPullSecret(bytes("{\"reg.test\":" + auth("old") + "}"));
    var newer = DockerConfig.ofPullSecret(bytes("{\"auths\":{\"reg.test\":" + auth("new") + "}}"));
    assertThat(older.find("reg.test", "a").toString()).isEqualTo("[Basic[old]]");
    assertThat(newer.find("reg.test", "a").toString()).isEqualTo("[Basic[new]]");
  }

  @Test
  void aPullSecretStartsNoPrograms() throws RegistryException {
    var secret = DockerConfig.ofPullSecret(bytes(
        "{\"auths\":{},\"credsStore\":\"absent\",\"credHelpers\":{\"reg.test\":\"absent\"}}"));
    assertThat(secret.find("reg.test", "a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../bin/sh", "a/b", "", "-x", "a b", "a;b"})
  void aHelperIsNamedAndNoPath(String name) {
    assertThatThrownBy(() -> CredentialHelper.named(name)).isInstanceOf(RegistryException.class);
  }

  @Test
  void aHelperThatIsAbsentIsAnErrorAndNotNobody() throws RegistryException {
    var config = DockerConfig.parse(bytes("{\"credsStore\":\"surely-absent\"}"));
    assertThatThrownBy(() -> config.find("reg.test", "a")).isInstanceOfSatisfying(
        RegistryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"auths\":7}",
      "{\"auths\":{\"a.b\":{\"auth\":\"c2VjcmV0\"}}}",
      "{\"auths\":{\"a.b\":{\"auth\":7}}}", "hunter2"})
  void anErrorSaysNothingOfTheSecret(String json) {
    assertThatThrownBy(() -> DockerConfig.parse(bytes(json)))
        .isInstanceOf(RegistryException.class).message().doesNotContain("secret", "hunter");
  }

  @Test
  void scopesOfDifferentSecretsDifferAndSayNothing() throws RegistryException {
    var one = DockerConfig.parse(bytes("{\"auths\":{\"reg.test\":" + auth("a") + "}}"));
    var same = DockerConfig.parse(bytes("{\"auths\":{\"reg.test\":" + auth("a") + "}}"));
    var other = DockerConfig.parse(bytes("{\"auths\":{\"reg.test\":" + auth("b") + "}}"));
    assertThat(one.scope()).isEqualTo(same.scope()).isNotEqualTo(other.scope())
        .hasSize(24).isNotEqualTo(CredentialSource.ANONYMOUS.scope());
    assertThat(one.toString() + new Credential.Basic("u", "hunter2")
        + new Credential.IdentityToken("hunter2")).doesNotContain("hunter2");
  }

  private static String auth(String user) {
    var pair = Base64.getEncoder().encodeToString(bytes(user + ":secret"));
    return "{\"auth\":\"" + pair + "\"}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
