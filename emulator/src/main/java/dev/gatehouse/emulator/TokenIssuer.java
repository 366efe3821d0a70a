package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** An identity provider: it mints tokens for whoever is named, and says how to check them. */
final class TokenIssuer implements Endpoints {

  static final String GITHUB = "/github";
  private static final String AUDIENCE = "sigstore";
  private static final String ALGORITHM = "SHA256withRSA";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Duration LIFE = Duration.ofHours(1);

  /** RSA, because cosign takes a token on its command line with RS256 alone. */
  private final KeyPair key = Keys.rsa();
  private final String url;
  private final InstantSource clock;

  TokenIssuer(String url, InstantSource clock) {
    this.url = url;
    this.clock = clock;
  }

  /** A token for this identity, good for an hour. */
  String token(Identity identity) {
    var now = clock.instant().getEpochSecond();
    var claims = Fields.of().text("iss", identity.issuer()).text("sub", identity.subject())
        .text("aud", AUDIENCE).number("iat", now).number("nbf", now)
        .number("exp", now + LIFE.toSeconds());
    switch (identity) {
      case Identity.Email email -> claims.text("email", email.address()).with("email_verified",
          BooleanValue.TRUE);
      case Identity.Workflow workflow -> addGitHub(claims, workflow);
      case Identity.Uri uri -> {
        // the subject says it all
      }
      case Identity.Username user -> {
        // the subject says it all
      }
    }
    var header = Fields.of().text("alg", "RS256").text("typ", "JWT").text("kid", "1").build();
    var signed = part(header) + "." + part(claims.build());
    var signature = Keys.sign(ALGORITHM, key.getPrivate(), signed.getBytes(US_ASCII));
    return signed + "." + BASE64.encodeToString(signature);
  }

  private static void addGitHub(Fields claims, Identity.Workflow workflow) {
    claims.text("event_name", workflow.trigger()).text("sha", FulcioExtensions.SHA)
        .text("workflow", workflow.workflow()).text("repository", workflow.repository())
        .text("repository_owner", workflow.owner()).text("repository_owner_id", "42")
        .text("repository_id", "4242").text("repository_visibility", "public")
        .text("ref", workflow.ref()).text("job_workflow_ref", workflow.reference())
        .text("job_workflow_sha", FulcioExtensions.WORKFLOW_SHA)
        .text("workflow_ref", workflow.reference())
        .text("workflow_sha", FulcioExtensions.WORKFLOW_SHA)
        .text("runner_environment", "github-hosted").text("run_id", "1001")
        .text("run_attempt", "1");
  }

  private static String part(ObjectValue value) {
    return BASE64.encodeToString(Fields.canonical(value));
  }

  /** Who a token is for. @throws IllegalArgumentException unless it is ours, for us and of now */
  Identity verified(String token) {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("expected a token of three parts");
    }
    var signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
    var signature = Base64.getUrlDecoder().decode(parts[2]);
    if (!Keys.verifies(ALGORITHM, key.getPublic(), signed, signature)) {
      throw new IllegalArgumentException("the token is not signed by this identity provider");
    }
    var claims = WebRequest.json(Base64.getUrlDecoder().decode(parts[1]));
    var now = clock.instant().getEpochSecond();
    var expires = claims.get("exp") instanceof IntegerValue end ? end.value() : 0;
    if (now > expires || !StringValue.of(AUDIENCE).equals(claims.get("aud"))) {
      throw new IllegalArgumentException("the token has ended or is not for " + AUDIENCE);
    }
    return Identity.of(claims);
  }

  @Override
  public Optional<WebAnswer> answer(WebRequest request) {
    var path = request.path();
    var base = path.startsWith(GITHUB + "/") ? GITHUB : "";
    return switch (request.method() + " " + path.substring(base.length())) {
      case "GET /.well-known/openid-configuration" -> Optional.of(
          WebAnswer.json(200, discovery(url + base)));
      case "GET /keys" -> Optional.of(WebAnswer.json(200, keys()));
      default -> Optional.empty();
    };
  }

  private static ObjectValue discovery(String issuer) {
    return Fields.of().text("issuer", issuer).text("jwks_uri", issuer + "/keys")
        .text("authorization_endpoint", issuer + "/authorize")
        .text("token_endpoint", issuer + "/token")
        .with("response_types_supported", ArrayValue.of(StringValue.of("id_token")))
        .with("subject_types_supported", ArrayValue.of(StringValue.of("public")))
        .with("id_token_signing_alg_values_supported", ArrayValue.of(StringValue.of("RS256")))
        .build();
  }

  private ObjectValue keys() {
    var rsa = (RSAPublicKey) key.getPublic();
    var one = Fields.of().text("kty", "RSA").text("use", "sig").text("alg", "RS256")
        .text("kid", "1").text("n", number(rsa.getModulus()))
        .text("e", number(rsa.getPublicExponent())).build();
    return Fields.of().list("keys", List.of(one)).build();
  }

  /** A positive number without the byte that would hold its sign. */
  private static String number(BigInteger value) {
    var bytes = value.toByteArray();
    var from = bytes[0] == 0 ? 1 : 0;
    return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
