package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A response.
 *
 * @param status the code and what the server says with it, such as {@code 200 OK}
 * @param headers by canonical name
 * @param body decompressed
 */
public record Response(String status, int code, TreeMap<String, List<String>> headers,
    byte[] body) {

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
