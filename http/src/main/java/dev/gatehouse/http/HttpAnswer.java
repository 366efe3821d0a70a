package dev.gatehouse.http;

import java.util.List;
import java.util.Optional;

/**
 * One complete answer.
 *
 * @param status its code, three digits
 * @param statusText the code and what the server says with it, such as {@code 200 OK}
 * @param headers as they came, each byte a character
 * @param body within the bounds of the call; empty if there was none
 * @param server what kind of address it came from
 */
public record HttpAnswer(
    int status, String statusText, List<Header> headers, byte[] body, AddressKind server) {

  public HttpAnswer {
    headers = List.copyOf(headers);
  }

  /** The first header of this name, letters of either case. */
  public Optional<String> header(String name) {
    return headers.stream().filter(each -> each.is(name)).map(Header::value).findFirst();
  }

  /** All headers of this name, letters of either case, in their order. */
  public List<String> headers(String name) {
    return headers.stream().filter(each -> each.is(name)).map(Header::value).toList();
  }

  /** Whether the server did what it was asked. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return "status " + status + ", " + body.length + " bytes";
  }
}
