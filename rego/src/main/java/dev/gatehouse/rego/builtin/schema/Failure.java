package dev.gatehouse.rego.builtin.schema;

/**
 * What is wrong with a document.
 *
 * @param type the kind, such as {@code invalid_type}
 * @param field the path in the document, with points; {@code (Root)} for the document itself
 * @param description what was expected
 */
public record Failure(String type, String field, String description) {

  /** Field and description in one text. */
  public String text() {
    return field + ": " + description;
  }
}
