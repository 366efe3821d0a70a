package dev.gatehouse.emulator;

import java.util.Optional;

/** One service's part of the server. */
@FunctionalInterface
interface Endpoints {

  /**
   * The answer to a request; empty if it is for another service.
   *
   * @throws IllegalArgumentException if the request is wrong, which is answered with status 400
   */
  Optional<WebAnswer> answer(WebRequest request);
}
