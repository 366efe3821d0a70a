package dev.gatehouse.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * YAML text to values and back as Kubernetes tools do it (sigs.k8s.io/yaml over go-yaml v2).
 *
 * <p>Plain scalars follow YAML 1.1: {@code yes} is true, {@code 0777} is octal, dates are strings.
 * Numbers take the text they have in JSON after that conversion. A document that is JSON is read as
 * JSON. Keys that are no strings become strings.
 */
public final class Yaml {

  private Yaml() {}

  /** Reads a stream of documents within the default limits. */
  public static List<YamlDocument> parse(byte[] stream) throws TextException {
    return parse(stream, JsonLimits.DEFAULT);
  }

  /** Reads a stream of documents within the default limits. */
  public static List<YamlDocument> parse(String stream) throws TextException {
    return parse(stream, JsonLimits.DEFAULT, false);
  }

  /**
   * Reads a stream of documents; those without content are left out.
   *
   * @param stream UTF-8
   * @throws TextException if a document is not YAML or JSON, or is beyond a limit
   */
  public static List<YamlDocument> parse(byte[] stream, JsonLimits limits) throws TextException {
    return parse(decode(stream, limits), limits, false);
  }

  /**
   * Reads the first document of a text as YAML also where it is JSON, as go-yaml's Unmarshal does.
   *
   * @return null if it has no content
   * @throws TextException if the document is not YAML, or is beyond a limit
   */
  public static @Nullable Value parseFirst(String text, JsonLimits limits) throws TextException {
    checkSize(text.length(), limits);
    var node = YamlComposer
        .compose(text.startsWith("\uFEFF") ? text.substring(1) : text, limits);
    return node == null ? null : new YamlReader(limits, false).document(node);
  }

  /** Reads a stream in which no mapping has a key twice. @throws TextException also if one has */
  public static List<YamlDocument> parseStrict(byte[] stream, JsonLimits limits)
      throws TextException {
    return parse(decode(stream, limits), limits, true);
  }

  /** The value as YAML text as sigs.k8s.io/yaml writes it, sets as sequences, keys in its order. */
  public static String write(Value value) {
    return write(value, YamlStyle.KUBERNETES);
  }

  /** The value as YAML text in the style of a library. */
  public static String write(Value value, YamlStyle style) {
    return new YamlWriter(style).write(value);
  }

  /**
   * Reads one document into typed fields, as go-yaml v3 does.
   *
   * @param type the type of the structure, for messages
   * @return the fields, or null if there is no content
   * @throws TextException if the document is not YAML, or is beyond a limit
   */
  public static @Nullable YamlFields parseFields(String document, String type)
      throws TextException {
    var limits = JsonLimits.DEFAULT;
    checkSize(document.length(), limits);
    var node = YamlComposer.compose(document, limits);
    return node == null ? null : YamlFields.of(node, type, YamlReader.ofVersion3(limits));
  }

  private static String decode(byte[] stream, JsonLimits limits) throws TextException {
    checkSize(stream.length, limits);
    var text = Utf8.decode(stream);
    for (var i = 0; i < text.length(); i++) {
      if (Utf8.isBadByte(text.charAt(i))
          && !Character.isHighSurrogate(i == 0 ? 0 : text.charAt(i - 1))) {
        var before = text.substring(0, i);
        var row = 1 + (int) before.chars().filter(c -> c == '\n').count();
        throw new TextException(row, i - before.lastIndexOf('\n'), "the text is not UTF-8");
      }
    }
    return text;
  }

  private static void checkSize(int size, JsonLimits limits) throws TextException {
    if (size > limits.maxBytes()) {
      throw new TextException(
          1, 1, "text of " + size + " bytes, at most " + limits.maxBytes() + " are allowed");
    }
  }

  private static List<YamlDocument> parse(String stream, JsonLimits limits, boolean strict)
      throws TextException {
    checkSize(stream.length(), limits);
    var text = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
    var documents = new ArrayList<YamlDocument>();
    for (var part : YamlStream.split(text)) {
      try {
        if (!isJson(part, limits, strict, documents)) {
          yaml(part, limits, strict, documents);
        }
      } catch (TextException e) {
        throw e.below(part.firstRow() - 1);
      }
    }
    return documents;
  }

  private static void yaml(
      YamlStream.Part part, JsonLimits limits, boolean strict, List<YamlDocument> documents)
      throws TextException {
    var node = YamlComposer.compose(part.text(), limits);
    if (node != null) {
      var value = new YamlReader(limits, strict).document(node);
      documents.add(
          new YamlDocument(value, new Positions(part.text(), part.firstRow()), part.firstRow()));
    }
  }

  /** Adds the JSON values of the part; false, and adds none, if it does not look like JSON. */
  private static boolean isJson(
      YamlStream.Part part, JsonLimits limits, boolean strict, List<YamlDocument> documents)
      throws TextException {
    if (!part.text().stripLeading().startsWith("{")) {
      return false;
    }
    var bytes = Utf8.encode(part.text());
    var parser = new JsonParser(bytes, limits, strict);
    var values = new ArrayList<YamlDocument>();
    try {
      var row = part.firstRow();
      var counted = 0;
      while (parser.hasMore()) {
        var start = parser.offset();
        for (; counted < start; counted++) {
          row += bytes[counted] == '\n' ? 1 : 0;
        }
        var value = parser.next();
        var source = new String(bytes, start, parser.offset() - start, StandardCharsets.UTF_8);
        values.add(new YamlDocument(value, new Positions(source, row), row));
      }
    } catch (TextException e) {
      // A flow mapping of YAML begins like JSON; after a second value it is JSON for sure.
      if (values.size() > 1) {
        throw e;
      }
      return false;
    }
    documents.addAll(values);
    return true;
  }
}
