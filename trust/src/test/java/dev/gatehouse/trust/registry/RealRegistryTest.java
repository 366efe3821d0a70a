package dev.gatehouse.trust.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import dev.gatehouse.trust.registry.RegistryWriter.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pushing to registries that others wrote, and finding it there again. */
@Timeout(60)
class RealRegistryTest {

  private static final byte[] PAYLOAD = "{\"critical\":{}}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] BUNDLE = "{\"bundle\":1}".getBytes(StandardCharsets.UTF_8);

  @TempDir
  private Path folder;

  @Test
  void everythingStoredInARegistryWithReferrersIsFound() throws Exception {
    try (var registry = RealRegistry.inMemory(true)) {
      storesAndFinds(registry.registry(), RegistryOptions.INTERACTIVE, CredentialSource.ANONYMOUS);
    }
  }

  @Test
  void everythingStoredInARegistryWithoutReferrersIsFound() throws Exception {
    try (var registry = RealRegistry.inMemory(false)) {
      storesAndFinds(registry.registry(), RegistryOptions.INTERACTIVE, CredentialSource.ANONYMOUS);
    }
  }

  @Test
  void everythingStoredInTheDistributionRegistryIsFound() throws Exception {
    try (var registry = RealRegistry.distribution(folder, "}")) {
      storesAndFinds(registry.registry(), RegistryOptions.INTERACTIVE, CredentialSource.ANONYMOUS);
    }
  }

  @Test
  void theDistributionRegistryTakesBasicCredentials() throws Exception {
    var hash = OpenBSDBCrypt.generate("2y", "secret".toCharArray(), new byte[16], 5);
    Files.writeString(folder.resolve("users"), "ann:" + hash + "\n");
    try (var registry = RealRegistry.distribution(folder, "}\nauth: {htpasswd: {realm: test, path: "
        + folder.resolve("users") + "}}")) {
      storesAndFinds(registry.registry(), RegistryOptions.INTERACTIVE,
          CredentialSource.of(new Credential.Basic("ann", "secret")));
      var image = ImageReference.parse(registry.registry() + "/acme/app:v1");
      for (var wrong : List.of(CredentialSource.ANONYMOUS,
          CredentialSource.of(new Credential.Basic("ann", "other")))) {
        refused(Reason.UNAUTHORIZED, RegistryOptions.INTERACTIVE, wrong, image);
      }
    }
  }

  @Test
  void theDistributionRegistryTakesTokens() throws Exception {
    var authority = TestPem.authority(folder, "tokens");
    var realm = HostileServer.start((request, out) -> HostileServer.answer(out,
        request.header("Authorization").equals("Basic YW5uOnNlY3JldA==") ? 200 : 401,
        "application/json", ("{\"token\":\"" + TestToken.of(authority, request.path())
            + "\"}").getBytes(StandardCharsets.UTF_8)));
    try (realm;
        var registry = RealRegistry.distribution(folder, "}\nauth: {token: {realm: \"http://"
            + realm.registry() + "/token\", service: test, issuer: issuer, rootcertbundle: "
            + authority.certificate() + "}}")) {
      storesAndFinds(registry.registry(), RegistryOptions.INTERACTIVE,
          CredentialSource.of(new Credential.Basic("ann", "secret")));
      refused(Reason.UNAUTHORIZED, RegistryOptions.INTERACTIVE, CredentialSource.ANONYMOUS,
          ImageReference.parse(registry.registry() + "/acme/app:v1"));
    }
  }

  @Test
  void aPrivateAuthorityAndAClientCertificateOpenTheDistributionRegistry() throws Exception {
    var ca = TestPem.authority(folder, "ca");
    var server = TestPem.signed(folder, "server", ca);
    var client = TestPem.signed(folder, "client", ca);
    var tls = ", tls: {certificate: " + server.certificate() + ", key: " + server.key()
        + ", clientcas: [" + ca.certificate() + "]}}";
    try (var registry = RealRegistry.distribution(folder, tls)) {
      var settings = RegistryTls.read(Files.readString(ca.certificate()),
          Files.readString(client.certificate()), Files.readString(client.key()));
      var options = RegistryOptions.INTERACTIVE.with(registry.registry(),
          RegistrySettings.NAMED.withTls(settings));
      storesAndFinds(registry.registry(), options, CredentialSource.ANONYMOUS);
      var stranger = RegistryOptions.INTERACTIVE.with(registry.registry(), RegistrySettings.NAMED
          .withTls(RegistryTls.read(Files.readString(client.certificate()), "", "")));
      var image = ImageReference.parse(registry.registry() + "/acme/app:1");
      refused(Reason.UNTRUSTED, stranger, CredentialSource.ANONYMOUS, image);
    }
  }

  private static void refused(Reason reason, RegistryOptions options, CredentialSource credentials,
      ImageReference image) {
    try (var client = new RegistryClient(options, credentials)) {
      assertThatThrownBy(() -> client.resolve(image, budget())).isInstanceOfSatisfying(
          RegistryException.class,
          e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }
  }

  private static void storesAndFinds(
      String registry, RegistryOptions options, CredentialSource credentials)
      throws RegistryException, IOException {
    try (var client = new RegistryClient(options, credentials)) {
      var name = ImageReference.parse(registry + "/acme/app:v1");
      var image = pushImage(client, name);
      assertThat(client.resolve(name, budget()).digest()).isEqualTo(image.digest());
      assertThat(client.tags(name, budget())).containsExactly("v1");
      assertThat(client.materials(name, image.digest(), budget()).found()).isEmpty();

      var writer = client.writer(name);
      var artifact = writer.attach(image, MediaTypes.BUNDLE,
          new Layer(MediaTypes.BUNDLE, BUNDLE, Map.of()), Map.of("a", "b"), budget());
      writer.attach(image, "application/spdx+json",
          new Layer("application/spdx+json", BUNDLE, Map.of()), Map.of(), budget());
      writer.append(Storage.SIGNATURE_TAG, image.digest(),
          new Layer(MediaTypes.SIMPLE_SIGNING, PAYLOAD, Map.of("signature", "one")), budget());
      writer.append(Storage.SIGNATURE_TAG, image.digest(),
          new Layer(MediaTypes.SIMPLE_SIGNING, PAYLOAD, Map.of("signature", "two")), budget());
      writer.append(Storage.ATTESTATION_TAG, image.digest(),
          new Layer(MediaTypes.ENVELOPE, BUNDLE, Map.of("predicateType", "x")), budget());

      assertThat(client.referrers(name, image.digest(), budget())).map(Descriptor::digest)
          .hasSize(2).contains(artifact);
      var materials = client.materials(name, image.digest(), budget());
      assertThat(materials.faults()).isEmpty();
      assertThat(materials.found()).hasSize(4);
      assertThat(materials.found().getFirst()).isInstanceOfSatisfying(Material.Bundle.class,
          bundle -> assertThat(bundle.json()).isEqualTo(BUNDLE));
      assertThat(materials.found()).filteredOn(Material.SimpleSigning.class::isInstance)
          .extracting(each -> ((Material.SimpleSigning) each).annotations().get("signature"))
          .containsExactly("one", "two");
      assertThat(materials.found().getLast()).isInstanceOf(Material.Envelope.class);
    }
  }

  private static Descriptor pushImage(RegistryClient client, ImageReference name)
      throws RegistryException {
    var writer = client.writer(name);
    var config = "{}".getBytes(StandardCharsets.UTF_8);
    var layer = "layer".getBytes(StandardCharsets.UTF_8);
    writer.blob(config, budget());
    writer.blob(layer, budget());
    var manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
        + "\",\"config\":" + Shelf.layer(MediaTypes.OCI_CONFIG, Digest.of(config), 2, "")
        + ",\"layers\":["
        + Shelf.layer("application/vnd.oci.image.layer.v1.tar", Digest.of(layer), 5, "") + "]}")
        .getBytes(StandardCharsets.UTF_8);
    writer.manifest("v1", MediaTypes.OCI_MANIFEST, manifest, budget());
    return Descriptor.of(MediaTypes.OCI_MANIFEST, manifest);
  }

  private static Budget budget() {
    return Budget.of(Duration.ofSeconds(30));
  }
}
