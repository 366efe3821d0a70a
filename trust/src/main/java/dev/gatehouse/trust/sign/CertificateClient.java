package dev.gatehouse.trust.sign;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.key.Scheme;
import dev.gatehouse.trust.sign.SigningException.Reason;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Has Fulcio certify a new key for whom an identity token vouches for. */
final class CertificateClient {

  private static final int MAX_TOKEN = 64 << 10;
  private static final int MAX_ANSWER = 1 << 20;
  private static final int MAX_CHAIN = 10;
  private static final int NOT_FOUND = 404;

  private final ServiceClient services;

  CertificateClient(ServiceClient services) {
    this.services = services;
  }

  /** A new key with its certificate; the newer API first, the older where there is none. */
  Credential certify(URI authority, String token) throws SigningException {
    var key = SigningKey.generate();
    var proof = key.sign(new Scheme.Ecdsa(Hash.SHA256),
        subject(token).getBytes(StandardCharsets.UTF_8));
    try {
      var answer = services.postJson(authority, "/api/v2/signingCert", Map.of(),
          newer(token, key, proof));
      if (answer.status() != NOT_FOUND) {
        return credential(key, chain(ServiceClient.accepted(authority, answer)));
      }
      var older = services.postJson(authority, "/api/v1/signingCert",
          Map.of("Authorization", "Bearer " + token), older(key, proof));
      return credential(key, Certificate.parsePem(new String(
          ServiceClient.accepted(authority, older), StandardCharsets.UTF_8)));
    } catch (MalformedException e) {
      throw new SigningException(Reason.BAD_ANSWER,
          authority.getAuthority() + " gave no certificate: " + e.getMessage(), e);
    }
  }

  private static ObjectValue newer(String token, SigningKey key, byte[] proof) {
    var publicKey = ObjectValue.of("algorithm", StringValue.of("ECDSA"), "content",
        StringValue.of(KeyFile.writePublic(key)));
    return ObjectValue.of(
        "credentials", ObjectValue.of("oidcIdentityToken", StringValue.of(token)),
        "publicKeyRequest", ObjectValue.of("publicKey", publicKey, "proofOfPossession",
            base64(proof)));
  }

  private static ObjectValue older(SigningKey key, byte[] proof) {
    var pem = KeyFile.writePublic(key).getBytes(StandardCharsets.UTF_8);
    return ObjectValue.of("publicKey", ObjectValue.of("content", base64(pem)),
        "signedEmailAddress", base64(proof));
  }

  private static StringValue base64(byte[] bytes) {
    return StringValue.of(Base64.getEncoder().encodeToString(bytes));
  }

  private static List<Certificate> chain(byte[] answer) throws MalformedException {
    var signed = Fields.parse("the answer", answer, MAX_ANSWER)
        .fields("signedCertificateEmbeddedSct");
    var chain = new ArrayList<Certificate>();
    for (var item : signed.fields("chain").items("certificates", MAX_CHAIN)) {
      if (!(item instanceof StringValue pem)) {
        throw new MalformedException("the answer's chain is not of texts");
      }
      chain.addAll(Certificate.parsePem(pem.value()));
    }
    return chain;
  }

  private static Credential credential(SigningKey key, List<Certificate> chain)
      throws MalformedException {
    if (chain.isEmpty() || !chain.getFirst().key().equals(key.verificationKey())) {
      throw new MalformedException("the first certificate is not for the key that was sent");
    }
    return new Credential(key, chain);
  }

  /** What Fulcio wants signed: the token's e-mail address, or else its subject. */
  private static String subject(String token) throws SigningException {
    try {
      var parts = token.split("\\.", -1);
      if (parts.length != 3) {
        throw new MalformedException("the identity token has not three parts");
      }
      var claims = Fields.parse("the identity token",
          Base64.getUrlDecoder().decode(parts[1]), MAX_TOKEN);
      var address = claims.textIfAny("email");
      return address.isPresent() ? address.get() : claims.text("sub");
    } catch (MalformedException | IllegalArgumentException e) {
      throw new SigningException(Reason.BAD_TOKEN,
          "the identity token is not a JSON web token: " + e.getMessage(), e);
    }
  }
}
