package dev.gatehouse.rego.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.gatehouse.json.Quotes;
import dev.gatehouse.json.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Templates around regular expressions: of {@code regex.replace}, and {@code regex.template_match}. */
final class RegexTemplate {

  private static final int LARGEST_GROUP = 100_000_000;

  private final List<Piece> pieces;

  private RegexTemplate(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /** Reads a template as Go's {@code Regexp.Expand}: {@code $1}, <code>${1}</code>, {@code $name}, {@code $$}. */
  static RegexTemplate parse(String template) {
    var pieces = new ArrayList<Piece>();
    var at = 0;
    while (at < template.length()) {
      var dollar = template.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      pieces.add(new Text(template.substring(at, dollar)));
      at = dollar + 1;
      if (at < template.length() && template.charAt(at) == '$') {
        pieces.add(new Text("$"));
        at++;
        continue;
      }
      var braced = at < template.length() && template.charAt(at) == '{';
      var start = braced ? at + 1 : at;
      var end = nameEnd(template, start);
      var closed = !braced || end < template.length() && template.charAt(end) == '}';
      if (end == start || !closed) {
        pieces.add(new Text("$"));
      } else {
        pieces.add(new Group(template.substring(start, end)));
        at = braced ? end + 1 : end;
      }
    }
    pieces.add(new Text(template.substring(at)));
    return new RegexTemplate(pieces);
  }

  private static int nameEnd(String template, int start) {
    var end = start;
    while (end < template.length()) {
      var c = template.codePointAt(end);
      if (!Character.isLetter(c) && Character.getType(c) != Character.DECIMAL_DIGIT_NUMBER
          && c != '_') {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  void expand(Matcher match, StringBuilder out) {
    for (var piece : pieces) {
      switch (piece) {
        case Text(var text) -> out.append(text);
        case Group(var name) -> {
          var group = group(match, name);
          out.append(group == null ? "" : group);
        }
      }
    }
  }

  private static @org.jspecify.annotations.Nullable String group(Matcher match, String name) {
    var number = groupNumber(name);
    if (number < 0) {
      number = match.pattern().namedGroups().getOrDefault(name, -1);
    }
    return number >= 0 && number <= match.groupCount() ? match.group(number) : null;
  }

  private static int groupNumber(String name) {
    if (name.length() > 1 && name.charAt(0) == '0') {
      return -1;
    }
    var number = 0;
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (c < '0' || c > '9' || number >= LARGEST_GROUP) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  /**
   * The expression of a template: text as it is, between the delimiters expressions, all anchored.
   *
   * @param compile checks an expression
   */
  static String pattern(
      String template, String open, String close, Function<String, Pattern> compile) {
    checkDelimiter(open, "start", open);
    checkDelimiter(close, "end", open);
    var pattern = new StringBuilder("^");
    var level = 0;
    var done = 0;
    var start = 0;
    for (var i = 0; i < template.length(); i++) {
      var c = template.charAt(i);
      if (c == open.charAt(0)) {
        level++;
        start = level == 1 ? i : start;
      } else if (c == close.charAt(0)) {
        level--;
        if (level == 0) {
          var inner = template.substring(start + 1, i);
          var unused = compile.apply("^" + inner + "$");
          pattern.append(Pattern.quote(template.substring(done, start)));
          pattern.append('(').append(inner).append(')');
          done = i + 1;
        }
      }
      if (level < 0) {
        throw unbalanced(template);
      }
    }
    if (level != 0) {
      throw unbalanced(template);
    }
    return pattern.append(Pattern.quote(template.substring(done))).append('$').toString();
  }

  private static BuiltinException unbalanced(String template) {
    return BuiltinException.failure("unbalanced braces in " + Quotes.quote(template));
  }

  /** OPA tells the length of the opening delimiter whichever is wrong. */
  private static void checkDelimiter(String delimiter, String which, String told) {
    if (Utf8.encode(delimiter).length != 1) {
      throw BuiltinException.failure(
          which
              + " delimiter has to be exactly one character long but is "
              + Utf8.encode(told).length
              + " long");
    }
  }

  /** A part of a template. */
  private sealed interface Piece {}

  private record Text(String text) implements Piece {}

  private record Group(String name) implements Piece {}
}
