package dev.gatehouse.trust.sign;

import dev.gatehouse.http.Deadline;
import dev.gatehouse.http.HttpAnswer;
import dev.gatehouse.http.HttpCall;
import dev.gatehouse.http.HttpException;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Reach;
import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.trust.sign.SigningException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks the services of a Sigstore. They get identity tokens, so plain HTTP goes to this machine alone,
 * and no redirect is followed.
 */
public final class ServiceClient {

  private static final int MAX_ANSWER = 8 << 20;
  private static final int SHOWN = 300;

  private final HttpTransport transport;
  private final TlsSettings tls;
  private final Duration patience;

  /**
   * A client that does not close its transport.
   *
   * @param patience how long one answer may take; logs answer when they have published, so a log of
   *     the second version needs 20 seconds or more
   */
  public ServiceClient(HttpTransport transport, TlsSettings tls, Duration patience) {
    this.transport = transport;
    this.tls = tls;
    this.patience = patience;
  }

  HttpAnswer postJson(URI base, String path, Map<String, String> headers, ObjectValue body)
      throws SigningException {
    var all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return post(URI.create(withoutSlash(base) + path), all,
        Json.writeBytes(body, JsonStyle.PLAIN));
  }

  private static String withoutSlash(URI base) {
    var text = base.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  HttpAnswer post(URI target, Map<String, String> headers, byte[] body) throws SigningException {
    if (!HttpCall.isCallable(target)) {
      throw new SigningException(Reason.NO_SERVICE, "no address of a service: " + target);
    }
    var reach = "https".equals(target.getScheme()) ? Reach.ANY : Reach.LOOPBACK;
    try {
      return transport.send(HttpCall.of("POST", target, headers, body),
          new HttpTransport.Bounds(reach, tls, MAX_ANSWER, Deadline.after(patience)));
    } catch (HttpException e) {
      throw new SigningException(Reason.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /** The body of an answer that says yes. */
  static byte[] accepted(URI service, HttpAnswer answer) throws SigningException {
    if (answer.isSuccess()) {
      return answer.body();
    }
    var text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    throw new SigningException(
        answer.status() >= 500 ? Reason.UNAVAILABLE : Reason.REFUSED,
        service.getAuthority() + " answered " + answer.status() + ": " + shown);
  }
}
