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
import org.eclipse.jetty.http.HttpStatus;

/**
 * An admission webhook: decode, decide, encode. Every failure is answered, with the request's uid
 * once that is known; none of them allows.
 */
final class AdmissionJob implements PostEndpoint.Job {

  private static final int INTERNAL_ERROR = 500;

  private final AdmissionDecider decider;
  private final JsonLimits limits;
  private final RequestObserver observer;

  AdmissionJob(AdmissionDecider decider, JsonLimits limits, RequestObserver observer) {
    this.decider = decider;
    this.limits = limits;
    this.observer = observer;
  }

  @Override
  public void run(Exchange exchange, byte[] body) throws RefusedException {
    Value value;
    try {
      value = Json.parse(body, limits);
    } catch (TextException e) {
      throw new RefusedException("the request body is not JSON: " + e.getMessage());
    }
    var version = AdmissionReview.versionOf(value);
    try {
      var review = AdmissionReview.parse(value);
      answer(exchange, HttpStatus.OK_200, version, decide(exchange, review));
    } catch (InvalidFieldsException e) {
      var message = "the AdmissionReview is not valid: " + FieldError.join(e.errors());
      observer.refused(Refusal.MALFORMED, message);
      var status = Refusal.MALFORMED.status();
      answer(exchange, status, version,
          AdmissionResponse.error(AdmissionReview.uidOf(value), status, message));
    }
  }

  private AdmissionResponse decide(Exchange exchange, AdmissionReview review) {
    var uid = review.request().uid();
    if (exchange.deadline().isOver()) {
      observer.late(review.request());
      return AdmissionResponse.error(uid, INTERNAL_ERROR,
          "the request waited until its deadline, no policy was evaluated");
    }
    try {
      return decider.decide(review.request(), exchange.deadline());
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      observer.failed(uid, e);
      return AdmissionResponse.error(uid, INTERNAL_ERROR, Refusal.internalError(e));
    }
  }

  @Override
  public byte[] refusal(int status, String message) {
    return encode(AdmissionReview.V1, AdmissionResponse.error("", status, message));
  }

  @Override
  public byte[] failure(String message) {
    return refusal(INTERNAL_ERROR, message);
  }

  private static void answer(
      Exchange exchange, int status, String apiVersion, AdmissionResponse response) {
    exchange.answer(status, Exchange.JSON, encode(apiVersion, response));
  }

  private static byte[] encode(String apiVersion, AdmissionResponse response) {
    return Json.writeBytes(response.toReview(apiVersion), JsonStyle.PLAIN);
  }
}
