package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;

/** The timestamp authority: RFC 3161 over HTTP. */
final class TimestampEndpoints implements Endpoints {

  private static final String PATH = "/api/v1/timestamp";

  private final Served served;

  TimestampEndpoints(Served served) {
    this.served = served;
  }

  @Override
  public Optional<WebAnswer> answer(WebRequest request) {
    if (request.is("GET", PATH + "/certchain")) {
      return Optional.of(WebAnswer.of(200, "application/pem-certificate-chain",
          Pem.of(served.trusted().timestamps().chain()).getBytes(UTF_8)));
    }
    return request.is("POST", PATH) ? Optional.of(timestamp(request)) : Optional.empty();
  }

  private WebAnswer timestamp(WebRequest request) {
    var faults = served.faults();
    var authority = faults.has(Fault.TIMESTAMP_FOREIGN) ? served.foreign() : served.trusted();
    try {
      return WebAnswer.of(201, "application/timestamp-reply",
          authority.timestamps().answer(request.body(), served.now(), faults));
    } catch (IOException e) {
      throw new IllegalArgumentException("expected a timestamp query", e);
    }
  }
}
