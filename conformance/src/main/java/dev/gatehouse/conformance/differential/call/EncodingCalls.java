package dev.gatehouse.conformance.differential.call;

import static dev.gatehouse.conformance.differential.call.Recipe.arguments;

import dev.gatehouse.conformance.differential.program.Dice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Calls on encoded texts, identifiers and addresses of documents. */
final class EncodingCalls {

  static final Map<String, Recipe> RECIPES = Map.ofEntries(
      Map.entry("base64.decode", Recipe.text(EncodingCalls::base64)),
      Map.entry("base64.is_valid", Recipe.text(EncodingCalls::base64)),
      Map.entry("base64url.decode", Recipe.text(EncodingCalls::base64)),
      Map.entry("base64.encode", Recipe.text(TextCalls::words)),
      Map.entry("base64url.encode", Recipe.text(TextCalls::words)),
      Map.entry("base64url.encode_no_pad", Recipe.text(TextCalls::words)),
      Map.entry("hex.encode", Recipe.text(TextCalls::words)),
      Map.entry("hex.decode", Recipe.text(dice -> Recipes.maybeMutated(dice, 15,
          cased(dice, HexFormat.of().formatHex(bytes(dice)))))),
      Map.entry("urlquery.encode", Recipe.text(TextCalls::words)),
      Map.entry("urlquery.decode", Recipe.text(EncodingCalls::query)),
      Map.entry("urlquery.decode_object", Recipe.text(EncodingCalls::query)),
      Map.entry("urlquery.encode_object", arguments(dice -> List.of(queryObject(dice)))),
      Map.entry("crypto.md5", Recipe.text(TextCalls::words)),
      Map.entry("crypto.sha1", Recipe.text(TextCalls::words)),
      Map.entry("crypto.sha256", Recipe.text(TextCalls::words)),
      Map.entry("crypto.hmac.md5", Recipe.texts(EncodingCalls::two)),
      Map.entry("crypto.hmac.sha1", Recipe.texts(EncodingCalls::two)),
      Map.entry("crypto.hmac.sha256", Recipe.texts(EncodingCalls::two)),
      Map.entry("crypto.hmac.sha512", Recipe.texts(EncodingCalls::two)),
      Map.entry("crypto.hmac.equal", Recipe.texts(dice -> {
        var text = TextCalls.words(dice);
        return List.of(text, Recipes.maybeMutated(dice, 50, text));
      })),
      Map.entry("uuid.parse", Recipe.text(EncodingCalls::uuid)),
      Map.entry("uri.parse", Recipe.text(EncodingCalls::uri)),
      Map.entry("uri.is_valid", Recipe.text(EncodingCalls::uri)),
      Map.entry("providers.aws.sign_req", arguments(EncodingCalls::signed)));

  private EncodingCalls() {}

  private static List<String> two(Dice dice) {
    return List.of(TextCalls.words(dice), TextCalls.words(dice));
  }

  private static byte[] bytes(Dice dice) {
    if (dice.percent(80)) {
      return TextCalls.words(dice).getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new byte[dice.below(8)];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) dice.below(256);
    }
    return bytes;
  }

  private static String base64(Dice dice) {
    var encoder = dice.of(Base64.getEncoder(), Base64.getUrlEncoder(),
        Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder().withoutPadding());
    return Recipes.maybeMutated(dice, 20, encoder.encodeToString(bytes(dice)));
  }

  private static String cased(Dice dice, String text) {
    return dice.percent(30) ? text.toUpperCase(java.util.Locale.ROOT) : text;
  }

  private static String query(Dice dice) {
    var text = String.join(dice.of("&", "&", "&", ";", "&&"), Rego.several(dice, 4, () -> name(dice)
        + dice.of("=", "=", "=", "", "==") + name(dice)));
    return Recipes.maybeMutated(dice, 12, text);
  }

  private static String name(Dice dice) {
    return String.join("", Rego.several(dice, 4, () -> dice.of("a", "b", "x", "+", "%20", "%C3%A9",
        "é", "%2B", "-", "%ff", "1", "%26", "[]", "%00")));
  }

  private static String queryObject(Dice dice) {
    var entries = new ArrayList<String>();
    for (var i = dice.below(5); i > 0; i--) {
      entries.add(TextCalls.words(dice));
      entries.add(dice.percent(60)
          ? Rego.text(TextCalls.words(dice))
          : TextCalls.collection(dice,
              Rego.several(dice, 4, () -> Rego.text(TextCalls.piece(dice)))));
    }
    return Rego.object(entries);
  }

  private static String uuid(Dice dice) {
    var digits = HexFormat.of().toHexDigits(dice.number())
        + HexFormat.of().toHexDigits(dice.number());
    var version = dice.percent(85) ? dice.of("1", "1", "2", "3", "4", "5", "6", "7") : "f";
    var variant = dice.percent(80) ? dice.of("8", "9", "a", "b") : dice.of("0", "c", "e", "f");
    var text = digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + version
        + digits.substring(13, 16) + "-" + variant + digits.substring(17, 20) + "-"
        + digits.substring(20);
    var form = switch (dice.below(7)) {
      case 0 -> "urn:uuid:" + text;
      case 1 -> "{" + text + "}";
      case 2 -> text.replace("-", "");
      case 3 -> text.toUpperCase(java.util.Locale.ROOT);
      default -> text;
    };
    return Recipes.maybeMutated(dice, 8, form);
  }

  static String uri(Dice dice) {
    var text = dice.of("http", "https", "ftp", "HTTP", "mailto", "a+b", "", "urn", "file")
        + dice.of(
            "://", "://", "://", ":", "//", "")
        + dice.of("", "", "u@", "u:p@", "u%20:p%40@", "u:@") + dice.of("h", "example.com",
            "[::1]", "[fe80::1%25en0]", "10.0.0.1", "é", "a%41", "h_", "", "EXAMPLE.com")
        + dice.of("", "", "", ":80", ":", ":x") + String.join("", Rego.several(dice, 3,
            () -> dice.of("/", "/a", "/b%20c", "/é", "/%2F", "/..", "/a;b", "/~", "/!()*'", "/a b",
                "/a:b", "/%zz")))
        + dice.of("", "", "?a=b", "?", "?a=b&c=%20d", "?é", "?a?b")
        + dice.of("", "", "#f", "#", "#%20", "#a#b", "#é");
    return Recipes.maybeMutated(dice, 12, text);
  }

  private static List<String> signed(Dice dice) {
    var request = new ArrayList<>(
        List.of("method", Rego.text(dice.of("get", "PUT", "post", "DELETE")),
            "url", Rego.text("https://" + dice.of("bucket.s3.amazonaws.com", "h:8080", "é.com")
                + dice.of("/", "/a/b", "/a b", "/%20x", "/a//b", "")
                + dice.of("", "?b=2&a=1", "?x", "?a=%20"))));
    if (dice.percent(40)) {
      request.addAll(List.of("headers", Rego.object(Rego.several(dice, 3, () -> dice.of("A", "x-b",
          "User-Agent", "Authorization", "host", "X-Amz-Date", "Content-Type")).stream().distinct()
          .flatMap(name -> List.of(name, Rego.text(dice.of("a", "b c", " d ", "é"))).stream())
          .toList())));
    }
    switch (dice.below(4)) {
      case 0 -> request.addAll(List.of("body", ObjectCalls.value(dice, 2)));
      case 1 -> request.addAll(List.of("raw_body", Rego.text(TextCalls.words(dice))));
      case 2 -> request.addAll(List.of(dice.of("timeout", "x", "cache", "force_cache"), "1"));
      default -> {
      }
    }
    var configuration = new ArrayList<String>();
    for (var name : List.of("aws_access_key", "aws_secret_access_key", "aws_service",
        "aws_region")) {
      if (dice.percent(97)) {
        configuration.addAll(List.of(name, dice.percent(97)
            ? Rego.text(name.equals("aws_service")
                ? dice.of("s3", "ecr", "glacier", "es", "s3express")
                : dice.of("KEY", "us-east-1", "é", ""))
            : "1"));
      }
    }
    if (dice.percent(30)) {
      configuration.addAll(List.of("aws_session_token", Rego.text(dice.of("token", ""))));
    }
    if (dice.percent(20)) {
      configuration.addAll(List.of("disable_payload_signing", dice.of("true", "false", "1")));
    }
    return List.of(Rego.object(request), Rego.object(configuration), TimeCalls.nanos(dice));
  }
}
