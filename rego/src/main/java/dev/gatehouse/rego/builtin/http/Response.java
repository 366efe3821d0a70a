package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.HttpAnswer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A response.
 *
 * @param status the code and what the server says with it, such as {@code 200 OK}
 * @param headers by canonical name
 * @param body decompressed
 */
public record Response(String status, int code, TreeMap<String, List<String>> headers,
    byte[] body) {

  /**
   * The response that a server gave.
   *
   * @param mayDecompress whether a body came compressed for our sake alone
   * @param maxBytes the largest body, decompressed
   * @throws SendException if the body cannot be decompressed, or is too large then
   */
  static Response of(HttpAnswer answer, boolean mayDecompress, int maxBytes)
      throws SendException {
    var headers = new TreeMap<String, List<String>>();
    answer.headers().forEach(header -> headers
        .computeIfAbsent(Headers.canonical(text(header.name())), name -> new ArrayList<>())
        .add(text(header.value())));
    if (headers.getOrDefault("Pragma", List.of()).contains("no-cache")) {
      headers.putIfAbsent("Cache-Control", List.of("no-cache"));
    }
    headers.computeIfPresent("Content-Length", (name, lengths) -> List.of(lengths.getFirst()));
    var isInPieces = headers.remove("Transfer-Encoding") != null;
    headers.remove("Trailer");
    var body = answer.body();
    var isCompressed = mayDecompress && body.length > 0
        && answer.header("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
    if (isInPieces || isCompressed) {
      headers.remove("Content-Length");
    }
    if (isCompressed) {
      headers.remove("Content-Encoding");
    }
    return new Response(text(answer.statusText()), answer.status(), headers,
        isCompressed ? decompressed(body, maxBytes) : body);
  }

  /** What was read with each byte as a character. */
  private static String text(String bytes) {
    return Utf8.decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] decompressed(byte[] body, int maxBytes) throws SendException {
    try (var content = new GZIPInputStream(new ByteArrayInputStream(body))) {
      var plain = content.readNBytes(maxBytes + 1);
      if (plain.length > maxBytes) {
        throw SendException.internal("response of more than " + maxBytes + " bytes");
      }
      return plain;
    } catch (EOFException e) {
      throw SendException.internal("unexpected EOF");
    } catch (ZipException e) {
      throw SendException.internal("gzip: invalid header");
    } catch (IOException e) {
      throw SendException.internal(String.valueOf(e.getMessage()));
    }
  }

  /** The first value of the header, empty if it is absent. */
  public String header(String name) {
    var values = headers.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }

  /** This response with the headers of another one, which says that it is still good. */
  public Response updated(Response unmodified) {
    var changed = new TreeMap<>(headers);
    unmodified.headers.forEach((name, values) -> changed.put(name, new ArrayList<>(values)));
    return new Response(status, code, changed, body);
  }

  /** The body as a document, null where it is none. */
  public Value document(boolean forceJson, boolean forceYaml) {
    var text = Utf8.decode(body);
    try {
      if (forceJson || MediaType.isJson(header("Content-Type"))) {
        return Json.parse(text);
      }
      if (forceYaml || MediaType.isYaml(header("Content-Type"))) {
        var documents = Yaml.parse(body, JsonLimits.DEFAULT.withMaxBytes(body.length + 1));
        return documents.isEmpty() ? NullValue.NULL : documents.getFirst().value();
      }
      return NullValue.NULL;
    } catch (TextException e) {
      return NullValue.NULL;
    }
  }
}
