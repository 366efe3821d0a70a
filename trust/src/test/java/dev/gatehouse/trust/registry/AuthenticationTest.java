package dev.gatehouse.trust.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AuthenticationTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Credential ANN = new Credential.Basic("ann", "secret");

  private final Shelf shelf = new Shelf();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Digest image = Digest.of(new byte[0]);

  @BeforeEach
  void fill() {
    image = shelf.tag("1", Shelf.artifact(""));
  }

  @AfterEach
  void close() throws Exception {
    for (var each : open) {
      each.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Bearer realm=\"ADDRESS\",service=\"reg\",scope=\"repository:acme/app:pull\"",
      "Bearer scope=\"x y\" , service=reg ,realm=ADDRESS",
      "bearer SERVICE=\"reg\",REALM=\"ADDRESS\",error=\"a, \\\"b\\\"\"",
      "Basic realm=\"other\", Bearer service=\"reg\", realm=\"ADDRESS\""})
  void readsChallengesHoweverTheyAreWritten(String challenge) throws Exception {
    var server = tokenRegistry(challenge, "Basic YW5uOnNlY3JldA==");
    var client = client(CredentialSource.of(ANN));
    assertThat(client.resolve(image(server), Budget.of(LONG)).digest()).isEqualTo(image);
    var asked = server.seen().get(1);
    assertThat(asked.path()).isEqualTo("/token?service=reg&scope=repository%3Aacme%2Fapp%3Apull");
  }

  @Test
  void aTokenIsAskedForOnce() throws Exception {
    var server = tokenRegistry("Bearer realm=\"ADDRESS\",service=\"reg\"", "");
    var client = client(CredentialSource.ANONYMOUS);
    for (var i = 0; i < 3; i++) {
      client.resolve(image(server), Budget.of(LONG));
    }
    assertThat(server.seen()).extracting(seen -> seen.path().replaceFirst("\\?.*", ""))
        .containsExactly("/v2/acme/app/manifests/1", "/token", "/v2/acme/app/manifests/1",
            "/v2/acme/app/manifests/1", "/v2/acme/app/manifests/1");
  }

  @Test
  void whatOneMayAnotherMayNot() throws Exception {
    var server = tokenRegistry("Bearer realm=\"ADDRESS\",service=\"reg\"",
        "Basic YW5uOnNlY3JldA==");
    var ann = client(CredentialSource.of(ANN));
    ann.resolve(image(server), Budget.of(LONG));
    var bob = ann.withCredentials(CredentialSource.of(new Credential.Basic("bob", "secret")));
    var nobody = ann.withCredentials(CredentialSource.ANONYMOUS);
    refused(Reason.UNAUTHORIZED, bob, image(server));
    refused(Reason.UNAUTHORIZED, nobody, image(server));
  }

  @Test
  void triesOneCredentialAfterTheOther() throws Exception {
    var server = tokenRegistry("Bearer realm=\"ADDRESS\",service=\"reg\"",
        "Basic YW5uOnNlY3JldA==");
    var client = client(CredentialSource.of(List.of(
        CredentialSource.of(new Credential.Basic("bob", "secret")), CredentialSource.of(ANN))));
    assertThat(client.resolve(image(server), Budget.of(LONG)).digest()).isEqualTo(image);
  }

  @Test
  void basicCredentialsGoToTheRegistryAlone() throws Exception {
    var server = HostileServer.start((request, out) -> {
      if (request.header("Authorization").equals("Basic YW5uOnNlY3JldA==")) {
        shelf.answer(request, out);
      } else {
        HostileServer.head(out, 401, "WWW-Authenticate", "Basic realm=\"reg\"", "Content-Length",
            "0");
      }
    });
    open.add(server);
    client(CredentialSource.of(ANN)).resolve(image(server), Budget.of(LONG));
    assertThat(server.seen().getFirst().header("Authorization")).isEmpty();
    refused(Reason.UNAUTHORIZED, client(CredentialSource.ANONYMOUS), image(server));
    refused(Reason.UNAUTHORIZED, client(CredentialSource.of(new Credential.Basic("ann", "x"))),
        image(server));
  }

  @Test
  void anIdentityTokenIsPostedAsARefreshToken() throws Exception {
    var server = tokenRegistry("Bearer realm=\"ADDRESS\",service=\"reg\"", "POST");
    client(CredentialSource.of(new Credential.IdentityToken("re/fresh")))
        .resolve(image(server), Budget.of(LONG));
    assertThat(new String(server.seen().get(1).body(), StandardCharsets.UTF_8)).isEqualTo(
        "grant_type=refresh_token&client_id=gatehouse&service=reg"
            + "&scope=repository%3Aacme%2Fapp%3Apull&refresh_token=re%2Ffresh");
  }

  @Test
  void aRegistryTokenIsSentAsItIs() throws Exception {
    var server = tokenRegistry("Bearer realm=\"ADDRESS\",service=\"reg\"", "never");
    client(CredentialSource.of(new Credential.RegistryToken("t0ken")))
        .resolve(image(server), Budget.of(LONG));
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void aTokenWithALineBreakIsNoToken() throws Exception {
    var server = HostileServer.start((request, out) -> {
      if (request.path().startsWith("/token")) {
        HostileServer.answer(out, 200, "application/json",
            "{\"token\":\"a\\r\\nHost: evil\"}".getBytes(StandardCharsets.UTF_8));
      } else {
        challenge(request, out, "Bearer realm=\"ADDRESS\"");
      }
    });
    open.add(server);
    refused(Reason.MALFORMED, client(CredentialSource.ANONYMOUS), image(server));
  }

  @Test
  void aDenialThatNamesNoSchemeIsADenial() throws Exception {
    var server = HostileServer.start((request, out) -> HostileServer.head(out, 401,
        "WWW-Authenticate", "=,,\"", "Content-Length", "0"));
    open.add(server);
    refused(Reason.UNAUTHORIZED, client(CredentialSource.of(ANN)), image(server));
  }

  @Test
  void mirrorsAreAskedFirstAndTheRegistryLast() throws Exception {
    var empty = HostileServer.start(new Shelf());
    var lying = HostileServer.start((_, out) -> HostileServer.answer(out, 200,
        MediaTypes.OCI_MANIFEST, "{}".getBytes(StandardCharsets.UTF_8)));
    var good = HostileServer.start(shelf);
    open.addAll(List.of(empty, lying, good));
    var options = RegistryOptions.INTERACTIVE.with(good.registry(),
        RegistrySettings.NAMED.withMirrors(List.of(Mirror.parse(empty.registry()),
            Mirror.parse(lying.registry() + "/proxy"))));
    var client = new RegistryClient(options, CredentialSource.ANONYMOUS);
    open.add(client);
    assertThat(client.manifest(image(good), image, Budget.of(LONG)).digest()).isEqualTo(image);
    assertThat(empty.seen()).hasSize(1);
    assertThat(lying.seen()).singleElement().extracting(HostileServer.Seen::path).asString()
        .startsWith("/v2/proxy/acme/app/manifests/");
    assertThat(good.seen()).hasSize(1);
  }

  @Test
  void aMirrorOfImagesAloneHidesNoSignature() throws Exception {
    shelf.attach(image, MediaTypes.BUNDLE, "{\"good\":1}");
    var mirrored = new Shelf();
    mirrored.tag("1", Shelf.artifact(""));
    var mirror = HostileServer.start(mirrored);
    var origin = HostileServer.start(shelf);
    open.addAll(List.of(mirror, origin));
    var client = new RegistryClient(RegistryOptions.INTERACTIVE.with(origin.registry(),
        RegistrySettings.NAMED.withMirrors(List.of(Mirror.parse(mirror.registry())))),
        CredentialSource.ANONYMOUS);
    open.add(client);
    client.resolve(image(origin), Budget.of(LONG));
    assertThat(origin.seen()).isEmpty();
    assertThat(client.materials(image(origin), image, Budget.of(LONG)).found()).hasSize(1);
  }

  /** Wants a token, which its own token server gives to who shows this authorization. */
  private HostileServer tokenRegistry(String challenge, String authorization) throws IOException {
    var server = HostileServer.start((request, out) -> {
      if (request.path().startsWith("/token")) {
        var right = request.header("Authorization").equals(authorization)
            || request.method().equals(authorization);
        HostileServer.answer(out, right ? 200 : 401, "application/json",
            "{\"access_token\":\"t0ken\",\"expires_in\":300}".getBytes(StandardCharsets.UTF_8));
      } else if (request.header("Authorization").equals("Bearer t0ken")) {
        shelf.answer(request, out);
      } else {
        challenge(request, out, challenge);
      }
    });
    open.add(server);
    return server;
  }

  private static void challenge(HostileServer.Seen request, OutputStream out, String challenge)
      throws IOException {
    HostileServer.head(out, 401, "WWW-Authenticate",
        challenge.replace("ADDRESS", "http://" + request.header("Host") + "/token"),
        "Content-Length", "0");
  }

  private RegistryClient client(CredentialSource credentials) {
    var client = new RegistryClient(RegistryOptions.INTERACTIVE, credentials);
    open.add(client);
    return client;
  }

  private static ImageReference image(HostileServer server) {
    return ImageReference.parse(server.registry() + "/" + Shelf.REPOSITORY + ":1");
  }

  private static void refused(Reason reason, RegistryClient client, ImageReference image) {
    assertThatThrownBy(() -> client.resolve(image, Budget.of(LONG))).isInstanceOfSatisfying(
        RegistryException.class, e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }
}
