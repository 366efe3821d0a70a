package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.kube.KubernetesObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Images are asked about with what their Pods pull with, and nobody profits from another's rights. */
@TestInstance(Lifecycle.PER_CLASS)
class ImagePullingTest {

  private static final String PULL = "\"imagePullSecrets\": [{\"name\": \"pull\"}], ";

  @TempDir
  private static Path folder;
  private ImageStage stage;
  private String digest;

  @BeforeAll
  void start() throws Exception {
    stage = ImageStage.start(folder);
    digest = stage.push("private", ImageStage.RELEASE);
    stage.sigstore().registry().guard("shop/private", "robot", "right");
    Files.writeString(folder.resolve("policies").resolve("secrets.yaml"),
        secret("shop", "pull", "right") + secret("other", "pull", "wrong")
            + secret("robots", "robots-pull", "right") + """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: default, namespace: robots}
                imagePullSecrets: [{name: robots-pull}]
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: pull, namespace: broken}
                stringData: {.dockerconfigjson: "none"}
                """);
    TestServer.await(() -> ImageStage.isAllowed(ask("shop", PULL, "private:1")));
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  private String secret(String namespace, String name, String password) {
    var auth = Base64.getEncoder().encodeToString(("robot:" + password).getBytes(UTF_8));
    return """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s, namespace: %s}
        type: kubernetes.io/dockerconfigjson
        stringData: {.dockerconfigjson: '{"auths": {"%s": {"auth": "%s"}}}'}
        ---
        """.formatted(name, namespace, stage.rules().registry(), auth);
  }

  private KubernetesObject ask(String namespace, String fields, String image) {
    return asked(namespace, fields, stage.image(image));
  }

  private KubernetesObject asked(String namespace, String image) {
    return asked(namespace, "", image);
  }

  private KubernetesObject asked(String namespace, String fields, String image) {
    try {
      return stage.ask("/v1/admit", namespace, fields, image);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void assertClosed(KubernetesObject review) {
    assertThat(ImageStage.isAllowed(review)).isFalse();
    assertThat(review.textAt("response", "status", "message"))
        .containsIgnoringCase("shop/private").contains("credentials");
  }

  @Test
  void aPodWithTheRightSecretIsAdmittedByTagAndDigest() {
    assertThat(ImageStage.isAllowed(ask("shop", PULL, "private:1"))).isTrue();
    assertThat(ImageStage.isAllowed(ask("shop", PULL, "private@" + digest))).isTrue();
  }

  @Test
  void aPodWithoutItDoesNotProfitFromWhatIsRemembered() {
    for (var image : new String[]{"private:1", "private@" + digest}) {
      assertThat(ImageStage.isAllowed(ask("shop", PULL, image))).isTrue();
      assertClosed(ask("shop", "", image));
      assertClosed(ask("other", PULL, image));
      assertClosed(ask("nobody", PULL, image));
      assertClosed(ask("shop", PULL.replace("pull\"", "robots-pull\""), image));
    }
  }

  @Test
  void aPodWithoutSecretsPullsWithThoseOfItsServiceAccount() {
    assertThat(ImageStage.isAllowed(ask("robots", "", "private:1"))).isTrue();
    assertThat(
        ImageStage.isAllowed(ask("robots", "\"serviceAccountName\": \"default\", ", "private:1")))
        .isTrue();
    assertClosed(ask("robots", "\"serviceAccountName\": \"other\", ", "private:1"));
    assertClosed(ask("robots", PULL, "private:1"));
  }

  /** The image is for everybody, its signatures are not. */
  @Test
  void signaturesElsewhereAreReadWithTheSecretsThatTheRuleNames() throws Exception {
    var registry = stage.sigstore().registry();
    registry.push("apart/web", "1", "apart");
    var signed = registry.push("apart/signatures", "1", "apart");
    registry.attach("apart/signatures", signed,
        stage.sigstore().sigstore().signing(signed).by(ImageStage.RELEASE).bundle());
    registry.guard("apart/signatures", "robot", "right");
    Files.writeString(folder.resolve("policies").resolve("apart.yaml"), """
        apiVersion: trust.gatehouse.dev/v1alpha1
        kind: ImagePolicy
        metadata: {name: apart}
        spec:
          images: [{glob: "%1$s/apart/web"}]
          authorities:
          - keyless:
              trustRootRef: local
              identities: [{issuer: "%2$s", subject: %3$s}]
            source: [{oci: "%1$s/apart/signatures", signaturePullSecrets: [{name: pull}]}]
        """.formatted(stage.rules().registry(), ImageStage.RELEASE.issuer(),
        ImageStage.RELEASE.name()));
    var image = stage.rules().registry() + "/apart/web:1";
    TestServer.await(() -> ImageStage.isAllowed(asked("shop", image)));
    assertThat(ImageStage.isAllowed(asked("other", image))).isFalse();
    assertThat(ImageStage.isAllowed(asked("nobody", image))).isFalse();
    assertThat(ImageStage.isAllowed(asked("shop", image))).isTrue();
  }

  @Test
  void aSecretThatCannotBeReadIsNamed() {
    var review = ask("broken", PULL, "private:1");
    assertThat(ImageStage.isAllowed(review)).isFalse();
    assertThat(review.textAt("response", "status", "message"))
        .contains("the pull secret broken/pull cannot be used");
  }

  @Test
  void thePinningWebhookPullsAlike() throws Exception {
    var pinned = stage.ask("/v1/mutate", "shop", PULL, stage.image("private:1"));
    assertThat(new String(Base64.getDecoder().decode(pinned.textAt("response", "patch")), UTF_8))
        .contains(digest);
    assertThat(stage.ask("/v1/mutate", "other", PULL, stage.image("private:1"))
        .textAt("response", "patch")).isEmpty();
  }
}
