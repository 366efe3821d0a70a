package dev.gatehouse.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts text of Rego into words, strings, signs and white space; joined they are the text again. */
public final class Tokens {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*"
      + "|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|`[^`]*`|[0-9]+(?:\\.[0-9]+)?|:=|[=!<>]=|\\n|[ \\t]+|(?s:.)");

  private Tokens() {}

  public static List<String> of(String text) {
    var tokens = new ArrayList<String>();
    var matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** Where the bracket is closed that a token opens, -1 if it is none. */
  static int closing(List<String> tokens, int at) {
    if (!"([{".contains(tokens.get(at))) {
      return -1;
    }
    var open = 0;
    for (var i = at; i < tokens.size(); i++) {
      var token = tokens.get(i);
      open += "([{".contains(token) ? 1 : ")]}".contains(token) ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return -1;
  }
}
