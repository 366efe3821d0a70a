package dev.gatehouse.server;

import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A path to which JSON is posted: method, size, content type, body, then the job that answers, in
 * this order and within the server's bounds.
 */
final class PostEndpoint implements Endpoint {

  private static final HttpField POST_ALONE = new HttpField(HttpHeader.ALLOW, "POST");
  private static final HttpField RETRY = new HttpField(HttpHeader.RETRY_AFTER, "1");
  private static final int LARGE_BODY = 1 << 20;

  private final Job job;
  private final Workshop workshop;

  /** What is done with the bodies that are posted. It answers each exchange; it need not be quick. */
  interface Job {

    /**
     * Answers.
     *
     * @throws RefusedException if the body cannot be read
     */
    void run(Exchange exchange, byte[] body) throws RefusedException;

    /** The body of an answer that refuses a request unread, or because of what it holds. */
    byte[] refusal(int status, String message);

    /** The body of the answer when something unexpected went wrong; its status is 200. */
    byte[] failure(String message);
  }

  /**
   * What all such endpoints of a server share.
   *
   * @param largeGate lets large bodies through one after the other, because the values of one alone
   *     may fill much of the memory
   */
  record Workshop(
      BodyReader.Bounds bounds,
      DecisionGate gate,
      DecisionGate largeGate,
      Readiness readiness,
      RequestObserver observer) {

    Workshop withGate(DecisionGate other) {
      return new Workshop(bounds, other, largeGate, readiness, observer);
    }

    DecisionGate gateFor(byte[] body) {
      return body.length > LARGE_BODY ? largeGate : gate;
    }
  }

  PostEndpoint(Job job, Workshop workshop) {
    this.job = job;
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
    } else if (!workshop.readiness.isLoaded()) {
      refuse(exchange, Refusal.NOT_READY, workshop.readiness.what() + " are not loaded yet");
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
      if (!workshop.gateFor(body).admit(() -> runOrFail(exchange, body))) {
        PostEndpoint.this.refuse(exchange, Refusal.OVERLOADED,
            "too many requests are waiting for a decision; try again");
      }
    }

    @Override
    public void refuse(Refusal refusal, String message) {
      PostEndpoint.this.refuse(exchange, refusal, message);
    }

    @Override
    public void broken(Throwable cause) {
      exchange.fail(cause);
    }
  }

  /** The boundary at which anything unexpected becomes an answer. */
  private void runOrFail(Exchange exchange, byte[] body) {
    try {
      if (exchange.isEnded()) {
        return;
      }
      if (body.length == 0) {
        throw new RefusedException("request body is empty");
      }
      job.run(exchange, body);
    } catch (RefusedException e) {
      refuse(exchange, Refusal.MALFORMED, e.getMessage());
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      workshop.observer.failed("", e);
      exchange.answer(HttpStatus.OK_200, Exchange.JSON, job.failure(Refusal.internalError(e)));
    }
  }

  private void refuse(Exchange exchange, Refusal refusal, String message) {
    workshop.observer.refused(refusal, message);
    var body = job.refusal(refusal.status(), message);
    switch (refusal) {
      case OVERLOADED, NOT_READY ->
        exchange.with(RETRY).answerUnread(refusal.status(), Exchange.JSON, body);
      case TOO_LARGE, TOO_SLOW, NOT_POST, WRONG_TYPE ->
        exchange.answerUnread(refusal.status(), Exchange.JSON, body);
      case MALFORMED -> exchange.answer(refusal.status(), Exchange.JSON, body);
    }
  }
}
