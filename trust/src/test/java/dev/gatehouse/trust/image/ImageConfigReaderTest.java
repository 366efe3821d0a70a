package dev.gatehouse.trust.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Content;
import dev.gatehouse.trust.verify.FactPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about images are read from files; what is wrong or not supported is refused by name. */
class ImageConfigReaderTest {

  private static final String CLUSTER_IMAGE_POLICY = """
      apiVersion: policy.sigstore.dev/v1beta1
      kind: ClusterImagePolicy
      metadata: {name: shop}
      spec:
        images: [{glob: "registry.example.com/shop/**"}]
        authorities:
        - name: ci
          keyless:
            identities:
            - {issuer: "https://issuer.example.com", subjectRegExp: "https://ci\\\\.example\\\\.com/.+"}
          attestations:
          - {name: built, predicateType: slsaprovenance1}
      """;

  /** Understands every text but one. */
  private static final FactPolicy.Language ANY_POLICY = text -> {
    if (text.equals("broken")) {
      throw new MalformedException("a policy that cannot be read");
    }
    return facts -> Optional.empty();
  };

  @TempDir
  private Path folder;

  private ImageConfigReader.Loaded read(String text) throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), text);
    return ImageConfigReader.read(List.of(folder), ANY_POLICY);
  }

  private List<String> faults(String text) throws IOException {
    return read(text).faults().stream().map(RuleFault::toString)
        .map(fault -> fault.substring(fault.indexOf("rules.yaml"))).toList();
  }

  private static ImageReference image(String text) {
    return ImageReference.parse(text);
  }

  @Test
  void readsAClusterImagePolicy() throws IOException {
    var loaded = read(CLUSTER_IMAGE_POLICY);
    assertThat(loaded.faults()).isEmpty();
    var rule = loaded.config().rules().named("shop").orElseThrow();
    assertThat(rule.isAbout(image("registry.example.com/shop/web:1"))).isTrue();
    assertThat(rule.isAbout(image("registry.example.com/other:1"))).isFalse();
    var authority = (ImageAuthority.Signed) rule.authorities().getFirst();
    assertThat(authority.wanted()).singleElement().satisfies(wanted -> {
      assertThat(wanted.content())
          .isEqualTo(new Content.Attestation("https://slsa.dev/provenance/v1"));
      assertThat(wanted.authority()).isInstanceOf(Authority.Keyless.class);
      assertThat(wanted.demands().logEntries()).isEqualTo(1);
      assertThat(wanted.demands().certificateLogs()).isEqualTo(1);
    });
  }

  @Test
  void namesWhatIsNotSupportedWithItsPlace() throws IOException {
    assertThat(faults(CLUSTER_IMAGE_POLICY
        .replace("predicateType: slsaprovenance1}",
            "predicateType: slsaprovenance1, since: 1}")
        .replace("  images:", "  severity: high\n  images:")))
        .containsExactly(
            "rules.yaml:5:13: ClusterImagePolicy shop: spec.severity: is not supported; known are"
                + " authorities, images, match, mode, policy",
            "rules.yaml:13:60: ClusterImagePolicy shop: spec.authorities[0].attestations[0].since:"
                + " is not supported; known are name, policy, predicateType");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{type: rego, data: x} | ",
      "{type: rego, configMapRef: {name: rules, key: a}, includeSpec: true} | ",
      "{type: rego, configMapRef: {name: one}, fetchConfigFile: true} | ",
      "{type: rego, data: broken} | is no policy: a policy that cannot be read",
      "{type: rego} | expected one of data and configMapRef, found none",
      "{type: rego, data: x, configMapRef: {name: one}} | found data and configMapRef",
      "{type: rego, configMapRef: {name: rules}} | has 2 entries, expected one; say which by key",
      "{type: rego, configMapRef: {name: rules, key: c}} | expected one called c",
      "{type: rego, configMapRef: {name: none}} | there is no ConfigMap none among the files",
      "{type: cue, data: x} | CUE is not supported: say it in Rego",
      "{type: wasm, data: x} | expected rego, found wasm",
      "{data: x} | type: is missing",
      "{type: rego, data: x, includeAll: true} | includeAll: is not supported",
      "{type: rego, remote: {url: 'https://x', sha256sum: aa}} | policies are not fetched"})
  void readsPoliciesInRegoAndRefusesTheOthersByName(String policy, String fault)
      throws IOException {
    var maps = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: rules, namespace: cosign-system}
        data: {a: package sigstore, b: package sigstore}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: one, namespace: cosign-system}
        data: {only: package sigstore}
        ---
        """;
    var faults = faults(maps + CLUSTER_IMAGE_POLICY + "  policy: " + policy + "\n");
    if (fault == null) {
      assertThat(faults).isEmpty();
    } else {
      assertThat(faults).singleElement().asString().contains("spec.policy", fault);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{remote: {root: a, mirror: 'https://x'}} | remote: is not fetched",
      "{repository: {root: a, mirrorFS: b}} | repository: is not unpacked",
      "{sigstoreKeys: {tLogs: [{publicKey: PEM, hashAlgorithm: sha-512}]}} | only sha-256",
      "{sigstoreKeys: {tLogs: [{publicKey: PEM, origin: x}]}} | origin: is not supported"})
  void refusesTrustRootsThatWouldHaveToBeFetched(String specification, String fault)
      throws Exception {
    assertThat(faults("""
        apiVersion: policy.sigstore.dev/v1alpha1
        kind: TrustRoot
        metadata: {name: mine}
        spec: %s
        """.formatted(specification.replace("PEM", encodedPem()))))
        .singleElement().asString().contains(fault);
  }

  @Test
  void refusesWhatPoliciesOfAttestationsCannotLookAt() throws IOException {
    assertThat(faults(CLUSTER_IMAGE_POLICY.replace("slsaprovenance1}",
        "slsaprovenance1, policy: {type: rego, data: x, includeSpec: true}}")))
        .singleElement().asString().contains("attestations[0].policy.includeSpec", "not supported");
  }

  @Test
  void refusesTwoAuthoritiesOrAttestationsOfOneName() throws IOException {
    assertThat(faults(CLUSTER_IMAGE_POLICY
        + "    - {name: built, predicateType: spdx}\n  - {name: ci, static: {action: pass}}\n"))
        .anySatisfy(fault -> assertThat(fault).contains("another attestation"))
        .anySatisfy(fault -> assertThat(fault).contains("another authority"));
  }

  @Test
  void readsWhereSignaturesAreKeptAndWithWhichSecrets() throws IOException {
    var loaded = read(CLUSTER_IMAGE_POLICY.replace("    attestations:",
        "    source: [{oci: registry.example.com/signatures, signaturePullSecrets: [{name: s}]}]\n"
            + "    attestations:"));
    assertThat(loaded.faults()).isEmpty();
    var authority = (ImageAuthority.Signed) loaded.config().rules().rules().getFirst()
        .authorities().getFirst();
    assertThat(authority.source()).isEqualTo(new SignatureSource(
        Optional.of("registry.example.com/signatures"), List.of("s")));
    assertThat(faults(CLUSTER_IMAGE_POLICY.replace("    attestations:",
        "    source: [{oci: \"a b\", tagPrefix: x}]\n    attestations:"))).hasSize(2);
  }

  @Test
  void takesOnlyItsOwnKindForWhatItAddsToSigstore() throws IOException {
    var text = CLUSTER_IMAGE_POLICY.replace("  authorities:", "  threshold: 2\n  authorities:");
    assertThat(faults(text)).singleElement().asString().contains("spec.threshold", "not supported");
    var own = text.replace("policy.sigstore.dev/v1beta1", "trust.gatehouse.dev/v1alpha1")
        .replace("ClusterImagePolicy", "ImagePolicy");
    assertThat(read(own).config().rules().named("shop").orElseThrow().threshold()).isEqualTo(2);
    assertThat(faults(own)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "subjectRegExp: \".*\" | would let everybody in",
      "subjectRegExp: \"(\" | is not valid",
      "subject: a, subjectRegExp: b | expected subject or subjectRegExp, one of them",
      "name: x | expected subject or subjectRegExp"})
  void refusesIdentitiesThatSayTooLittle(String subject, String message) throws IOException {
    var text = CLUSTER_IMAGE_POLICY.replaceAll("subjectRegExp: \"[^\"]*\"",
        java.util.regex.Matcher.quoteReplacement(subject));
    assertThat(faults(text)).anySatisfy(fault -> assertThat(fault).contains(message));
  }

  @Test
  void refusesAnAuthorityThatNamesNobody() throws IOException {
    assertThat(faults("""
        apiVersion: policy.sigstore.dev/v1beta1
        kind: ClusterImagePolicy
        metadata: {name: shop}
        spec:
          images: []
          authorities:
          - keyless: {}
          - {}
          - key: {kms: "awskms://x"}
          - static: {action: perhaps}
          - {static: {action: pass}, keyless: {identities: []}}
        """)).hasSize(6).anySatisfy(fault -> assertThat(fault).contains("kms: keys in a KMS"))
        .anySatisfy(fault -> assertThat(fault).contains("whoever can log in"))
        .anySatisfy(fault -> assertThat(fault).contains("found keyless and static"))
        .anySatisfy(fault -> assertThat(fault).contains("expected pass or fail"));
  }

  @Test
  void readsKeysTrustRootsOwnersAndSettings() throws Exception {
    Files.writeString(folder.resolve("cosign.pub"), pem());
    var loaded = read(
        """
            apiVersion: trust.gatehouse.dev/v1alpha1
            kind: ImagePolicy
            metadata: {name: keyed}
            spec:
              images: [{glob: nginx}]
              authorities:
              - key: {file: cosign.pub}
                annotations: {stage: production}
            ---
            apiVersion: trust.gatehouse.dev/v1alpha1
            kind: ImageOwners
            metadata: {name: owners}
            spec:
              owners:
              - {team: web, contact: "#web", images: [{glob: "docker.io/library/*"}]}
            ---
            apiVersion: trust.gatehouse.dev/v1alpha1
            kind: ImageSettings
            metadata: {name: settings}
            spec: {noMatch: warn, deadlineSeconds: 3, registries: [{host: "registry:5000", plainHTTP: true}]}
            """);
    assertThat(loaded.faults()).isEmpty();
    var rules = loaded.config().rules();
    assertThat(rules.about(image("nginx:1.27"))).hasSize(1);
    assertThat(rules.owner(image("nginx"), List.of())).hasToString("Optional[web (#web)]");
    assertThat(rules.owner(image("quay.io/x/y"), List.of())).isEmpty();
    assertThat(rules.settings().unmatched()).isEqualTo(ImageSettings.Unmatched.WARN);
    assertThat(rules.settings().deadline()).hasSeconds(3);
    assertThat(read(Files.readString(folder.resolve("rules.yaml"))).config().rules().fingerprint())
        .isEqualTo(rules.fingerprint());
  }

  private static String pem() throws GeneralSecurityException {
    var key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();
    return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PUBLIC KEY-----\n";
  }

  @Test
  void readsAKeyFromASecretAmongTheFiles() throws Exception {
    var policy = """
        apiVersion: policy.sigstore.dev/v1beta1
        kind: ClusterImagePolicy
        metadata: {name: keyed}
        spec:
          images: [{glob: "**"}]
          authorities:
          - key: {secretRef: {name: release}}
        ---
        """;
    var secret = """
        apiVersion: v1
        kind: Secret
        metadata: {name: release, namespace: cosign-system}
        data: {cosign.pub: %s}
        """.formatted(Base64.getEncoder().encodeToString(pem().getBytes(UTF_8)));
    assertThat(read(policy + secret).faults()).isEmpty();
    assertThat(faults(policy)).singleElement().asString()
        .contains("there is no Secret release among the files");
    assertThat(faults(policy + secret + "---\n" + secret.replace("cosign-system", "other")))
        .singleElement().asString().contains("say which namespace");
    assertThat(faults(policy + secret.replaceAll("\ndata:.*", "\ndata: {cosign.pub: AAAA}")))
        .singleElement().asString().contains("is no public key");
  }

  @Test
  void letsEachPartGoByATrustRootOfItsOwn() throws Exception {
    var root = """
        apiVersion: policy.sigstore.dev/v1alpha1
        kind: TrustRoot
        metadata: {name: %s}
        spec: {sigstoreKeys: {tLogs: [{publicKey: %s}]}}
        ---
        """;
    var loaded = read(root.formatted("mine", encodedPem()) + root.formatted("logs", encodedPem())
        + CLUSTER_IMAGE_POLICY.replace("keyless:", "ctlog: {trustRootRef: logs}\n  keyless:")
            .replace("\n  keyless:", "\n    keyless:\n      trustRootRef: mine"));
    assertThat(loaded.faults()).isEmpty();
    var authority = (ImageAuthority.Signed) loaded.config().rules().named("shop").orElseThrow()
        .authorities().getFirst();
    var logs = read(root.formatted("logs", encodedPem()));
    assertThat(logs.faults()).isEmpty();
    assertThat(authority.trustRoot().logs()).hasSize(1);
  }

  private static String encodedPem() throws GeneralSecurityException {
    return Base64.getEncoder().encodeToString(pem().getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
      "registry.example.com/shop/*, registry.example.com/shop/web:1, true, true",
      "registry.example.com/shop/*, registry.example.com/shop/a/b:1, false, false",
      "registry.example.com/shop/**, registry.example.com/shop/a/b:1, true, true",
      "registry.example.com/shop/web, registry.example.com/shop/web:1, true, false",
      "registry.example.com/shop/web:1, registry.example.com/shop/web:1, true, true",
      "registry.example.com/shop/web:1, registry.example.com/shop/web:2, false, false",
      "nginx, nginx, true, true",
      "nginx, nginx:1@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, true, false",
      "docker.io/library/nginx:*, nginx:1, true, true",
      "index.docker.io/library/nginx:latest, nginx, true, true",
      "registry.example.com, registry.example.com.evil.org/x, false, false",
      "r.example.com/x*, rXexample.com/x, false, false"})
  void comparesWholeNames(String glob, String image, boolean matches, boolean strictly) {
    assertThat(ImagePattern.of(glob).matches(image(image))).isEqualTo(matches);
    assertThat(ImagePattern.strict(glob).matches(image(image))).isEqualTo(strictly);
  }
}
