package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.go.Base64;

/** The three sections of a JSON web token (RFC 7519), each in base64. */
record Token(String header, String payload, String signature) {

  /** Splits a token. @throws BuiltinException if it has not three sections */
  static Token split(String text) {
    if (text.indexOf('.') < 0) {
      throw BuiltinException.failure("encoded JWT had no period separators");
    }
    var sections = text.split("\\.", -1);
    if (sections.length != 3) {
      throw BuiltinException.failure(
          "encoded JWT must have 3 sections, found " + sections.length);
    }
    return new Token(sections[0], sections[1], sections[2]);
  }

  /** What was signed. */
  byte[] signed() {
    return Utf8.encode(header + "." + payload);
  }

  ObjectValue decodedHeader() {
    ObjectValue decoded;
    String text;
    try {
      text = decode(header);
    } catch (BuiltinException e) {
      throw BuiltinException.failure("JWT header had invalid encoding: " + e.getMessage());
    }
    try {
      decoded = object(text);
    } catch (BuiltinException e) {
      throw BuiltinException.failure("bad JWT header: " + e.getMessage());
    }
    if (decoded.get("enc") != null) {
      throw BuiltinException.failure("JWT is a JWE object, which is not supported");
    }
    return decoded;
  }

  String decodedPayload() {
    try {
      return decode(payload);
    } catch (BuiltinException e) {
      throw BuiltinException.failure("JWT payload had invalid encoding: " + e.getMessage());
    }
  }

  byte[] decodedSignature() {
    return Utf8.encode(decode(signature));
  }

  /** Decodes base64 for URLs, padded or not. */
  static String decode(String text) {
    var bytes = Utf8.encode(text);
    var padding = text.endsWith("=")
        ? ""
        : switch (bytes.length % 4) {
          case 0 -> "";
          case 2 -> "==";
          case 3 -> "=";
          default -> throw BuiltinException.failure("illegal base64url string: " + text);
        };
    try {
      var padded = padding.isEmpty() ? bytes : Utf8.encode(text + padding);
      return Utf8.decode(Base64.decode(padded, true));
    } catch (IllegalArgumentException e) {
      throw BuiltinException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** Reads a JSON object. */
  static ObjectValue object(String text) {
    Value value;
    try {
      value = Json.parse(text);
    } catch (TextException e) {
      throw BuiltinException.failure("invalid JSON: " + e.reason());
    }
    if (!(value instanceof ObjectValue object)) {
      throw BuiltinException.failure("decoded JSON type was not an Object");
    }
    return object;
  }
}
