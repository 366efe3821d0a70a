package dev.gatehouse.trust.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What registries do to those who ask them: each fault ends in its own reason, soon and small. */
@Timeout(30)
class RegistryFaultsTest {

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Digest IMAGE = Digest.of(new byte[]{1, 2, 3});
  private static final byte[] MANIFEST = Shelf.artifact("").getBytes(StandardCharsets.UTF_8);

  private final List<AutoCloseable> open = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    end.countDown();
    for (var each : open) {
      each.close();
    }
  }

  @Test
  void aRegistryThatNeverAnswersIsLeftAtTheDeadline() throws Exception {
    var server = server((_, _) -> hang());
    var began = System.nanoTime();
    refused(Reason.TIMEOUT, () -> client().resolve(image(server), Budget.of(SHORT)));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aRegistryThatDripsIsLeftAtTheDeadline() throws Exception {
    var server = server((_, out) -> {
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_MANIFEST, "Content-Length",
          "900");
      while (end.getCount() > 0) {
        out.write(' ');
        out.flush();
        pause();
      }
    });
    refused(Reason.TIMEOUT, () -> client().resolve(image(server), Budget.of(SHORT)));
  }

  @Test
  void aRegistryThatDripsItsHeadIsLeftAtTheDeadline() throws Exception {
    var server = server((_, out) -> {
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      while (end.getCount() > 0) {
        out.write('x');
        out.flush();
        pause();
      }
    });
    refused(Reason.TIMEOUT, () -> client().resolve(image(server), Budget.of(SHORT)));
  }

  @Test
  void aRegistryThatIsDownIsUnavailable() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var image = ImageReference.parse("127.0.0.1:" + port + "/acme/app:1");
    refused(Reason.UNAVAILABLE, () -> client().resolve(image, Budget.of(LONG)));
    var materials = client().materials(image, IMAGE, Budget.of(LONG));
    assertThat(materials.found()).isEmpty();
    assertThat(materials.isIncomplete()).isTrue();
  }

  @Test
  void aRegistryThatHangsUpIsUnavailable() throws Exception {
    var server = server((_, _) -> {});
    refused(Reason.UNAVAILABLE, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void aNameWithoutAnAddressIsUnavailable() {
    var options = RegistryOptions.INTERACTIVE.withResolver(host -> {
      throw new java.net.UnknownHostException(host);
    });
    refused(Reason.UNAVAILABLE,
        () -> client(options).resolve(ImageReference.parse("reg.test/a:1"), Budget.of(LONG)));
  }

  @Test
  void aNameServiceThatHangsIsLeftAtTheDeadline() {
    var options = RegistryOptions.INTERACTIVE.withResolver(host -> {
      hang();
      return List.of();
    });
    refused(Reason.TIMEOUT,
        () -> client(options).resolve(ImageReference.parse("reg.test/a:1"), Budget.of(SHORT)));
  }

  @Test
  void tooManyRequestsAreRepeatedAfterThePauseThatIsAskedFor() throws Exception {
    var calls = new AtomicInteger();
    var server = server((_, out) -> {
      if (calls.incrementAndGet() == 1) {
        HostileServer.head(out, 429, "Retry-After", "0", "Content-Length", "0");
      } else {
        HostileServer.answer(out, 200, MediaTypes.OCI_MANIFEST, MANIFEST);
      }
    });
    assertThat(client().resolve(image(server), Budget.of(LONG)).digest())
        .isEqualTo(Digest.of(MANIFEST));
    assertThat(calls).hasValue(2);
  }

  @Test
  void aLongPauseIsNotWaitedFor() throws Exception {
    var server = server((_, out) -> HostileServer.head(out, 429, "Retry-After", "3600",
        "Content-Length", "0"));
    refused(Reason.RATE_LIMITED, () -> client().resolve(image(server), Budget.of(LONG)));
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void tooManyRequestsForEverEndAfterThree() throws Exception {
    var server = server((_, out) -> HostileServer.head(out, 429, "Retry-After", "0",
        "Content-Length", "0"));
    refused(Reason.RATE_LIMITED, () -> client().resolve(image(server), Budget.of(LONG)));
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void anErrorOfTheServerIsUnavailable() throws Exception {
    var server = server((_, out) -> HostileServer.answer(out, 500, "text/html", new byte[0]));
    refused(Reason.UNAVAILABLE, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void aDigestInTheHeaderThatIsNotTheBytesIsALie() throws Exception {
    var server = server((_, out) -> {
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_MANIFEST, "Content-Length",
          "" + MANIFEST.length, "Docker-Content-Digest", IMAGE.toString());
      out.write(MANIFEST);
    });
    refused(Reason.LYING, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void aManifestThatIsNotTheOneAskedForIsALie() throws Exception {
    var server = server(
        (_, out) -> HostileServer.answer(out, 200, MediaTypes.OCI_MANIFEST, MANIFEST));
    refused(Reason.LYING,
        () -> client().resolve(image(server).withDigest(IMAGE), Budget.of(LONG)));
  }

  @Test
  void aBlobThatIsNotTheOneAskedForIsALieAndSpoilsNothingElse() throws Exception {
    var shelf = new Shelf();
    shelf.attach(IMAGE, MediaTypes.BUNDLE, "{\"good\":1}");
    var changed = "{\"bad\":2}".getBytes(StandardCharsets.UTF_8);
    shelf.attach(IMAGE, MediaTypes.BUNDLE, "{\"bad\":1}");
    shelf.put("blobs/" + Digest.of("{\"bad\":1}".getBytes(StandardCharsets.UTF_8)), "x/y", changed);
    var materials = client().materials(image(server(shelf)), IMAGE, Budget.of(LONG));
    assertThat(materials.found()).singleElement().isInstanceOf(Material.Bundle.class);
    assertThat(reasons(materials)).containsExactly(Reason.LYING);
    assertThat(materials.isIncomplete()).isFalse();
  }

  @Test
  void anEndlessBodyIsCutAtItsBound() throws Exception {
    var written = new AtomicLong();
    var server = server((_, out) -> {
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_MANIFEST);
      pour(out, written);
    });
    refused(Reason.TOO_LARGE, () -> client().resolve(image(server), Budget.of(LONG)));
    assertThat(written.get()).isLessThan(40L << 20);
  }

  @Test
  void anEndlessChunkedBodyIsCutAtItsBound() throws Exception {
    var server = server((_, out) -> {
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_MANIFEST, "Transfer-Encoding",
          "chunked");
      var chunk = ("4000\r\n" + " ".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      while (end.getCount() > 0) {
        out.write(chunk);
      }
    });
    refused(Reason.TOO_LARGE, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void aManifestOf200MegabytesIsRefusedBeforeItIsRead() throws Exception {
    var written = new AtomicLong();
    var server = server((_, out) -> {
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_MANIFEST, "Content-Length",
          "" + (200 << 20));
      pour(out, written);
    });
    refused(Reason.TOO_LARGE, () -> client().resolve(image(server), Budget.of(LONG)));
    assertThat(written.get()).isLessThan(40L << 20);
  }

  @Test
  void endlessHeadersAreCut() throws Exception {
    var server = server((_, out) -> {
      out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
      while (end.getCount() > 0) {
        out.write("X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    });
    refused(Reason.TOO_LARGE, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void anEndlessHeaderIsCut() throws Exception {
    var server = server((_, out) -> {
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      pour(out, new AtomicLong());
    });
    refused(Reason.TOO_LARGE, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void announcementsWithoutEndAreCut() throws Exception {
    var server = server((_, out) -> {
      while (end.getCount() > 0) {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    });
    refused(Reason.MALFORMED, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void whatIsNoHttpIsMalformed() throws Exception {
    for (var text : List.of("hello\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 2000 x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n")) {
      var server = server((_, out) -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
      refused(Reason.MALFORMED, () -> client().resolve(image(server), Budget.of(LONG)));
    }
  }

  @Test
  void aRedirectToTheMetadataAddressIsRefused() throws Exception {
    for (var address : List.of("169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]",
        "100.100.100.200", "0.0.0.0")) {
      var server = server((_, out) -> HostileServer.head(out, 307, "Location",
          "http://" + address + "/latest/meta-data", "Content-Length", "0"));
      refused(Reason.REFUSED_REDIRECT, () -> client().resolve(image(server), Budget.of(LONG)));
    }
  }

  @Test
  void aRedirectToAnotherSchemeIsRefused() throws Exception {
    for (var target : List.of("https://127.0.0.1:1/x", "file:///etc/passwd", "ftp://a/b", "",
        "http:///x", "http://user:secret@127.0.0.1/")) {
      var server = server((_, out) -> HostileServer.head(out, 302, "Location", target,
          "Content-Length", "0"));
      refused(Reason.REFUSED_REDIRECT, () -> client().resolve(image(server), Budget.of(LONG)));
    }
  }

  @Test
  void redirectsEndAfterThree() throws Exception {
    var server = server((request, out) -> HostileServer.head(out, 307, "Location",
        request.path() + "x", "Content-Length", "0"));
    refused(Reason.REFUSED_REDIRECT, () -> client().resolve(image(server), Budget.of(LONG)));
    assertThat(server.seen()).hasSize(4);
  }

  @Test
  void aRedirectToAnotherOriginTakesNoCredentialsAlong() throws Exception {
    var elsewhere = server((_, out) -> HostileServer.answer(out, 200, MediaTypes.OCI_MANIFEST,
        MANIFEST));
    var server = server((request, out) -> {
      if (request.header("Authorization").isEmpty()) {
        HostileServer.head(out, 401, "WWW-Authenticate", "Basic realm=\"x\"", "Content-Length",
            "0");
      } else {
        HostileServer.head(out, 307, "Location", "http://" + elsewhere.registry() + "/x",
            "Content-Length", "0");
      }
    });
    var client = client(RegistryOptions.INTERACTIVE,
        CredentialSource.of(new Credential.Basic("ann", "secret")));
    client.resolve(image(server), Budget.of(LONG));
    assertThat(server.seen().getLast().header("Authorization")).startsWith("Basic ");
    assertThat(elsewhere.seen()).singleElement()
        .satisfies(seen -> assertThat(seen.header("Authorization")).isEmpty());
  }

  @Test
  void aRealmElsewhereGetsNoCredentials() throws Exception {
    var thief = server((_, out) -> HostileServer.answer(out, 200, "application/json",
        "{\"token\":\"x\"}".getBytes(StandardCharsets.UTF_8)));
    for (var realm : List.of("http://localhost:" + thief.port() + "/token",
        "http://127.0.0.2:" + thief.port() + "/token", "https://thief.test/token",
        "http://169.254.169.254/token", "file:///x", "::", "https://127.0.0.1@thief.test/")) {
      var server = server((_, out) -> HostileServer.head(out, 401, "WWW-Authenticate",
          "Bearer realm=\"" + realm + "\",service=\"s\"", "Content-Length", "0"));
      var client = client(RegistryOptions.INTERACTIVE,
          CredentialSource.of(new Credential.Basic("ann", "secret")));
      refused(Reason.REFUSED_REALM, () -> client.resolve(image(server), Budget.of(LONG)));
      assertThat(thief.seen()).isEmpty();
    }
  }

  @Test
  void aRealmThatRedirectsIsNotFollowed() throws Exception {
    var server = server((request, out) -> {
      if (request.path().startsWith("/token")) {
        HostileServer.head(out, 307, "Location", "http://127.0.0.1:1/", "Content-Length", "0");
      } else {
        HostileServer.head(out, 401, "WWW-Authenticate", "Bearer realm=\"http://"
            + request.header("Host") + "/token\"", "Content-Length", "0");
      }
    });
    refused(Reason.REFUSED_REALM, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void anEndlessTokenIsCut() throws Exception {
    var server = server((request, out) -> {
      if (request.path().startsWith("/token")) {
        HostileServer.head(out, 200);
        pour(out, new AtomicLong());
      } else {
        HostileServer.head(out, 401, "WWW-Authenticate", "Bearer realm=\"http://"
            + request.header("Host") + "/token\"", "Content-Length", "0");
      }
    });
    refused(Reason.TOO_LARGE, () -> client().resolve(image(server), Budget.of(LONG)));
  }

  @Test
  void aNameOfAForbiddenAddressIsRefused() {
    for (var address : List.of("169.254.169.254", "100.100.100.200", "fe80::1", "0.0.0.0")) {
      var options = RegistryOptions.INTERACTIVE
          .withResolver(_ -> List.of(InetAddress.ofLiteral(address)));
      refused(Reason.REFUSED_ADDRESS,
          () -> client(options).resolve(ImageReference.parse("reg.test/a:1"), Budget.of(LONG)));
    }
  }

  @Test
  void namesThatStrangersChooseReachNeitherPrivateAddressesNorThisMachine() throws Exception {
    var shelf = new Shelf();
    var server = server(shelf);
    for (var host : List.of(server.registry(), "localhost:" + server.port(), "10.0.0.1",
        "192.168.1.1:5000", "[::1]:" + server.port(), "[fd12::1]")) {
      refused(Reason.REFUSED_ADDRESS, () -> client(RegistryOptions.SERVER)
          .resolve(ImageReference.parse(host + "/acme/app:1"), Budget.of(LONG)));
    }
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void aNameServiceThatChangesItsMindChangesNothing() throws Exception {
    var server = server(new Shelf());
    var answers = new AtomicInteger();
    var options = RegistryOptions.SERVER.withResolver(_ -> List.of(
        InetAddress.ofLiteral(answers.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1")));
    var image = ImageReference.parse("rebinding.test:" + server.port() + "/acme/app:1");
    assertThatThrownBy(() -> client(options).resolve(image, Budget.of(SHORT)))
        .isInstanceOf(RegistryException.class);
    refused(Reason.REFUSED_ADDRESS, () -> client(options).resolve(image, Budget.of(SHORT)));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void tenThousandReferrersOnOnePageCostNoMoreThanFifty() throws Exception {
    var shelf = new Shelf();
    var good = shelf.attach(IMAGE, MediaTypes.BUNDLE, "{\"good\":1}");
    var all = new ArrayList<>(Collections.nCopies(9_000, shelf.descriptor(IMAGE).replace("}",
        ",\"artifactType\":\"application/junk\"}")));
    for (var i = 0; i < all.size(); i++) {
      all.set(i, all.get(i).replace(IMAGE.hex(), "%064x".formatted(i)));
    }
    all.addFirst(shelf.descriptor(good));
    shelf.put("referrers/" + IMAGE, MediaTypes.OCI_INDEX, Shelf.index(all));
    var server = server(shelf);
    var materials = client().materials(image(server), IMAGE, Budget.of(LONG));
    assertThat(materials.found()).hasSize(1);
    assertThat(reasons(materials)).contains(Reason.TOO_LARGE);
    assertThat(server.seen()).hasSizeLessThan(60);
  }

  @Test
  void referrersThatLookLikeSignaturesComeBeforeJunk() throws Exception {
    var shelf = new Shelf();
    var good = shelf.attach(IMAGE, MediaTypes.BUNDLE, "{\"good\":1}");
    var all = new ArrayList<String>();
    for (var i = 0; i < 500; i++) {
      all.add(shelf.descriptor(IMAGE).replace(IMAGE.hex(), "%064x".formatted(i)).replace("}",
          ",\"artifactType\":\"application/junk\"}"));
    }
    all.add(shelf.descriptor(good));
    shelf.put("referrers/" + IMAGE, MediaTypes.OCI_INDEX, Shelf.index(all));
    assertThat(client().materials(image(server(shelf)), IMAGE, Budget.of(LONG)).found())
        .hasSize(1);
  }

  @Test
  void pagesOfReferrersWithoutEndAreLeft() throws Exception {
    var shelf = new Shelf();
    var pages = new AtomicInteger();
    var server = server((request, out) -> {
      if (!request.path().startsWith("/v2/acme/app/referrers/")) {
        shelf.answer(request, out);
        return;
      }
      var page = Shelf.index(List.of(shelf.descriptor(Digest.of(new byte[]{
          (byte) pages.incrementAndGet()}))));
      HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_INDEX, "Content-Length",
          "" + page.length, "Link", "<" + request.path() + "?n=1>; rel=\"next\"");
      out.write(page);
    });
    var materials = client().materials(image(server), IMAGE, Budget.of(LONG));
    assertThat(pages).hasValue(RegistryLimits.DEFAULT.pages());
    assertThat(reasons(materials)).contains(Reason.TOO_LARGE);
  }

  @Test
  void aNextPageElsewhereIsRefused() throws Exception {
    for (var link : List.of("http://127.0.0.2:1/v2/x", "https://evil.test/v2/", "/admin",
        "http://169.254.169.254/v2/")) {
      var page = Shelf.index(List.of());
      var server = server((_, out) -> {
        HostileServer.head(out, 200, "Content-Type", MediaTypes.OCI_INDEX, "Content-Length",
            "" + page.length, "Link", "<" + link + ">; rel=\"next\"");
        out.write(page);
      });
      refused(Reason.REFUSED_REDIRECT,
          () -> client().referrers(image(server), IMAGE, Budget.of(LONG)));
    }
  }

  @Test
  void aTruncatedBlobIsAFaultAndSpoilsNothingElse() throws Exception {
    var shelf = new Shelf();
    shelf.attach(IMAGE, MediaTypes.BUNDLE, "{\"good\":1}");
    shelf.attach(IMAGE, MediaTypes.BUNDLE, "{\"cut\":1}");
    var cut = Digest.of("{\"cut\":1}".getBytes(StandardCharsets.UTF_8));
    var server = server((request, out) -> {
      if (request.path().endsWith(cut.toString())) {
        HostileServer.head(out, 200, "Content-Length", "9");
        out.write("{\"c".getBytes(StandardCharsets.US_ASCII));
      } else {
        shelf.answer(request, out);
      }
    });
    var materials = client().materials(image(server), IMAGE, Budget.of(LONG));
    assertThat(materials.found()).hasSize(1);
    assertThat(reasons(materials)).containsExactly(Reason.TRUNCATED);
    assertThat(materials.isIncomplete()).isTrue();
  }

  @Test
  void aLayerLargerThanAllowedIsNotFetched() throws Exception {
    var shelf = new Shelf();
    var digest = Digest.of(new byte[]{7});
    var huge = shelf.manifest(Shelf.artifact(IMAGE.toString(),
        Shelf.layer(MediaTypes.BUNDLE, digest, 11 << 20, "")));
    shelf.refer(IMAGE, shelf.descriptor(huge));
    var server = server(shelf);
    var materials = client().materials(image(server), IMAGE, Budget.of(LONG));
    assertThat(reasons(materials)).containsExactly(Reason.TOO_LARGE);
    assertThat(server.seen()).noneMatch(seen -> seen.path().contains("blobs"));
  }

  @Test
  void aManifestWithAThousandLayersIsRefused() throws Exception {
    var shelf = new Shelf();
    var layer = Shelf.layer(MediaTypes.BUNDLE, shelf.blob("{}"), 2, "");
    var huge = shelf.manifest(Shelf.artifact(IMAGE.toString(),
        Collections.nCopies(1000, layer).toArray(String[]::new)));
    shelf.refer(IMAGE, shelf.descriptor(huge));
    var materials = client().materials(image(server(shelf)), IMAGE, Budget.of(LONG));
    assertThat(materials.found()).isEmpty();
    assertThat(reasons(materials)).containsExactly(Reason.TOO_LARGE);
  }

  @Test
  void everythingTogetherIsBoundedToo() throws Exception {
    var shelf = new Shelf();
    for (var i = 0; i < 8; i++) {
      shelf.attach(IMAGE, MediaTypes.BUNDLE, i + " ".repeat(50_000));
    }
    var materials = client().materials(image(server(shelf)), IMAGE, Budget.of(LONG, 200_000));
    assertThat(materials.found()).hasSizeLessThan(4);
    assertThat(reasons(materials)).contains(Reason.TOO_LARGE);
  }

  @Test
  void junkAmongTheReferrersIsAFaultOfItsOwn() throws Exception {
    var shelf = new Shelf();
    shelf.attach(IMAGE, MediaTypes.BUNDLE, "{\"good\":1}");
    shelf.refer(IMAGE, shelf.descriptor(shelf.manifest("not json")));
    shelf.refer(IMAGE, shelf.descriptor(shelf.manifest("{\"a\":1,\"a\":2}")));
    shelf.refer(IMAGE, shelf.descriptor(shelf.manifest("[".repeat(100_000))));
    shelf.refer(IMAGE, "{\"digest\":\"nonsense\"}");
    shelf.refer(IMAGE, "7");
    shelf.refer(IMAGE, shelf.descriptor(shelf.manifest(Shelf.artifact(
        Digest.of(new byte[]{9}).toString(),
        Shelf.layer(MediaTypes.BUNDLE, shelf.blob("{}"), 2, "")))));
    var materials = client().materials(image(server(shelf)), IMAGE, Budget.of(LONG));
    assertThat(materials.found()).hasSize(1);
    assertThat(materials.faults()).hasSize(6);
    assertThat(materials.isIncomplete()).isFalse();
  }

  private HostileServer server(HostileServer.Script script) throws IOException {
    var server = HostileServer.start(script);
    open.add(server);
    return server;
  }

  private RegistryClient client() {
    return client(RegistryOptions.INTERACTIVE);
  }

  private RegistryClient client(RegistryOptions options) {
    return client(options, CredentialSource.ANONYMOUS);
  }

  private RegistryClient client(RegistryOptions options, CredentialSource credentials) {
    var client = new RegistryClient(options, credentials);
    open.add(client);
    return client;
  }

  private static ImageReference image(HostileServer server) {
    return ImageReference.parse(server.registry() + "/" + Shelf.REPOSITORY + ":1");
  }

  private static List<Reason> reasons(Materials materials) {
    return materials.faults().stream().map(fault -> fault.cause().reason()).distinct().toList();
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOfSatisfying(RegistryException.class,
        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause() {
    try {
      end.await(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pour(OutputStream out, AtomicLong written) throws IOException {
    var piece = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    while (end.getCount() > 0) {
      out.write(piece);
      written.addAndGet(piece.length);
    }
  }
}
