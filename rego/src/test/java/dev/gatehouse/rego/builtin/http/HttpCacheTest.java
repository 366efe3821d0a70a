package dev.gatehouse.rego.builtin.http;

import static dev.gatehouse.rego.builtin.http.LoopbackServer.response;
import static dev.gatehouse.rego.builtin.http.Sending.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.rego.builtin.NetworkAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered within an evaluation, and kept from one to the next. */
class HttpCacheTest {

  private static final String HOST = "127.0.0.1";
  private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME
      .withZone(ZoneOffset.UTC);

  private static String get(String url, String more) {
    return "{'method': 'get', 'url': '" + url + "'" + (more.isEmpty() ? "" : ", " + more) + "}";
  }

  private static String date(long seconds) {
    return DATE.format(Instant.now().plusSeconds(seconds)).replaceFirst(", (\\d) ", ", 0$1 ");
  }

  @Test
  void asksOnceForTheSameWithinAnEvaluation() throws IOException {
    try (var server = LoopbackServer.plain(request -> response("200 OK", ""))) {
      var request = get(server.url("/"), "'headers': {'a': '%s'}, 'cache_ignored_headers': ['a']");
      var sending = Sending.to(HOST);
      sending.responses(request.formatted(1), request.formatted(2), get(server.url("/"), ""));
      assertThat(server.requests()).hasSize(2);
      sending.responses(request.formatted(1));
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void remembersNoFailuresOfTheServerButThoseOfTheWay() throws IOException {
    try (var server = LoopbackServer.plain(request -> request.contains("GET /broken")
        ? new byte[0]
        : response("500 Oh", ""))) {
      var failing = get(server.url("/"), "");
      var broken = get(server.url("/broken"), "'raise_error': false");
      Sending.to(HOST).responses(failing, failing, broken, broken);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "max-age=100                 | 'cache': true  | 1",
      "max-age=100, no-store       | 'cache': true  | 2",
      "max-age=0                   | 'cache': true  | 2",
      "public                      | 'cache': true  | 2",
      "max-age=x                   | 'cache': true  | 2",
      "max-age=99999999999999      | 'cache': true  | 1",
      "max-age=100                 | 'cache': false | 2",
      "max-age=100                 | 'cache': true, 'caching_mode': 'deserialized' | 1",
      "max-age=100                 | 'cache': true, 'caching_mode': 'x' | 2",
      "no-store                    | 'force_cache': true, 'force_cache_duration_seconds': 9 | 1",
      "max-age=100                 | 'force_cache': true, 'force_cache_duration_seconds': 0 | 1"})
  void keepsResponsesAsTheySay(String control, String more, int asked) throws IOException {
    try (var server = LoopbackServer.plain(request -> response(
        "200 OK", "", "Cache-Control: " + control, "Date: " + date(0)))) {
      var sending = Sending.to(HOST);
      sending.response(get(server.url("/"), more));
      sending.response(get(server.url("/"), more));
      assertThat(server.requests()).hasSize(asked);
    }
  }

  @Test
  void keepsResponsesUntilTheyExpire() throws IOException {
    try (var server = LoopbackServer.plain(request -> response("404 No", "",
        "Expires: " + date(request.contains("/old") ? -100 : 100)))) {
      var sending = Sending.to(HOST);
      for (var path : Set.of("/", "/old")) {
        sending.response(get(server.url(path), "'cache': true"));
        sending.response(get(server.url(path), "'cache': true"));
      }
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void confirmsOldResponsesWithTheServer() throws IOException {
    try (var server = LoopbackServer.plain(request -> request.contains("If-None-Match: \"t\"")
        ? response("304 Not Modified", "", "Cache-Control: max-age=100", "Date: " + date(0),
            "X: new")
        : response("200 OK", "hello", "Etag: \"t\"", "Cache-Control: max-age=1",
            "Date: " + date(-100), "X: old"))) {
      var sending = Sending.to(HOST);
      var request = get(server.url("/"), "'cache': true");
      assertThat(text(sending.response(request), "raw_body")).isEqualTo("hello");
      var confirmed = sending.response(request);
      assertThat(text(confirmed, "raw_body")).isEqualTo("hello");
      assertThat(String.valueOf(confirmed.get("headers"))).contains("new").doesNotContain("old");
      sending.response(request);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void keepsNoMoreThanItsSize() throws IOException {
    var small = Sending.with(
        new NetworkAccess(Set.of(HOST), Duration.ofSeconds(9), 1 << 20, 5000));
    try (var server = LoopbackServer.plain(request -> response(
        "200 OK", "x".repeat(3000), "Cache-Control: max-age=100", "Date: " + date(0)))) {
      var first = get(server.url("/1"), "'cache': true");
      var second = get(server.url("/2"), "'cache': true");
      small.responses(first, second);
      small.response(second);
      assertThat(server.requests()).hasSize(2);
      small.response(first);
      assertThat(server.requests()).hasSize(3);
    }
  }
}
