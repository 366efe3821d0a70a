package dev.gatehouse.server;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One HTTP request and its answer. State: whether it has been answered, which happens once. */
final class Exchange {

  static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE,
      "application/json");
  static final HttpField CLOSE = new HttpField(HttpHeader.CONNECTION, "close");
  static final HttpField TEXT = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE,
      "text/plain; charset=utf-8");

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Deadline deadline;
  private final List<Runnable> atEnd = new CopyOnWriteArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  Exchange(Request request, Response response, Callback callback, Deadline deadline) {
    this.request = request;
    this.response = response;
    this.callback = Callback.from(callback, this::runAtEnd);
    this.deadline = deadline;
    request.addFailureListener(this::fail);
  }

  Request request() {
    return request;
  }

  Deadline deadline() {
    return deadline;
  }

  /** A header of the request, an empty text if it has none. */
  String header(HttpHeader name) {
    var value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  /** Whether the answer has been given, or nobody waits for it any more. */
  boolean isEnded() {
    return ended.get();
  }

  boolean isHttp1() {
    return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
  }

  /** Has the action run when the answer has left or cannot leave any more. */
  void onEnd(Runnable action) {
    atEnd.add(action);
  }

  private void runAtEnd() {
    atEnd.forEach(Runnable::run);
  }

  /** Adds a header to the answer. */
  Exchange with(HttpField header) {
    response.getHeaders().add(header);
    return this;
  }

  /** Gives the answer, unless there has been one. */
  void answer(int status, HttpField contentType, byte[] content) {
    if (ended.compareAndSet(false, true)) {
      response.setStatus(status);
      response.getHeaders().put(contentType);
      response.write(true, ByteBuffer.wrap(content), callback);
    }
  }

  /** Gives the answer and ends the request although a part of its body is still to come. */
  void answerUnread(int status, HttpField contentType, byte[] content) {
    if (isHttp1()) {
      // What is still to come would be taken for the next request.
      with(CLOSE);
    } else {
      request.addHttpStreamWrapper(PoliteReset::new);
    }
    answer(status, contentType, content);
  }

  /** Resets a stream whose body is not wanted without an error: RFC 9113 §8.1. */
  private static final class PoliteReset extends HttpStream.Wrapper {

    PoliteReset(HttpStream stream) {
      super(stream);
    }

    @Override
    public void failed(Throwable cause) {
      super.failed(
          cause.getCause() == HttpStream.CONTENT_NOT_CONSUMED ? cause.getCause() : cause);
    }
  }

  /** Ends the exchange without an answer, because the caller is gone or unreadable. */
  void fail(Throwable cause) {
    if (ended.compareAndSet(false, true)) {
      callback.failed(cause);
    }
  }
}
