package dev.gatehouse.cli.demo;

import dev.gatehouse.emulator.Fault;
import dev.gatehouse.emulator.Identity;
import dev.gatehouse.emulator.SigstoreServer;
import java.util.List;

/** Images that the demonstration pushes: one that is good, and the ways not to be. */
enum ExampleImage {

  /** Signed by the wanted identity. */
  SIGNED("shop/signed"),
  /** The same in cosign's older form. */
  SIGNED_LONG_AGO("shop/signed-long-ago"),
  /** Never signed. */
  UNSIGNED("shop/unsigned"),
  /** Signed by somebody else. */
  SIGNED_BY_ANOTHER("shop/signed-by-another"),
  /** The tag names other content since the signature was made. */
  TAG_MOVED("shop/tag-moved"),
  /** The signature of another image lies beside it. */
  SIGNATURE_COPIED("shop/signature-copied"),
  /** The log never signed the entry that the signature comes with. */
  LOG_FORGED("shop/log-forged"),
  /** No policy is about it. */
  NOBODYS("elsewhere/tool");

  private static final String TAG = "1.0";
  private static final String ISSUER = "https://accounts.shop.example";

  static final Identity WANTED = Identity.email(ISSUER, "release@shop.example");
  private static final Identity ANOTHER = Identity.email(ISSUER, "intern@shop.example");

  private final String repository;

  ExampleImage(String repository) {
    this.repository = repository;
  }

  /** Repository and tag. */
  String reference() {
    return repository + ":" + TAG;
  }

  /** Pushes it, with what is signed about it. */
  void pushTo(SigstoreServer server) {
    var registry = server.registry();
    var digest = registry.push(repository, TAG, "content of " + repository);
    var signing = server.sigstore().signing(digest).in(server.address() + "/" + repository)
        .by(WANTED);
    switch (this) {
      case SIGNED -> registry.attach(repository, digest, signing.bundle());
      case SIGNED_LONG_AGO ->
        registry.attachLegacy(repository, digest, List.of(signing.legacy()));
      case SIGNED_BY_ANOTHER ->
        registry.attach(repository, digest, signing.by(ANOTHER).bundle());
      case TAG_MOVED -> {
        registry.attach(repository, digest, signing.bundle());
        registry.push(repository, TAG, "something else");
      }
      case SIGNATURE_COPIED ->
        registry.attach(repository, digest, signing.with(Fault.OTHER_IMAGE).bundle());
      case LOG_FORGED ->
        registry.attach(repository, digest, signing.with(Fault.SET_FORGED).bundle());
      case UNSIGNED, NOBODYS -> {
        // nobody signs it
      }
    }
  }
}
