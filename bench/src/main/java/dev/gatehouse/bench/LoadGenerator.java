package dev.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** h2load: one HTTP/2 connection with many streams, as kube-apiserver keeps one to its webhooks. */
final class LoadGenerator {

  private static final String STREAMS = "20";
  private static final Pattern RATE = Pattern.compile("finished in [0-9.]+m?s, ([0-9.]+) req/s",
      Pattern.MULTILINE);
  private static final Pattern CODES = Pattern
      .compile("status codes: (\\d+) 2xx, (\\d+) 3xx, (\\d+) 4xx, (\\d+) 5xx");
  private static final Pattern DATA = Pattern.compile("headers .*?, [0-9.A-Z]+ \\((\\d+)\\) data");

  private final Lab lab;

  LoadGenerator(Lab lab) {
    this.lab = lab;
  }

  /** Latencies in milliseconds of the answers at a given rate. */
  record Latencies(double p50, double p99) {}

  /** Sends one review over and over; gives requests per second. Every answer must be the same. */
  double rate(Webhook webhook, Path review, Duration duration) {
    var expected = webhook.ask(review);
    var output = run(webhook, review, duration, List.of());
    var codes = CODES.matcher(output);
    var data = DATA.matcher(output);
    var rate = RATE.matcher(output);
    if (!codes.find() || !data.find() || !rate.find()) {
      throw new BenchException("h2load said what cannot be read: " + output);
    }
    long answers = Long.parseLong(codes.group(1));
    for (int other = 2; other <= 4; other++) {
      if (!codes.group(other).equals("0")) {
        throw new BenchException("not all answers were 200: " + codes.group());
      }
    }
    double bytes = Double.parseDouble(data.group(1)) / Math.max(answers, 1);
    if (answers == 0 || Math.abs(bytes - expected.bytes()) > 0.05 * expected.bytes()) {
      throw new BenchException("under load answers had %.0f bytes in place of %d: %s"
          .formatted(bytes, expected.bytes(), output));
    }
    return Double.parseDouble(rate.group(1));
  }

  /** Sends one review at a steady rate; the first tenth of the answers is not counted. */
  Latencies latencies(Webhook webhook, Path review, int perSecond, Duration duration) {
    var log = lab.folder("latencies").resolve(review.getFileName() + "." + System.nanoTime());
    run(webhook, review, duration,
        List.of("--rps", Integer.toString(perSecond), "--log-file", log.toString()));
    try (Stream<String> lines = Files.lines(log)) {
      var micros = lines.map(line -> Long.parseLong(line.split("\t", -1)[2].strip())).toList();
      var counted = micros.subList(micros.size() / 10, micros.size()).stream().sorted().toList();
      return new Latencies(counted.get(counted.size() / 2) / 1000.0,
          counted.get(counted.size() * 99 / 100) / 1000.0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(Webhook webhook, Path review, Duration duration, List<String> more) {
    var command = new ArrayList<>(List.of("h2load", "--clients", "1", "--max-concurrent-streams",
        STREAMS, "--duration", duration.toSeconds() + "s", "--header",
        "content-type: application/json", "--data", review.toString()));
    command.addAll(more);
    command.add(webhook.url());
    return lab.run(Lab.LOAD_CORE, duration.plusSeconds(60), command);
  }
}
