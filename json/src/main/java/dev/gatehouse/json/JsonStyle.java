package dev.gatehouse.json;

/**
 * How JSON text is laid out.
 *
 * @param pretty one entry a line, or everything on one line without spaces
 * @param prefix begins every line but the first of pretty text
 * @param indent repeated for each level of pretty text
 * @param escapeHtml whether {@code <}, {@code >} and {@code &} are written as escapes, which is the
 *     default of Go's encoding/json
 */
public record JsonStyle(boolean pretty, String prefix, String indent, boolean escapeHtml) {

  /** One line, with HTML escapes: what Go's {@code json.Marshal} writes. */
  public static final JsonStyle COMPACT = new JsonStyle(false, "", "", true);

  /** One line, without HTML escapes. */
  public static final JsonStyle PLAIN = new JsonStyle(false, "", "", false);

  /** One entry a line, indented by a number of spaces, with HTML escapes. */
  public static JsonStyle pretty(int spaces) {
    return new JsonStyle(true, "", " ".repeat(spaces), true);
  }

  /** This style without HTML escapes. */
  public JsonStyle withoutHtmlEscapes() {
    return new JsonStyle(pretty, prefix, indent, false);
  }
}
