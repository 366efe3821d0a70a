package dev.gatehouse.trust.image;

import dev.gatehouse.emulator.Fault;
import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.LegacyLayer;
import dev.gatehouse.emulator.LocalSigstore;
import dev.gatehouse.emulator.LogVersion;
import dev.gatehouse.emulator.Signing;
import dev.gatehouse.http.Deadline;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.ImageObserver.Source;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.HostileServer;
import dev.gatehouse.trust.registry.MediaTypes;
import dev.gatehouse.trust.registry.RegistryClient;
import dev.gatehouse.trust.registry.RegistryOptions;
import dev.gatehouse.trust.registry.Shelf;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.TextRule;
import dev.gatehouse.trust.verify.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A registry with images of one team, a Sigstore to sign them with, and verifiers of them. */
final class Shop implements AutoCloseable {

  static final String ISSUER = "https://issuer.example.com";
  static final String ALICE = "alice@example.com";
  static final String PROVENANCE = "https://slsa.dev/provenance/v1";

  final Shelf shelf = new Shelf();
  final LocalSigstore sigstore = LocalSigstore.create(Clock.systemUTC());
  final AtomicLong nanos = new AtomicLong();
  final List<Source> sources = new CopyOnWriteArrayList<>();
  final HostileServer server;
  final RegistryClient client = new RegistryClient(RegistryOptions.INTERACTIVE,
      CredentialSource.ANONYMOUS);

  Shop() throws IOException {
    this(Optional.empty());
  }

  /** With something in the way of what the registry would answer. */
  Shop(HostileServer.Script script) throws IOException {
    this(Optional.of(script));
  }

  private Shop(Optional<HostileServer.Script> script) throws IOException {
    this.server = HostileServer.start(script.orElse(shelf));
  }

  ImageReference image(String tag) {
    return ImageReference.parse(server.registry() + "/" + Shelf.REPOSITORY + ":" + tag);
  }

  /** Pushes an image that differs from those with other texts. */
  Digest push(String tag, String text) {
    return shelf.tag(tag, Shelf.artifact("", Shelf.layer("text/plain", shelf.blob(text),
        text.length(), "")));
  }

  Signing signing(Digest image, String address, Fault... faults) {
    return sigstore.signing(image.toString()).by(Identity.email(ISSUER, address)).with(faults)
        .logged(LogVersion.V1).timestamped();
  }

  void sign(Digest image, String address, Fault... faults) {
    attach(image, signing(image, address, faults).bundle());
  }

  void attest(Digest image, String address, String predicateType) {
    attach(image, signing(image, address).attesting(predicateType, ObjectValue.EMPTY).bundle());
  }

  void attach(Digest image, byte[] bundle) {
    shelf.attach(image, MediaTypes.BUNDLE, new String(bundle, StandardCharsets.UTF_8));
  }

  void attachLegacy(Digest image, LegacyLayer... layers) {
    var entries = Arrays.stream(layers).map(layer -> Shelf.layer(layer.mediaType(),
        shelf.blob(new String(layer.content(), StandardCharsets.UTF_8)), layer.content().length,
        annotations(layer.annotations()))).toArray(String[]::new);
    shelf.tag("sha256-" + image.hex() + ".sig", Shelf.artifact("", entries));
  }

  private static String annotations(Map<String, String> annotations) {
    return annotations.entrySet().stream()
        .map(each -> quoted(each.getKey()) + ":" + quoted(each.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return Json.write(dev.gatehouse.json.StringValue.of(text));
  }

  TrustRoot root() {
    return root(sigstore.trustedRoot());
  }

  static TrustRoot root(ObjectValue json) {
    try {
      return TrustRoot.parse(Json.writeBytes(json));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  static Authority keyless(String... addresses) {
    return new Authority.Keyless(Arrays.stream(addresses)
        .map(address -> IdentityRule.of(TextRule.exact(ISSUER), TextRule.exact(address)))
        .toList());
  }

  ImageRule rule(Wanted... wanted) {
    return rule(1,
        new ImageAuthority.Signed("release", root(), List.of(wanted), SignatureSource.BESIDE));
  }

  static ImageRule rule(int threshold, ImageAuthority... authorities) {
    var text = threshold + Arrays.toString(authorities);
    return new ImageRule("shop", List.of(ImagePattern.of("127.0.0.1:*/acme/**")),
        List.of(authorities), threshold, Digest.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static ImageRules rules(ImageRule... rules) {
    return new ImageRules(List.of(rules),
        List.of(new OwnerRule(new Owner("payments", "#payments"), List.of(), Optional.empty())),
        ImageSettings.DEFAULT);
  }

  ImageVerifier verifier(ImageRule... rules) {
    return verifier(rules(rules));
  }

  ImageVerifier verifier(ImageRules rules) {
    return new ImageVerifier(client, rules, (_, source, _) -> sources.add(source), nanos::get);
  }

  /** By a rule that wants Alice's signature. */
  ImageVerifier alices() {
    return verifier(rule(Wanted.signature(keyless(ALICE))));
  }

  static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(20));
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
