package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.json.ObjectValue;

/** Sends the requests of one evaluation within its bounds. */
public record Sender(HttpTransport transport, Bounds bounds) {

  /**
   * The response to a request.
   *
   * @param parameters known ones
   * @throws SendException if a parameter is wrong, what it asks for is not allowed, or there is none
   */
  public Response send(ObjectValue parameters) throws SendException {
    return send(read(parameters));
  }

  Request read(ObjectValue parameters) throws SendException {
    return RequestReader.read(parameters, bounds);
  }

  Response send(Request request) throws SendException {
    return Exchange.send(transport, request, bounds);
  }
}
