package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.emulator.Fault;
import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.ShopRules;
import dev.gatehouse.emulator.Signing;
import dev.gatehouse.emulator.SigstoreServer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images are signed, verified and explained on the command line, with cosign's exit codes. */
class ImageCommandTest {

  @TempDir
  private Path folder;
  private SigstoreServer sigstore;
  private Identity release;
  private String image = "";

  @BeforeEach
  void start() throws IOException {
    sigstore = LocalSigstore.create(InstantSource.system()).serve();
    release = Identity.email(sigstore.issuer(), "release@shop.example");
    sigstore.registry().push("shop/web", "1", "content");
    image = sigstore.address() + "/shop/web:1";
    Files.write(folder.resolve("root.json"),
        Json.writeBytes(sigstore.sigstore().trustedRoot()));
    Files.write(folder.resolve("services.json"),
        Json.writeBytes(sigstore.signingConfig(Optional.of(LogVersion.V2), true)));
    Files.writeString(folder.resolve("predicate.json"), "{\"built\": \"here\"}");
  }

  @AfterEach
  void stop() {
    sigstore.close();
  }

  private Ran run(String... args) {
    var all = new ArrayList<>(List.of("image"));
    all.addAll(List.of(args));
    return Ran.command(all.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Ran verify(String command, String identity, String... more) {
    var args = new ArrayList<>(List.of(command, "--trusted-root", file("root.json"),
        "--certificate-identity", identity, "--certificate-oidc-issuer", sigstore.issuer()));
    args.addAll(List.of(more));
    args.add(image);
    return run(args.toArray(String[]::new));
  }

  private Ran sign(String... more) {
    var args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--signing-config", file("services.json"), "--identity-token",
        sigstore.token(release), image));
    return run(args.toArray(String[]::new));
  }

  @Test
  void verifiesWhatItSignedAndNamesTheSigner() {
    assertThat(verify("verify", "release@shop.example").code()).isEqualTo(10);
    assertThat(sign("sign", "-a", "stage=production").code()).isZero();
    var verified = verify("verify", "release@shop.example", "-a", "stage=production");
    assertThat(verified.code()).isZero();
    assertThat(verified.output()).contains("\"Subject\":\"release@shop.example\"",
        "\"stage\":\"production\"", "docker-manifest-digest");
    assertThat(verify("verify", "release@shop.example", "-a", "stage=test").code())
        .isEqualTo(1);
    var other = verify("verify", "somebody@shop.example");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.errors()).contains("it was signed by release@shop.example");
  }

  @Test
  void countsAnAttestationOnlyForItsOwnType() {
    assertThat(sign("attest", "--type", "slsaprovenance1", "--predicate", file("predicate.json"))
        .code()).isZero();
    var attested = verify("verify-attestation", "release@shop.example", "--type",
        "slsaprovenance1");
    assertThat(attested.code()).isZero();
    assertThat(attested.output()).startsWith("{\"payload\":\"")
        .contains("\"payloadType\":\"application/vnd.in-toto+json\"", "\"signatures\":[{\"sig\":");
    assertThat(verify("verify-attestation", "release@shop.example", "--type", "vuln").code())
        .isEqualTo(1);
    assertThat(verify("verify", "release@shop.example").code()).isEqualTo(1);
  }

  @Test
  void endsWithTheExitCodesOfCosign() {
    assertThat(verify("verify-attestation", "release@shop.example").code()).isEqualTo(1);
    image = sigstore.address() + "/shop/nowhere:1";
    assertThat(verify("verify", "release@shop.example").code()).isEqualTo(11);
    assertThat(verify("verify-attestation", "release@shop.example").code()).isEqualTo(1);
    assertThat(run("tree", image).code()).isEqualTo(1);
    var digest = sigstore.registry().push("shop/old", "1", "old");
    image = sigstore.address() + "/shop/old:1";
    sigstore.registry().attachLegacy("shop/old", digest,
        List.of(sigstore.sigstore().signing(digest).by(release).legacy()));
    assertThat(verify("verify", "release@shop.example").code()).isZero();
    assertThat(verify("verify", "somebody@shop.example").code()).isEqualTo(12);
    assertThat(verify("verify", "release@shop.example", "--new-bundle-format").code())
        .isEqualTo(10);
  }

  @Test
  void refusesCosignsFlagsThatAreNotSupportedByName() {
    assertThat(verify("verify", "release@shop.example", "--sk").errors())
        .contains("cosign's --sk is not supported: keys in hardware");
    assertThat(verify("verify", "release@shop.example", "--check-claims=false").errors())
        .contains("--check-claims=false is not supported");
    assertThat(run("verify", "--key", "awskms://key", image).errors())
        .contains("--key awskms://key is not supported");
    var unknown = run("verify", "--no-such-flag", image);
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.errors()).contains("--no-such-flag", "gatehouse image verify --help");
  }

  @Test
  void storesNothingThatDoesNotVerify() throws IOException {
    Files.write(folder.resolve("foreign.json"),
        Json.writeBytes(sigstore.sigstore().foreignRoot()));
    var refused = sign("sign", "--trusted-root", file("foreign.json"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.errors()).contains("does not verify by --trusted-root and is not stored");
    assertThat(run("tree", image).output()).contains("nothing is stored beside it");
    assertThat(sign("sign", "--trusted-root", file("root.json"), "--bundle", file("b.json"),
        "--upload=false").errors()).contains("not stored");
    assertThat(folder.resolve("b.json")).content().contains("dsseEnvelope");
  }

  @Test
  void attestsAWholeStatementOnlyIfItIsAboutTheImage() throws IOException {
    var digest = sigstore.registry().digest("shop/web", "1").orElseThrow();
    Files.writeString(folder.resolve("statement.json"), """
        {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://shop.example/p",
         "subject": [{"digest": {"sha256": "%s"}}], "predicate": {}}
        """.formatted(digest.substring(7)));
    assertThat(sign("attest", "--statement", file("statement.json")).code()).isZero();
    assertThat(verify("verify-attestation", "release@shop.example", "--type",
        "https://shop.example/p").code()).isZero();
    assertThat(sign("attest", "--statement", file("predicate.json")).errors())
        .contains("is no in-toto statement");
  }

  @Test
  void explainsWhatIsThere() {
    assertThat(run("tree", image).output()).contains("nothing is stored beside it");
    assertThat(sign("sign").code()).isZero();
    assertThat(run("tree", image).output()).contains("bundle", "sha256:");
    assertThat(run("inspect", "--trusted-root", file("root.json"), image).output())
        .contains("  signed by release@shop.example from " + sigstore.issuer() + "\n",
            "    when: ", " by the timestamp authority ", "claim issuer");
    assertThat(
        run("inspect", "-o", "json", "--trusted-root", file("root.json"), image).output())
        .contains("\"verified\":true", "\"by\":\"the timestamp authority ",
            "\"subject\":\"release@shop.example\"",
            "\"predicateType\":\"https://sigstore.dev/cosign/sign/v1\"");
    assertThat(run("digest", image).output()).startsWith(image + "@sha256:");
    assertThat(run("digest", image + "-nowhere").code()).isEqualTo(11);
  }

  private String inspected(String... more) {
    var args = new ArrayList<>(List.of("inspect", "--trusted-root", file("root.json")));
    args.addAll(List.of(more));
    args.add(image);
    return run(args.toArray(String[]::new)).output();
  }

  private Signing signing() {
    return sigstore.sigstore().signing(sigstore.registry().digest("shop/web", "1").orElseThrow())
        .in(sigstore.address() + "/shop/web");
  }

  private void attach(Signing signing) {
    sigstore.registry().attach("shop/web",
        sigstore.registry().digest("shop/web", "1").orElseThrow(), signing.bundle());
  }

  @Test
  void inspectingSaysFirstWhoSigned() {
    assertThat(inspected()).contains("no signature and no attestation was found beside it");
    attach(signing().by(release).attesting("https://shop.example/p", ObjectValue.EMPTY));
    assertThat(inspected()).contains("  no signature of it is verified\n",
        "  attestation stored as", "attests https://shop.example/p");
    attach(signing().by(release).with(Fault.SIGNATURE_FORGED));
    assertThat(inspected()).contains("  no signature of it is verified; 1 could not be verified\n");
    attach(signing().by(release));
    attach(signing().by(Identity.email(sigstore.issuer(), "bob@shop.example")));
    assertThat(inspected()).contains("  signed by ", "release@shop.example", " and by ",
        "bob@shop.example", "; 1 could not be verified\n", " by the log ");
  }

  @Test
  void inspectingAsksForTheKeyAndSaysOfAllElseWhoSigned() throws Exception {
    var pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
    Files.writeString(folder.resolve("key.pub"), "-----BEGIN PUBLIC KEY-----\n" + Base64
        .getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n");
    sigstore.registry().attachLegacy("shop/web",
        sigstore.registry().digest("shop/web", "1").orElseThrow(),
        List.of(signing().by(pair).legacy()));
    attach(signing().by(release));
    assertThat(inspected()).contains("give the public key as --key",
        "  signed by release@shop.example", "; 1 could not be verified");
    assertThat(inspected("--key", file("key.pub"))).contains("signed by key ",
        "release@shop.example").doesNotContain("could not be verified");
  }

  @Test
  void inspectingAnIndexSaysWhatItIs() {
    var part = sigstore.registry().digest("shop/web", "1").orElseThrow();
    sigstore.registry().pushIndex("shop/web", "all", List.of(part));
    assertThat(run("inspect", "--trusted-root", file("root.json"),
        image.replace(":1", ":all")).output())
        .contains("an index of 1 image; who signed the index signed all of them");
  }

  @Test
  void saysWhatAPolicyDecides() throws IOException {
    var policies = ShopRules.of(sigstore, release).write(folder).toString();
    var refused = run("policy-check", "--policy", policies, image);
    assertThat(refused.code()).isEqualTo(12);
    assertThat(refused.output()).contains("refuse: no signature", "owner: shop (#shop)");
    assertThat(sign("sign").code()).isZero();
    var admitted = run("policy-check", "--policy", policies, image);
    assertThat(admitted.output()).contains("decision admit", "release@shop.example");
    assertThat(admitted.code()).isZero();
    assertThat(run("policy-check", "-o", "json", "--policy", policies, image).output())
        .contains("\"decision\":\"admit\"", "\"policies\":1");
  }

  @Test
  void asksForWhoMustHaveSigned() {
    var nobody = run("verify", "--trusted-root", file("root.json"), image);
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.errors()).contains("say who must have signed");
    assertThat(run("verify", "--certificate-identity-regexp", ".*",
        "--certificate-oidc-issuer", "x", image).errors()).contains("would let everybody in");
    assertThat(run("sign", image).errors()).contains("say who signs");
  }
}
