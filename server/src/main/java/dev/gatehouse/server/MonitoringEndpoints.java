package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}. */
final class MonitoringEndpoints {

  private final Readiness readiness;
  private final ServerMetrics metrics;
  private final ExpositionFormats formats = ExpositionFormats.init();

  private MonitoringEndpoints(Readiness readiness, ServerMetrics metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  static Map<String, Endpoint> of(Readiness readiness, ServerMetrics metrics) {
    var endpoints = new MonitoringEndpoints(readiness, metrics);
    return Map.of(
        "/healthz", endpoints::health, "/readyz", endpoints::ready, "/metrics", endpoints::metrics);
  }

  private void health(Exchange exchange) {
    exchange.answer(HttpStatus.OK_200, Exchange.TEXT, "ok\n".getBytes(UTF_8));
  }

  private void ready(Exchange exchange) {
    var ready = readiness.isReady();
    var text = String.join("\n", readiness.details()) + "\n" + (ready ? "ok\n" : "not ready\n");
    exchange.answer(
        ready ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
        Exchange.TEXT,
        text.getBytes(UTF_8));
  }

  private void metrics(Exchange exchange) {
    var writer = formats.findWriter(exchange.header(HttpHeader.ACCEPT));
    var out = new ByteArrayOutputStream(16 << 10);
    try {
      writer.write(out, metrics.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exchange.answer(
        HttpStatus.OK_200,
        new HttpField(HttpHeader.CONTENT_TYPE, writer.getContentType()),
        out.toByteArray());
  }
}
