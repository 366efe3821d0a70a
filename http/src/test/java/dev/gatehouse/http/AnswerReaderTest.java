package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.http.HttpException.Reason;
import dev.gatehouse.http.HttpException.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an answer, and what is wrong with one; messages are those of Go's client. */
class AnswerReaderTest {

  private static final int LARGEST_BODY = 10;
  private static final Manner STRICT = Manner.strict(AddressResolver.SYSTEM);
  private static final Manner LENIENT = Manner.lenient(AddressResolver.SYSTEM);

  private static AnswerReader reader(Manner manner, String text) {
    var bytes = text.replace("␍", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return new AnswerReader(new ByteArrayInputStream(bytes), manner, LARGEST_BODY);
  }

  private static String body(AnswerReader reader)
      throws AnswerReader.FaultException, IOException {
    var answer = reader.read("GET", AddressKind.LOOPBACK);
    return answer.statusText() + ": " + new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void refused(AnswerReader reader, Reason reason, Stage stage, String detail) {
    assertThatThrownBy(() -> body(reader)).isInstanceOfSatisfying(
        AnswerReader.FaultException.class, e -> {
          assertThat(e.fault().detail()).isEqualTo(detail);
          assertThat(e.fault().reason()).isEqualTo(reason);
        });
    assertThat(reader.stage()).isEqualTo(stage);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "HTTP/1.1 200 OK␍Content-Length: 2␍␍abc          | 200 OK: ab | true",
      "HTTP/1.1 200␍Content-Length: 2␍␍abc             | 200: ab    | true",
      "HTTP/1.1 200 OK␍Content-Length: 2␍content-length: 2␍␍abc | 200 OK: ab | true",
      "HTTP/1.0 200 OK␍Content-Length: 2␍␍ab           | 200 OK: ab | false",
      "HTTP/1.1 200 OK␍Content-Length: 2␍Connection: Close␍␍ab | 200 OK: ab | false",
      "HTTP/1.1 200 OK␍␍ab                             | 200 OK: ab | false",
      "HTTP/1.1 200 OK␍Transfer-Encoding: Chunked␍␍1;x=y␍a␍01␍b␍0␍T: 1␍␍ | 200 OK: ab | true",
      "HTTP/1.1 103 Early␍A: b␍␍HTTP/1.1 200 OK␍Content-Length: 2␍␍ab | 200 OK: ab | true",
      "HTTP/1.1 204 No␍Content-Length: 2␍␍             | '204 No: '  | true",
      "HTTP/1.1 304 Same␍␍                             | '304 Same: ' | true"})
  void readsAnswersToTheirEnd(String text, String wanted, boolean isReusable) throws Exception {
    for (var manner : new Manner[]{STRICT, LENIENT}) {
      var reader = reader(manner, text);
      assertThat(body(reader)).isEqualTo(wanted);
      assertThat(reader.isReusable()).isEqualTo(isReusable);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "hello␍␍              | malformed HTTP response \"hello\"",
      "HTTP/2 200␍␍         | malformed HTTP version \"HTTP/2\"",
      "HTTP/1.1 2000 x␍␍    | malformed HTTP status code \"2000\"",
      "HTTP/1.1 2x0 x␍␍     | malformed HTTP status code \"2x0\"",
      "HTTP/1.1 200 OK␍a b␍␍   | malformed MIME header: missing colon: \"a b\"",
      "HTTP/1.1 200 OK␍: b␍␍   | malformed MIME header line: \": b\"",
      "HTTP/1.1 200 OK␍A: \u0000␍␍ | malformed MIME header line: \"A: \\x00\"",
      "HTTP/1.1 200 OK␍ a: b␍␍ | malformed MIME header initial line: \" a: b\"",
      "HTTP/1.1 200 OK␍Content-Length: -1␍␍ | bad Content-Length \"-1\"",
      "HTTP/1.1 200 OK␍Content-Length:␍␍    | invalid empty Content-Length \"\"",
      "HTTP/1.1 200 OK␍Content-Length: 1␍Content-Length: 2␍␍ab | http: message cannot contain multiple Content-Length headers; got [\"1\" \"2\"]",
      "HTTP/1.1 200 OK␍Transfer-Encoding: gzip␍␍ | unsupported transfer encoding: \"gzip\"",
      "HTTP/1.1 200 OK␍Transfer-Encoding: gzip␍Transfer-Encoding: chunked␍␍ | too many transfer encodings: [\"gzip\" \"chunked\"]"})
  void refusesHeadsThatAreNone(String text, String detail) {
    for (var manner : new Manner[]{STRICT, LENIENT}) {
      refused(reader(manner, text), Reason.MALFORMED, Stage.HEAD, detail);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "zz␍                 | invalid byte in chunk length",
      "␍                   | empty hex number for chunk length",
      "fffffffffffffffff␍  | http chunk length too large",
      "2␍abc␍0␍␍           | malformed chunked encoding"})
  void refusesChunksThatAreNone(String chunks, String detail) {
    refused(reader(STRICT, "HTTP/1.1 200 OK␍Transfer-Encoding: chunked␍␍" + chunks),
        Reason.MALFORMED, Stage.BODY, detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "HTTP/1.1 200 OK␍A: b␍  c␍Content-Length: 1␍␍a",
      "HTTP/1.1 200 OK␍A : b␍Content-Length: 1␍␍a",
      "HTTP/1.0 200 OK␍Transfer-Encoding: chunked␍␍a",
      "HTTP/1.1 200 OK␍Content-Length: 5␍Transfer-Encoding: chunked␍␍1␍a␍0␍␍"})
  void readsWhatAServerMustNotSendOnlyWhenLenient(String text) throws Exception {
    assertThat(body(reader(LENIENT, text))).isEqualTo("200 OK: a");
    assertThatThrownBy(() -> body(reader(STRICT, text)))
        .isInstanceOf(AnswerReader.FaultException.class);
  }

  @Test
  void doesNotUseAConnectionAgainWhoseAnswerHasTwoEnds() throws Exception {
    var reader = reader(LENIENT,
        "HTTP/1.1 200 OK␍Content-Length: 5␍Transfer-Encoding: chunked␍␍1␍a␍0␍␍");
    assertThat(body(reader)).isEqualTo("200 OK: a");
    assertThat(reader.isReusable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "''                                             | WAITING",
      "HTTP/1.1 20                                    | HEAD",
      "HTTP/1.1 200 OK␍A: b␍                          | HEAD",
      "HTTP/1.1 200 OK␍Content-Length: 5␍␍abc         | BODY",
      "HTTP/1.1 200 OK␍Transfer-Encoding: chunked␍␍5␍a | BODY",
      "HTTP/1.1 200 OK␍Transfer-Encoding: chunked␍␍1␍a␍ | BODY"})
  void saysWhereAnAnswerEndedBeforeItsEnd(String text, Stage stage) {
    refused(reader(STRICT, text), Reason.TRUNCATED, stage, "unexpected EOF");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "HTTP/1.1 200 OK␍Content-Length: 11␍␍",
      "HTTP/1.1 200 OK␍Content-Length: 999999999999999␍␍",
      "HTTP/1.1 200 OK␍␍12345678901",
      "HTTP/1.1 200 OK␍Transfer-Encoding: chunked␍␍fffffffffffffff␍",
      "HTTP/1.1 200 OK␍Transfer-Encoding: chunked␍␍6␍123456␍5␍12345␍0␍␍"})
  void boundsBodies(String text) {
    refused(reader(STRICT, text), Reason.TOO_LARGE, Stage.BODY,
        "response of more than 10 bytes");
  }

  @Test
  void takesABodyAsLargeAsItsBound() throws Exception {
    for (var text : new String[]{"HTTP/1.1 200 OK␍Content-Length: 10␍␍1234567890",
        "HTTP/1.1 200 OK␍␍1234567890",
        "HTTP/1.1 200 OK␍Transfer-Encoding: chunked␍␍5␍12345␍5␍67890␍0␍␍"}) {
      assertThat(body(reader(STRICT, text))).isEqualTo("200 OK: 1234567890");
    }
  }

  @Test
  void boundsHeads() {
    for (var text : new String[]{"HTTP/1.1 200 OK␍" + "A: b␍".repeat(20_000),
        "HTTP/1.1 200 OK␍A: " + "b".repeat(70_000), "x".repeat(70_000),
        "HTTP/1.1 103 Early␍A: bbbbbbbbbbbbbbbbbbbbb␍␍".repeat(8) + "x".repeat(66_000)}) {
      refused(reader(STRICT, text), Reason.TOO_LARGE, Stage.HEAD,
          "net/http: server response headers exceeded 65536 bytes; aborted");
    }
  }

  @Test
  void boundsAnnouncements() {
    refused(reader(STRICT, "HTTP/1.1 100 Continue␍␍".repeat(9)), Reason.MALFORMED, Stage.HEAD,
        "too many 1xx informational responses");
  }

  @Test
  void showsLittleOfWhatCame() {
    assertThatThrownBy(() -> body(reader(STRICT, "x".repeat(10_000) + "␍")))
        .hasMessageStartingWith("malformed HTTP response \"xxx")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }
}
