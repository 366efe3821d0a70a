package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.ANY;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.object;

import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions for providers of clouds: requests signed for Amazon (Signature Version 4). */
final class Providers {

  private static final List<String> REQUIRED = List.of("aws_access_key", "aws_region",
      "aws_secret_access_key", "aws_service");
  private static final Set<String> UNSIGNED = Set.of("authorization", "user-agent",
      "x-amzn-trace-id");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private Providers() {}

  static List<Builtin> rows() {
    return List.of(
        row(
            "providers.aws.sign_req",
            "The HTTP request with the headers that sign it for Amazon Web Services.",
            args(object(STRING, ANY), object(STRING, ANY), NUMBER).gives(object(ANY, ANY)),
            Providers::sign));
  }

  private static Value sign(
      BuiltinContext context, Value request, Value configuration, Value time) {
    var unsigned = Operand.object(1, request);
    var config = Operand.object(1, configuration);
    checkConfiguration(config);
    var number = Operand.number(1, time);
    if (!(Operand.isPlainInteger(number.text()))) {
      throw Operand.refuse(3, "could not convert time_ns value into a unix timestamp");
    }
    HttpRequests.check(unsigned, 1);
    var headers = headers(unsigned.get("headers"));
    checkTexts(unsigned);
    var url = url(text(unsigned.get("url")));
    var body = Utf8.encode(body(unsigned));
    var unsignedPayload = config.get("disable_payload_signing");
    if (unsignedPayload != null && !(unsignedPayload instanceof BooleanValue)) {
      throw Operand.refuse(2, "invalid value for 'disable_payload_signing' in AWS config");
    }
    var payload = unsignedPayload == BooleanValue.TRUE ? "UNSIGNED-PAYLOAD" : hex(sha256(body));
    var now = instant(number);
    var added = new TreeMap<String, String>();
    added.put("host", url.host());
    added.put("x-amz-date", TIME.format(now.atOffset(ZoneOffset.UTC)));
    var service = text(config.get("aws_service"));
    if (service.equals("s3") || service.equals("glacier")) {
      added.put("x-amz-content-sha256", payload);
    }
    if (!text(config.get("aws_session_token")).isEmpty()) {
      added.put("x-amz-security-token", text(config.get("aws_session_token")));
    }
    var signer = new AwsSignature(config, now, text(unsigned.get("method")), url);
    var authorization = signer.authorization(signed(added, headers), payload);
    var all = ObjectValue.builder();
    headers.forEach((name, value) -> all.put(name, StringValue.of(value)));
    all.put("Authorization", StringValue.of(authorization));
    added.forEach((name, value) -> all.put(name, StringValue.of(value)));
    return unsigned.with("headers", all.build());
  }

  private static void checkConfiguration(ObjectValue config) {
    var missing = SetValue.builder();
    var wrong = SetValue.builder();
    for (var name : REQUIRED) {
      var value = config.get(name);
      if (value == null) {
        missing.add(StringValue.of(name));
      } else if (!(value instanceof StringValue)) {
        wrong.add(StringValue.of(name));
      }
    }
    if (missing.size() > 0) {
      throw Operand.refuse(2, "missing required AWS config parameters(s): " + missing.build());
    }
    if (wrong.size() > 0) {
      throw Operand.refuse(
          2, "invalid values for required AWS config parameters(s): " + wrong.build());
    }
  }

  private static void checkTexts(ObjectValue request) {
    var wrong = SetValue.builder();
    for (var name : List.of("url", "method")) {
      if (!(request.get(name) instanceof StringValue)) {
        wrong.add(StringValue.of(name));
      }
    }
    if (wrong.size() > 0) {
      throw Operand.refuse(
          1, "invalid values for required request parameters(s): " + wrong.build());
    }
  }

  private static Url url(String text) {
    try {
      return Url.parse(text);
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  private static TreeMap<String, String> headers(@Nullable Value value) {
    var headers = new TreeMap<String, String>();
    if (value == null) {
      return headers;
    }
    var object = Operand.object(0, value);
    for (var i = 0; i < object.size(); i++) {
      headers.put(text(object.keyAt(i)), text(object.valueAt(i)));
    }
    return headers;
  }

  private static TreeMap<String, String> signed(
      TreeMap<String, String> added, TreeMap<String, String> headers) {
    var signed = new TreeMap<>(added);
    headers.forEach(
        (name, value) -> {
          var lower = name.toLowerCase(Locale.ROOT);
          if (!UNSIGNED.contains(lower)) {
            signed.put(lower, value);
          }
        });
    return signed;
  }

  private static String body(ObjectValue request) {
    var raw = request.get("raw_body");
    if (raw != null) {
      return text(raw);
    }
    var body = request.get("body");
    return body == null ? "" : Json.write(body);
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue s ? s.value() : "";
  }

  private static Instant instant(NumberValue nanos) {
    var value = Operand.integer(3, nanos);
    return Instant.ofEpochSecond(
        Math.floorDiv(value, 1_000_000_000L), Math.floorMod(value, 1_000_000_000L));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A signature of one request at one time. */
  private record AwsSignature(ObjectValue config, Instant time, String method, Url url) {

    String authorization(TreeMap<String, String> headers, String payload) {
      var names = String.join(";", headers.keySet());
      var lines = headers.entrySet().stream()
          .map(header -> header.getKey() + ":" + header.getValue() + "\n")
          .collect(Collectors.joining());
      var canonical = method + "\n" + url.escapedPath() + "\n" + url.rawQuery() + "\n" + lines
          + "\n" + names
          + "\n" + payload;
      var utc = time.atOffset(ZoneOffset.UTC);
      var scope = DATE.format(utc) + "/" + text(config.get("aws_region")) + "/"
          + text(config.get("aws_service")) + "/aws4_request";
      var toSign = "AWS4-HMAC-SHA256\n" + TIME.format(utc) + "\n" + scope + "\n"
          + hex(sha256(Utf8.encode(canonical)));
      var key = Utf8.encode("AWS4" + text(config.get("aws_secret_access_key")));
      for (var part : scope.split("/", -1)) {
        key = Digests.hmac("HmacSHA256", key, part.getBytes(StandardCharsets.UTF_8));
      }
      return "AWS4-HMAC-SHA256 Credential=" + text(config.get("aws_access_key")) + "/" + scope
          + ",SignedHeaders=" + names
          + ",Signature=" + hex(Digests.hmac("HmacSHA256", key, Utf8.encode(toSign)));
    }
  }
}
