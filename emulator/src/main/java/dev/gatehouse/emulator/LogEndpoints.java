package dev.gatehouse.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The signature logs: the API of Rekor's first version, and of its second. */
final class LogEndpoints implements Endpoints {

  private static final String ENTRIES = "/api/v1/log/entries";

  private final Served served;

  LogEndpoints(Served served) {
    this.served = served;
  }

  @Override
  public Optional<WebAnswer> answer(WebRequest request) {
    var name = request.path().startsWith(ENTRIES + "/")
        ? request.path().substring(ENTRIES.length() + 1)
        : "";
    return switch (request.method() + " " + request.path()) {
      case "POST " + ENTRIES -> Optional.of(addFirst(request));
      case "GET " + ENTRIES -> Optional.of(one(log().find(index(request))));
      case "POST " + ENTRIES + "/retrieve" -> Optional.of(retrieve(request));
      case "GET /api/v1/log" -> Optional.of(WebAnswer.json(200, state()));
      case "GET /api/v1/log/publicKey" -> Optional.of(WebAnswer.of(200,
          "application/x-pem-file", Pem.of(log().key()).getBytes(UTF_8)));
      case "POST /api/v2/log/entries" -> Optional.of(addSecond(request));
      case "GET /api/v2/checkpoint" -> Optional.of(WebAnswer.text(200, checkpoint(
          served.trusted().tiled())));
      default -> request.method().equals("GET") && !name.isEmpty()
          ? Optional.of(one(log().findByName(name)))
          : Optional.empty();
    };
  }

  private SignatureLog log() {
    return served.trusted().promising();
  }

  private static long index(WebRequest request) {
    try {
      return Long.parseLong(request.query().getOrDefault("logIndex", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number in logIndex", e);
    }
  }

  private static WebAnswer one(Optional<LogEntry> entry) {
    return entry.map(found -> WebAnswer.json(200, named(found)))
        .orElseGet(() -> WebAnswer.json(404,
            Fields.of().number("code", 404).text("message", "no such entry").build()));
  }

  private static ObjectValue named(LogEntry entry) {
    return Fields.of(SignatureLog.name(entry), entry.inAnswer());
  }

  private WebAnswer addFirst(WebRequest request) {
    var body = LogRequest.first(request.json());
    var known = log().find(body.text());
    if (known.isPresent()) {
      return WebAnswer
          .json(409, Fields.of().number("code", 409)
              .text("message", "an equivalent entry already exists").build())
          .with("Location", ENTRIES + "/" + SignatureLog.name(known.get()));
    }
    var entry = add(body, LogVersion.V1);
    var name = SignatureLog.name(entry);
    return WebAnswer.json(201, named(entry)).with("ETag", name).with("Location",
        ENTRIES + "/" + name);
  }

  private WebAnswer addSecond(WebRequest request) {
    var body = LogRequest.second(request.json());
    if (served.trusted().tiled().find(body.text()).isPresent()) {
      return WebAnswer.json(409, Fields.of().number("code", 6)
          .text("message", "an equivalent entry already exists").build());
    }
    return WebAnswer.json(201, add(body, LogVersion.V2).inBundle());
  }

  private LogEntry add(LogBody body, LogVersion version) {
    var faults = served.faults();
    var log = (faults.has(Fault.FOREIGN_LOG) ? served.foreign() : served.trusted()).log(version);
    var entry = log.add(body.text(), body.kind(), LogFaults.time(served.now(), faults));
    return LogFaults.apply(entry, log, faults);
  }

  private WebAnswer retrieve(WebRequest request) {
    var query = JsonPath.of(request.json());
    var found = new ArrayList<Value>();
    for (var index : query.list("logIndexes")) {
      if (index instanceof IntegerValue number) {
        log().find(number.value()).ifPresent(entry -> found.add(named(entry)));
      }
    }
    for (var name : query.list("entryUUIDs")) {
      if (name instanceof StringValue text) {
        log().findByName(text.value()).ifPresent(entry -> found.add(named(entry)));
      }
    }
    for (var proposed : query.list("entries")) {
      if (proposed instanceof ObjectValue entry) {
        log().find(LogRequest.first(entry).text()).ifPresent(same -> found.add(named(same)));
      }
    }
    return WebAnswer.json(200, ArrayValue.of(found));
  }

  private ObjectValue state() {
    var log = log();
    return Fields.of().text("rootHash", HexFormat.of().formatHex(log.root()))
        .number("treeSize", log.size()).text("treeID", SignatureLog.treeName())
        .text("signedTreeHead", checkpoint(log)).list("inactiveShards", List.of()).build();
  }

  private static String checkpoint(SignatureLog log) {
    return log.checkpoint(log.size(), log.root());
  }
}
