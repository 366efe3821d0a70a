package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Location;
import java.util.List;

/**
 * A token, never white space or a comment.
 *
 * @param kind its kind; a keyword is an {@link Kind#IDENT} here, since imports decide what is one
 * @param location where it is, covering its text
 * @param text its text; for a piece of a template string the text between its delimiters, with
 *     an escaped brace already resolved
 * @param spaced whether white space or a comment is before it
 * @param newline whether a line break is between it and the token before it
 * @param comments how many comments are before it in the source
 * @param errors what is lexically wrong with it
 */
record Token(
    Kind kind,
    Location location,
    String text,
    boolean spaced,
    boolean newline,
    int comments,
    List<String> errors) {

  int start() {
    return location.start();
  }

  int end() {
    return location.end();
  }
}
