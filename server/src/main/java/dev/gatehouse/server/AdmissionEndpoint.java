package dev.gatehouse.server;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.kube.AdmissionReview;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.InvalidFieldsException;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;

/**
 * An admission webhook at one path: size, content type, body, decode, decide, encode, in this order.
 * Every failure is answered, with the request's uid once that is known; none of them allows.
 */
final class AdmissionEndpoint implements Endpoint {

  private static final HttpField POST_ALONE = new HttpField(HttpHeader.ALLOW, "POST");
  private static final HttpField RETRY = new HttpField(HttpHeader.RETRY_AFTER, "1");
  private static final int INTERNAL_ERROR = 500;
  private static final int LARGE_BODY = 1 << 20;

  private final AdmissionDecider decider;
  private final Workshop workshop;

  /**
   * What all admission endpoints of a server share.
   *
   * @param largeGate lets large reviews through one after the other, because the values of one alone
   *     may fill much of the memory
   */
  record Workshop(
      BodyReader.Bounds bounds,
      DecisionGate gate,
      DecisionGate largeGate,
      Readiness readiness,
      RequestObserver observer) {

    DecisionGate gateFor(byte[] body) {
      return body.length > LARGE_BODY ? largeGate : gate;
    }
  }

  AdmissionEndpoint(AdmissionDecider decider, Workshop workshop) {
    this.decider = decider;
    this.workshop = workshop;
  }

  @Override
  public void handle(Exchange exchange) {
    var request = exchange.request();
    var limit = workshop.bounds.bytes();
    if (!HttpMethod.POST.is(request.getMethod())) {
      refuse(exchange.with(POST_ALONE), Refusal.NOT_POST, "use POST, not " + request.getMethod());
    } else if (request.getLength() > limit) {
      refuse(exchange, Refusal.TOO_LARGE, BodyReader.tooLarge(limit));
    } else if (!isJson(exchange.header(HttpHeader.CONTENT_TYPE))) {
      refuse(exchange, Refusal.WRONG_TYPE,
          "contentType=" + exchange.header(HttpHeader.CONTENT_TYPE)
              + ", expected application/json");
    } else if (!workshop.readiness.hasPolicies()) {
      refuse(exchange, Refusal.NOT_READY, "policies are not loaded yet");
    } else {
      read(exchange);
    }
  }

  private static boolean isJson(String contentType) {
    var semicolon = contentType.indexOf(';');
    var type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
  }

  private void read(Exchange exchange) {
    var arrival = new Arrival(exchange);
    var reader = new BodyReader(exchange.request(), workshop.bounds, arrival);
    exchange.onEnd(reader::release);
    reader.run();
  }

  /** What happens to the body of one request. */
  private final class Arrival implements BodyReader.Reader {
    private final Exchange exchange;

    Arrival(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void complete(byte[] body) {
      if (!workshop.gateFor(body).admit(() -> decideOrFail(exchange, body))) {
        AdmissionEndpoint.this.refuse(exchange, Refusal.OVERLOADED,
            "too many requests are waiting for a decision; try again");
      }
    }

    @Override
    public void refuse(Refusal refusal, String message) {
      AdmissionEndpoint.this.refuse(exchange, refusal, message);
    }

    @Override
    public void broken(Throwable cause) {
      exchange.fail(cause);
    }
  }

  /** The boundary at which anything unexpected becomes an answer. */
  private void decideOrFail(Exchange exchange, byte[] body) {
    try {
      if (!exchange.isEnded()) {
        decode(exchange, body);
      }
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      workshop.observer.failed("", e);
      answer(exchange, HttpStatus.OK_200, AdmissionReview.V1,
          AdmissionResponse.error("", INTERNAL_ERROR, internalError(e)));
    }
  }

  private void decode(Exchange exchange, byte[] body) {
    if (body.length == 0) {
      refuse(exchange, Refusal.MALFORMED, "request body is empty");
      return;
    }
    Value value;
    try {
      value = Json.parse(body, JsonLimits.DEFAULT.withMaxBytes(workshop.bounds.bytes()));
    } catch (TextException e) {
      refuse(exchange, Refusal.MALFORMED, "the request body is not JSON: " + e.getMessage());
      return;
    }
    var version = AdmissionReview.versionOf(value);
    try {
      var review = AdmissionReview.parse(value);
      answer(exchange, HttpStatus.OK_200, version, decide(exchange, review));
    } catch (InvalidFieldsException e) {
      var message = "the AdmissionReview is not valid: " + FieldError.join(e.errors());
      workshop.observer.refused(Refusal.MALFORMED, message);
      answer(exchange, Refusal.MALFORMED.status(), version,
          AdmissionResponse.error(
              AdmissionReview.uidOf(value),
              Refusal.MALFORMED.status(),
              message));
    }
  }

  private AdmissionResponse decide(Exchange exchange, AdmissionReview review) {
    var uid = review.request().uid();
    if (exchange.deadline().isOver()) {
      workshop.observer.late(review.request());
      return AdmissionResponse.error(uid, INTERNAL_ERROR,
          "the request waited until its deadline, no policy was evaluated");
    }
    try {
      return decider.decide(review.request(), exchange.deadline());
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      workshop.observer.failed(uid, e);
      return AdmissionResponse.error(uid, INTERNAL_ERROR, internalError(e));
    }
  }

  private static String internalError(Throwable e) {
    return "internal error: " + e.getClass().getSimpleName()
        + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }

  private void refuse(Exchange exchange, Refusal refusal, String message) {
    workshop.observer.refused(refusal, message);
    var response = AdmissionResponse.error("", refusal.status(), message);
    switch (refusal) {
      case OVERLOADED, NOT_READY ->
        answerUnread(exchange.with(RETRY), refusal.status(), response);
      case TOO_LARGE, TOO_SLOW, NOT_POST, WRONG_TYPE ->
        answerUnread(exchange, refusal.status(), response);
      case MALFORMED -> answer(exchange, refusal.status(), AdmissionReview.V1, response);
    }
  }

  private static void answerUnread(Exchange exchange, int status, AdmissionResponse response) {
    exchange.answerUnread(status, Exchange.JSON, encode(AdmissionReview.V1, response));
  }

  private static void answer(
      Exchange exchange, int status, String apiVersion, AdmissionResponse response) {
    exchange.answer(status, Exchange.JSON, encode(apiVersion, response));
  }

  private static byte[] encode(String apiVersion, AdmissionResponse response) {
    return Json.writeBytes(response.toReview(apiVersion), JsonStyle.PLAIN);
  }
}
