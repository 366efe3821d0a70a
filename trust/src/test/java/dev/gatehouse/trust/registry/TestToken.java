package dev.gatehouse.trust.registry;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** Tokens as the distribution project's registry takes them: JWTs that name their certificate. */
final class TestToken {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private TestToken() {}

  /** A token for the scope that a request for one asks for. */
  static String of(TestPem authority, String request) throws IOException {
    var scope = URLDecoder.decode(request.replaceFirst(".*scope=", ""), StandardCharsets.UTF_8)
        .split(":");
    var pem = Files.readString(authority.certificate()).replaceAll("-----[A-Z ]+-----|\\s", "");
    var now = Instant.now().getEpochSecond();
    var head = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"x5c\":[\"" + pem + "\"]}";
    var claims = "{\"iss\":\"issuer\",\"sub\":\"ann\",\"aud\":\"test\",\"exp\":" + (now + 300)
        + ",\"nbf\":" + (now - 60) + ",\"iat\":" + now
        + ",\"jti\":\"1\",\"access\":[{\"type\":\"repository\",\"name\":\"" + scope[1]
        + "\",\"actions\":[\"" + scope[2].replace(",", "\",\"") + "\"]}]}";
    var text = encode(head) + "." + encode(claims);
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(authority.keys().getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String encode(String json) {
    return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
