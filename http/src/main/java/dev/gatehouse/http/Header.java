package dev.gatehouse.http;

/** One line of the head of a call or an answer. */
public record Header(String name, String value) {

  private static final String MARKS = "!#$%&'*+-.^_`|~";

  /** Whether a text may be a header's name, or a method: a token (RFC 9110, 5.6.2). */
  public static boolean isName(String text) {
    return !text.isEmpty() && text.chars().allMatch(Header::isNameCharacter);
  }

  private static boolean isNameCharacter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
        || MARKS.indexOf(c) >= 0;
  }

  /** Whether a text may be a header's value: without control characters other than tabs. */
  public static boolean isValue(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c != 0x7F || c == '\t');
  }

  boolean is(String wanted) {
    return name.equalsIgnoreCase(wanted);
  }
}
