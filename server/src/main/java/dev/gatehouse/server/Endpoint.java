package dev.gatehouse.server;

/** What a path of the server does. It answers the exchange, now or later, and never blocks on I/O. */
interface Endpoint {

  void handle(Exchange exchange);
}
