package dev.gatehouse.rego.builtin;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the text of a token's header, or says why it is no JSON in the words of the parser that OPA
 * uses for it.
 */
final class HeaderText {

  private static final int DEEPEST = 300;
  private static final int SHOWN = 40;
  private static final int LONGEST = 80;

  private final String text;
  private final ObjectValue.Builder members = ObjectValue.builder();
  private final Set<Value> names = new HashSet<>();
  private int at;

  private HeaderText(String text) {
    this.text = text;
  }

  /**
   * The members of a header, none if it is no object. Of those of one name the first counts, since
   * that parser looks from the start.
   *
   * @throws BuiltinException if the text is no JSON
   */
  static ObjectValue members(String text) {
    var scan = new HeaderText(text);
    scan.space();
    var fault = scan.value(1);
    if (!fault.isEmpty()) {
      throw BuiltinException.failure(
          "missing or invalid 'alg' header: cannot parse JSON: " + fault + "; unparsed tail: "
              + Quotes.quote(scan.tail()));
    }
    scan.space();
    if (!scan.isEnd()) {
      throw BuiltinException.failure(
          "missing or invalid 'alg' header: unexpected tail: " + Quotes.quote(scan.tail()));
    }
    return scan.members.build();
  }

  private String tail() {
    var rest = text.substring(at);
    return rest.length() <= LONGEST
        ? rest
        : rest.substring(0, SHOWN) + "..." + rest.substring(rest.length() - SHOWN);
  }

  /** Passes a value. @return what is wrong with it, empty if nothing is */
  private String value(int depth) {
    if (isEnd()) {
      return "cannot parse empty string";
    }
    if (depth > DEEPEST) {
      return "too big depth for the nested JSON; it exceeds " + DEEPEST;
    }
    switch (text.charAt(at)) {
      case '{' :
        at++;
        return because("cannot parse object: ", object(depth));
      case '[' :
        at++;
        return because("cannot parse array: ", array(depth));
      case '"' :
        at++;
        return because("cannot parse string: ", string());
      case 't', 'f', 'n' :
        for (var word : List.of("true", "false", "null", "nan")) {
          if (text.startsWith(word, at)) {
            at += word.length();
            return "";
          }
        }
        return "unexpected value found: " + Quotes.quote(text.substring(at));
      default :
        return because("cannot parse number: ", number());
    }
  }

  private static String because(String what, String fault) {
    return fault.isEmpty() ? "" : what + fault;
  }

  private String array(int depth) {
    space();
    if (isEnd()) {
      return "missing ']'";
    }
    if (skip(']')) {
      return "";
    }
    do {
      space();
      var fault = value(depth + 1);
      if (!fault.isEmpty()) {
        return "cannot parse array value: " + fault;
      }
      space();
      if (isEnd()) {
        return "unexpected end of array";
      }
    } while (skip(','));
    return skip(']') ? "" : "missing ',' after array value";
  }

  private String object(int depth) {
    space();
    if (isEnd()) {
      return "missing '}'";
    }
    if (skip('}')) {
      return "";
    }
    do {
      var fault = member(depth);
      if (!fault.isEmpty()) {
        return fault;
      }
      space();
      if (isEnd()) {
        return "unexpected end of object";
      }
    } while (skip(','));
    return skip('}') ? "" : "missing ',' after object value";
  }

  private String member(int depth) {
    space();
    var start = at;
    if (!skip('"')) {
      return "cannot find opening '\"\" for object key";
    }
    var key = string();
    if (!key.isEmpty()) {
      return "cannot parse object key: " + key;
    }
    var name = text.substring(start, at);
    space();
    if (!skip(':')) {
      return "missing ':' after object key";
    }
    space();
    var valueStart = at;
    var fault = value(depth + 1);
    if (depth == 1 && fault.isEmpty()) {
      add(read(name), text.substring(valueStart, at));
    }
    return because("cannot parse object value: ", fault);
  }

  private void add(Value name, String value) {
    if (names.add(name)) {
      members.put(name, read(value));
    }
  }

  private static Value read(String json) {
    try {
      return Json.parse(json);
    } catch (TextException e) {
      throw BuiltinException.failure("invalid JSON: " + e.reason());
    }
  }

  private String string() {
    for (; at < text.length(); at++) {
      if (text.charAt(at) == '"') {
        at++;
        return "";
      }
      at += text.charAt(at) == '\\' ? 1 : 0;
    }
    at = text.length();
    return "missing closing '\"'";
  }

  private String number() {
    var start = at;
    while (!isEnd() && "0123456789.-eE+".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    var isSigned = at == start + 1 && "-+".indexOf(text.charAt(start)) >= 0;
    if (isEnd() || at > start && !isSigned) {
      return "";
    }
    if (text.regionMatches(true, at, "inf", 0, 3) || text.regionMatches(true, at, "nan", 0, 3)) {
      at += 3;
      return "";
    }
    at = start;
    return "unexpected char: " + Quotes.quote(text.substring(start, start + 1));
  }

  private void space() {
    while (!isEnd() && " \n\t\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean skip(char mark) {
    if (isEnd() || text.charAt(at) != mark) {
      return false;
    }
    at++;
    return true;
  }

  private boolean isEnd() {
    return at >= text.length();
  }
}
