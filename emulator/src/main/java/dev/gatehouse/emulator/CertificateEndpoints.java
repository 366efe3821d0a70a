package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** Issues certificates to holders of a token: both versions of Fulcio's API. */
final class CertificateEndpoints implements Endpoints {

  private final Served served;
  private final TokenIssuer tokens;

  CertificateEndpoints(Served served, TokenIssuer tokens) {
    this.served = served;
    this.tokens = tokens;
  }

  @Override
  public Optional<WebAnswer> answer(WebRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "POST /api/v1/signingCert" -> Optional.of(issueFirst(request));
      case "POST /api/v2/signingCert" -> Optional.of(issueSecond(request));
      case "GET /api/v1/rootCert" -> Optional.of(pem(200, chain()));
      case "GET /api/v2/trustBundle" -> Optional.of(WebAnswer.json(200, Fields.of()
          .list("chains", List.of(certificates(chain()))).build()));
      default -> Optional.empty();
    };
  }

  private List<X509Certificate> chain() {
    return served.trusted().certificates().chain();
  }

  private WebAnswer issueFirst(WebRequest request) {
    var body = request.json();
    var identity = tokens.verified(bearer(request));
    var content = JsonPath.of(body).at("publicKey").bytes("content");
    var key = publicKey(content);
    requirePossession(key, identity, JsonPath.of(body).bytes("signedEmailAddress"));
    return pem(201, issue(key, identity));
  }

  private WebAnswer issueSecond(WebRequest request) {
    var body = JsonPath.of(request.json());
    var token = body.find("credentials")
        .flatMap(credentials -> credentials.findText("oidcIdentityToken"))
        .filter(text -> !text.isEmpty()).orElseGet(() -> bearer(request));
    var identity = tokens.verified(token);
    var asked = body.find("publicKeyRequest");
    PublicKey key;
    if (asked.isPresent()) {
      key = Pem.publicKey(asked.get().at("publicKey").text("content"));
      requirePossession(key, identity, asked.get().bytes("proofOfPossession"));
    } else {
      key = requested(body.bytes("certificateSigningRequest"));
    }
    return WebAnswer.json(200, Fields.of("signedCertificateEmbeddedSct",
        Fields.of("chain", certificates(issue(key, identity)))));
  }

  private static String bearer(WebRequest request) {
    return request.header("Authorization").filter(value -> value.startsWith("Bearer "))
        .map(value -> value.substring(7))
        .orElseThrow(() -> new IllegalArgumentException("expected a bearer token"));
  }

  /** The key as PEM or as DER. */
  private static PublicKey publicKey(byte[] content) {
    var text = new String(content, UTF_8);
    return text.startsWith("-----BEGIN") ? Pem.publicKey(text) : Pem.publicKey(content);
  }

  /** Whoever asks has signed the identity with the key. */
  private static void requirePossession(PublicKey key, Identity identity, byte[] proof) {
    var about = identity instanceof Identity.Email email ? email.address() : identity.subject();
    var algorithm = Keys.KeyKind.of(key).signing();
    if (!Keys.verifies(algorithm, key, about.getBytes(UTF_8), proof)) {
      throw new IllegalArgumentException("the proof of possession is not by this key");
    }
  }

  private static PublicKey requested(byte[] pem) {
    try {
      var text = new String(pem, UTF_8).replaceAll("-----[A-Z ]+-----", "");
      var request = new PKCS10CertificationRequest(Base64.getMimeDecoder().decode(text));
      var provider = new JcaContentVerifierProviderBuilder()
          .build(request.getSubjectPublicKeyInfo());
      if (!request.isSignatureValid(provider)) {
        throw new IllegalArgumentException("the signing request is not signed by its key");
      }
      return Pem.publicKey(request.getSubjectPublicKeyInfo().getEncoded());
    } catch (IOException | OperatorCreationException | PKCSException e) {
      throw new IllegalArgumentException("expected a certificate signing request", e);
    }
  }

  private List<X509Certificate> issue(PublicKey key, Identity identity) {
    var faults = served.faults();
    var issuer = faults.has(Fault.FOREIGN_CA) ? served.foreign() : served.trusted();
    var certificates = new ArrayList<X509Certificate>();
    certificates.add(issuer.certificates().issue(key, identity, served.now(),
        served.trusted().certificateLog(), faults));
    certificates.addAll(issuer.certificates().chain());
    return certificates;
  }

  private static WebAnswer pem(int status, List<X509Certificate> certificates) {
    return WebAnswer.of(status, "application/pem-certificate-chain",
        Pem.of(certificates).getBytes(UTF_8));
  }

  private static ObjectValue certificates(List<X509Certificate> certificates) {
    return Fields.of("certificates", ArrayValue
        .of(certificates.stream().map(one -> StringValue.of(Pem.of(one))).toList()));
  }
}
