package dev.gatehouse.rego.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles are read, verified and refused. */
class BundleTest {

  private static final byte[] SIGNED = resource("signed.tar.gz");

  private static byte[] resource(String name) {
    try (var in = BundleTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static BundleOptions signedBy(String secret) throws GeneralSecurityException {
    var key = SignatureKey.of("HS256", secret);
    return new BundleOptions(RegoVersion.V1, BundleOptions.Limits.DEFAULT,
        new Verification(key, "", Set.of()), name -> false);
  }

  private static byte[] archive(String... pathsAndTexts) {
    var files = new LinkedHashMap<String, byte[]>();
    for (var i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return TarArchive.write(files);
  }

  @Test
  void acceptsABundleThatOpaSigned() throws Exception {
    var bundle = Bundle.ofArchive(SIGNED, signedBy("secret"));
    assertThat(bundle.manifest().roots()).containsExactly("p", "x");
    assertThat(bundle.parse()).hasSize(1);
  }

  @Test
  void refusesABundleThatIsSignedByAnotherKey() {
    assertThatThrownBy(() -> Bundle.ofArchive(SIGNED, signedBy("other")))
        .hasMessageContaining("invalid HMAC signature");
  }

  @Test
  void refusesAFileThatChangedAfterSigning() throws Exception {
    var files = new LinkedHashMap<>(
        TarArchive.read(SIGNED, BundleOptions.Limits.DEFAULT).files());
    files.put("/data.json", "{\"x\":{\"k\":3}}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Bundle.ofArchive(TarArchive.write(files), signedBy("secret")))
        .hasMessageContaining("digest mismatch");
  }

  @Test
  void refusesAFileThatWasAddedAfterSigning() throws Exception {
    var files = new LinkedHashMap<>(
        TarArchive.read(SIGNED, BundleOptions.Limits.DEFAULT).files());
    files.put("/y.rego", "package p.y".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Bundle.ofArchive(TarArchive.write(files), signedBy("secret")))
        .hasMessageContaining("file y.rego not included in bundle signature");
  }

  @Test
  void verifiesEveryFileOfAFolder(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("data.json"), "{\"a\": 1}");
    Files.writeString(folder.resolve("README.md"), "read me");
    var files = Bundle.signedFiles(folder, BundleOptions.DEFAULT);
    var signatures = Signing.of("HS256", "k", ObjectValue.EMPTY, "").signatures(files);
    Files.writeString(folder.resolve(".signatures.json"), signatures);
    assertThat(Bundle.ofFolder(folder, signedBy("k")).files()).containsExactly("/data.json");
    Files.delete(folder.resolve("README.md"));
    assertThatThrownBy(() -> Bundle.ofFolder(folder, signedBy("k")))
        .hasMessageContaining("README.md] specified in bundle signatures but not found");
    Files.writeString(folder.resolve("README.md"), "read me not");
    assertThatThrownBy(() -> Bundle.ofFolder(folder, signedBy("k")))
        .hasMessageContaining("README.md: digest mismatch");
  }

  @Test
  void namesModulesAsTheirArchiveDoes() throws Exception {
    assertThat(
        Bundle.ofArchive(archive("./x/p.rego", "package x"), BundleOptions.DEFAULT).modules())
        .extracting(Source::name)
        .containsExactly("./x/p.rego");
  }

  @Test
  void refusesABundleWithoutSignatureWhereOneIsAskedFor() {
    assertThatThrownBy(() -> Bundle.ofArchive(archive("/data.json", "{}"), signedBy("secret")))
        .hasMessageContaining("bundle missing .signatures.json file");
  }

  @Test
  void keepsLongNamesAndEmptyFiles() throws Exception {
    var name = "/" + "folder/".repeat(30) + "data.json";
    var files = Map.of(name, "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(TarArchive.read(TarArchive.write(files), BundleOptions.Limits.DEFAULT).files())
        .containsOnlyKeys(name);
  }

  @Test
  void refusesADamagedArchive() {
    var archive = archive("/data.json", "{}", "/a.rego", "package a");
    assertThatThrownBy(
        () -> Bundle.ofArchive(Arrays.copyOf(archive, archive.length / 2), BundleOptions.DEFAULT))
        .isInstanceOf(BundleException.class);
    assertThatThrownBy(() -> Bundle.ofArchive(new byte[]{1, 2, 3}, BundleOptions.DEFAULT))
        .isInstanceOf(BundleException.class);
  }

  @Test
  void refusesMoreThanTheLimitAllows() {
    var options = new BundleOptions(RegoVersion.V1, new BundleOptions.Limits(100, 10), null,
        n -> false);
    assertThatThrownBy(
        () -> Bundle.ofArchive(archive("/data.json", " ".repeat(1000) + "{}"), options))
        .hasMessageContaining("larger than allowed");
  }

  @Test
  void refusesDataAndPackagesOutsideOfTheRoots() throws Exception {
    assertThatThrownBy(
        () -> Bundle.ofArchive(
            archive("/.manifest", "{\"roots\":[\"a/b\"]}", "/a/data.json", "{\"c\":1}"),
            BundleOptions.DEFAULT))
        .hasMessageContaining("do not permit data at path '/a/c'");
    var bundle = Bundle.ofArchive(
        archive("/.manifest", "{\"roots\":[\"a\"]}", "/x.rego", "package ab"),
        BundleOptions.DEFAULT);
    assertThatThrownBy(bundle::parse).hasMessageContaining("do not permit 'package ab'");
  }

  @Test
  void readsModulesInTheDialectOfTheManifest() throws Exception {
    var bundle = Bundle.ofArchive(
        archive("/.manifest", "{\"rego_version\":0,\"file_rego_versions\":{\"/new/*.rego\":1}}",
            "/old.rego", "package a\np { true }", "/new/b.rego", "package b\np if true"),
        BundleOptions.DEFAULT);
    assertThat(bundle.parse()).extracting(module -> module.version())
        .containsExactly(RegoVersion.V0, RegoVersion.V1);
  }

  @Test
  void putsDocumentsBelowTheirFolders() throws Exception {
    var bundle = Bundle.ofArchive(
        archive("/data.yaml", "a: {c: 1}", "/a/b/data.json", "\"text\""), BundleOptions.DEFAULT);
    assertThat(bundle.data().get("a")).hasToString("{\"b\": \"text\", \"c\": 1}");
    assertThat(bundle.data().get("b")).isNull();
  }

  @Test
  void namesLeadNowhereElse() throws Exception {
    assertThat(
        TarArchive.read(archive("/../../etc/data.json", "{}"), BundleOptions.Limits.DEFAULT)
            .files())
        .containsOnlyKeys("/etc/data.json");
  }
}
