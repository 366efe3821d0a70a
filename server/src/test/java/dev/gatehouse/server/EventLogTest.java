package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Log lines: JSON whatever is logged, and never in the way. */
final class EventLogTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EventLog log = EventLog.to(
      out, Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));

  private String logged() {
    log.close();
    return out.toString(UTF_8);
  }

  @Test
  void writesOneObjectALine() {
    log.info("hello")
        .with("text", "a \"b\" \\")
        .with("number", 7)
        .with("flag", true)
        .with("list", List.of("x", "y"))
        .with("value", ObjectValue.of("k", StringValue.of("v")))
        .write();
    log.error("failed").with(new IOException("no disk")).write();
    assertThat(logged()).isEqualTo("""
        {"level":"info","ts":"2026-03-01T12:00:00Z","msg":"hello","text":"a \\"b\\" \\\\",\
        "number":7,"flag":true,"list":["x","y"],"value":{"k":"v"}}
        {"level":"error","ts":"2026-03-01T12:00:00Z","msg":"failed","error":"IOException: no disk"}
        """);
  }

  @Test
  void escapesWhatSteersATerminalOrReordersText() throws Exception {
    var hostile = "a\u001b[31m\u202eb\u2028c\u200dd\u007f\ud800\uE000";
    log.info(hostile).write();
    var line = logged();
    assertThat(line).contains("a\\u001b[31m\\u202eb\\u2028c\\u200dd\\u007f\\ud800\\ue000");
    Json.parse(line);
  }

  @Test
  void keepsWhatPeopleRead() {
    log.info("größe 日本 \uD83D\uDE00").write();
    assertThat(logged()).contains("größe 日本 \uD83D\uDE00");
  }

  @Test
  void cutsLongTexts() {
    log.info("x".repeat(100_000)).write();
    assertThat(logged()).contains("xxx... (100000 characters)").hasSizeLessThan(9000);
  }

  @Test
  void dropsAndCountsLinesThatNobodyReads() throws Exception {
    var read = new CountDownLatch(1);
    var slow = new OutputStream() {
      private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

      @Override
      public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          read.await();
          kept.write(bytes, offset, length);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    };
    var stuck = EventLog.to(slow);
    for (var i = 0; i < 20_000; i++) {
      stuck.info("line").with("number", i).write();
    }
    assertThat(stuck.dropped()).isGreaterThan(10_000);
    read.countDown();
    stuck.close();
    assertThat(slow.kept.toString(UTF_8))
        .contains("\"number\":0}", "log lines were dropped\",\"count\":" + stuck.dropped());
  }

  @Test
  void goesOnWhenItsStreamFails() {
    var broken = EventLog.to(new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("closed");
      }
    });
    for (var i = 0; i < 20_000; i++) {
      broken.info("line").write();
    }
    broken.close();
    assertThat(broken.dropped()).isPositive();
  }
}
