package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.HttpException;
import dev.gatehouse.http.HttpException.Reason;
import dev.gatehouse.http.HttpException.Stage;
import dev.gatehouse.rego.builtin.go.IpText;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says why a server gave no response, in the words of Go's client.
 *
 * @param method that of the first request, which messages begin with
 * @param request the one without a response
 */
record SendFault(String method, Request request) {

  private static final String BROKEN = "net/http: HTTP/1.x transport connection broken: ";

  SendException of(HttpException e) {
    if (Thread.currentThread().isInterrupted()) {
      return network("context canceled");
    }
    if (e.reason() == Reason.TIMEOUT) {
      return e.stage() == Stage.BODY
          ? SendException.internal("context deadline exceeded"
              + " (Client.Timeout or context cancellation while reading body)")
          : SendException.late(method, request.target().shown());
    }
    return switch (e.stage()) {
      case CONNECTING -> network(unconnected(e));
      case SECURING -> network(PeerFault.message(cause(e), name()));
      case WAITING -> network(broken(e));
      case HEAD -> network(e.reason() == Reason.TOO_LARGE ? e.detail() : BROKEN + broken(e));
      case BODY -> SendException.internal(e.detail());
    };
  }

  private SendException network(String reason) {
    return SendException.network(method, request.target().shown(), reason);
  }

  private String unconnected(HttpException e) {
    var socket = request.target().socket();
    if (!socket.isEmpty()) {
      return "dial unix " + socket + ": connect: " + reason(e.getCause());
    }
    return e.address()
        .map(address -> "dial tcp " + shown(address) + ": " + connecting(e.getCause()))
        .orElseGet(() -> "dial tcp: lookup " + request.target().url().hostname()
            + ": no such host");
  }

  private static String shown(InetSocketAddress address) {
    var text = IpText.format(address.getAddress().getAddress());
    return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + address.getPort();
  }

  private static String connecting(@Nullable Throwable cause) {
    return cause instanceof SocketTimeoutException ? "i/o timeout" : "connect: " + reason(cause);
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> "";
      case ConnectException refused -> "connection refused";
      case NoRouteToHostException unreachable -> "no route to host";
      default -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    };
  }

  private static Throwable cause(HttpException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  /** Whom the server should be. */
  private String name() {
    var name = request.tls().serverName();
    return name.isEmpty() ? request.target().url().hostname() : name;
  }

  private static String broken(HttpException e) {
    return e.detail().equals("Connection reset") ? "read: connection reset by peer" : e.detail();
  }
}
