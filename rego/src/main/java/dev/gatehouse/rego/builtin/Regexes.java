package dev.gatehouse.rego.builtin;

import static dev.gatehouse.rego.builtin.Builtin.row;
import static dev.gatehouse.rego.builtin.Signature.args;
import static dev.gatehouse.rego.types.Type.BOOLEAN;
import static dev.gatehouse.rego.types.Type.NUMBER;
import static dev.gatehouse.rego.types.Type.STRING;
import static dev.gatehouse.rego.types.Type.array;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.List;

/** The functions on regular expressions: RE2's syntax, linear time. Compiled ones are cached. */
final class Regexes {

  private static final Type.Function TEST = args(STRING, STRING).gives(BOOLEAN);
  private static final int CACHED = 1000;
  /** The steps of all compiled expressions that are kept, about a hundred bytes each. */
  private static final long STEPS = 300_000;
  private static final String TWICE_NAMED = "duplicate capture group name";

  /** Escapes, and quoted text, which has none. */
  private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\Q.*?(?:\\\\E|$)|\\\\.");

  /** An escape that RE2/J refuses as Go does. */
  private static final String REFUSED = "\\8";

  /** Longer texts are tried anew each time they are asked about. */
  private static final int LONGEST_KNOWN = 1000;

  private final BoundedCache<String, Pattern> patterns = new BoundedCache<>(STEPS,
      (text, pattern) -> text.length() + pattern.programSize());
  private final BoundedCache<String, Boolean> validity = new BoundedCache<>(CACHED);

  List<Builtin> rows() {
    return List.of(
        row("regex.match", "Whether the pattern matches somewhere in the string.", TEST,
            this::match),
        row("re_match", "Whether the pattern matches somewhere in the string.", TEST, this::match)
            .flags(Builtin.Flag.DEPRECATED),
        row(
            "regex.is_valid",
            "Whether the string is a regular expression.",
            args(STRING).gives(BOOLEAN),
            this::isValid),
        row(
            "regex.find_n",
            "The first n matches, all if n is negative.",
            args(STRING, STRING, NUMBER).gives(array(STRING)),
            this::find),
        row(
            "regex.find_all_string_submatch_n",
            "The first n matches with their groups, all if n is negative.",
            args(STRING, STRING, NUMBER).gives(array(array(STRING))),
            this::findGroups),
        row(
            "regex.replace",
            "The string with every match replaced by the template, which may name groups.",
            args(STRING, STRING, STRING).gives(STRING),
            this::replace),
        row(
            "regex.split",
            "The parts of the string between matches.",
            args(STRING, STRING).gives(array(STRING)),
            this::split),
        row(
            "regex.template_match",
            "Whether the string matches a template with patterns between two delimiters.",
            args(STRING, STRING, STRING, STRING).gives(BOOLEAN),
            this::templateMatch),
        row(
            "regex.globs_match",
            "Whether some text that is not empty matches both globs.",
            TEST,
            GlobIntersection::globsMatch));
  }

  private Value match(BuiltinContext context, Value pattern, Value text) {
    var expression = Operand.string(1, pattern);
    var base = Operand.string(2, text);
    return BooleanValue.of(matcher(context, expression, base).find());
  }

  private Value isValid(BuiltinContext context, Value pattern) {
    if (!(pattern instanceof StringValue s)) {
      return BooleanValue.FALSE;
    }
    var text = s.value();
    return BooleanValue.of(text.length() > LONGEST_KNOWN
        ? isExpression(text)
        : validity.get(text, Regexes::isExpression));
  }

  private static boolean isExpression(String text) {
    try {
      compile(text);
      return true;
    } catch (BuiltinException e) {
      return false;
    }
  }

  private Value find(BuiltinContext context, Value pattern, Value text, Value limit) {
    var expression = Operand.string(1, pattern);
    var base = Operand.string(2, text);
    var most = Operand.integer(3, limit);
    var found = new ArrayValue.Builder();
    forEach(
        context,
        matcher(context, expression, base),
        base,
        most,
        match -> {
          context.allocate(1);
          found.add(StringValue.of(match.group()));
        });
    return found.build();
  }

  private Value findGroups(BuiltinContext context, Value pattern, Value text, Value limit) {
    var expression = Operand.string(1, pattern);
    var base = Operand.string(2, text);
    var most = Operand.integer(3, limit);
    var found = new ArrayValue.Builder();
    forEach(
        context,
        matcher(context, expression, base),
        base,
        most,
        match -> {
          context.allocate(match.groupCount() + 2L);
          found.add(groups(match));
        });
    return found.build();
  }

  private static ArrayValue groups(Matcher match) {
    var groups = new Value[match.groupCount() + 1];
    for (var i = 0; i < groups.length; i++) {
      var group = match.group(i);
      groups[i] = StringValue.of(group == null ? "" : group);
    }
    return ArrayValue.owning(groups);
  }

  private Value replace(BuiltinContext context, Value text, Value pattern, Value template) {
    var base = Operand.string(1, text);
    var expression = Operand.string(2, pattern);
    var expansion = RegexTemplate.parse(Operand.string(3, template));
    var out = new StringBuilder();
    var done = new int[1];
    forEach(
        context,
        matcher(context, expression, base),
        base,
        -1,
        match -> {
          var before = out.length();
          out.append(base, done[0], match.start());
          expansion.expand(match, out);
          context.allocateText(out.length() - before);
          done[0] = match.end();
        });
    return done[0] == 0 && out.isEmpty()
        ? text
        : StringValue.of(out.append(base, done[0], base.length()).toString());
  }

  private Value split(BuiltinContext context, Value pattern, Value text) {
    var expression = Operand.string(1, pattern);
    var base = Operand.string(2, text);
    if (base.isEmpty() && !expression.isEmpty()) {
      compiled(expression);
      return ArrayValue.of(text);
    }
    var parts = new ArrayList<String>();
    var start = new int[1];
    var end = new int[1];
    forEach(
        context,
        matcher(context, expression, base),
        base,
        -1,
        match -> {
          context.allocate(1);
          end[0] = match.start();
          if (match.end() != 0) {
            parts.add(base.substring(start[0], match.start()));
          }
          start[0] = match.end();
        });
    if (end[0] != base.length()) {
      parts.add(base.substring(start[0]));
    }
    return Strings.strings(parts);
  }

  private Value templateMatch(BuiltinContext context, Value[] operands) {
    var template = Operand.string(1, operands[0]);
    var text = Operand.string(2, operands[1]);
    var open = Operand.string(3, operands[2]);
    var close = Operand.string(4, operands[3]);
    var expression = RegexTemplate.pattern(template, open, close, this::compiled);
    return BooleanValue.of(matcher(context, expression, text).find());
  }

  /** Visits the matches that do not overlap, as Go finds them: no empty one right after another. */
  private static void forEach(
      BuiltinContext context, Matcher matcher, String text, long limit, MatchVisitor visitor) {
    var previousEnd = -1;
    var at = 0;
    var price = 1 + text.length() / BuiltinContext.TEXT_UNIT;
    for (var left = limit; left != 0 && at <= text.length() && matcher.find(at);) {
      context.spend(text.length() < MeteredText.LONG ? price : 1);
      var start = matcher.start();
      var end = matcher.end();
      var accepted = end > at || start != previousEnd;
      if (end > at) {
        at = end;
      } else {
        at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
      }
      previousEnd = end;
      if (accepted) {
        visitor.visit(matcher);
        left--;
      }
    }
  }

  private Matcher matcher(BuiltinContext context, String expression, String text) {
    context.spend(1 + text.length() / BuiltinContext.TEXT_UNIT);
    return compiled(expression).matcher(MeteredText.of(context, text));
  }

  /** The pattern of an expression. @throws BuiltinException if it is none */
  Pattern compiled(String expression) {
    return patterns.get(expression, Regexes::compile);
  }

  private static Pattern compile(String expression) {
    var refused = refusedEscape(expression);
    try {
      var known = expression.replace(refused, REFUSED);
      return Pattern.compile(CharacterNames.known(RegexBounds.checked(known)));
    } catch (PatternSyntaxException e) {
      if (e.getDescription().equals(TWICE_NAMED)) {
        return compile(withoutName(expression, e.getPattern()));
      }
      throw BuiltinException.failure(message(e, expression).replace(REFUSED, refused));
    }
  }

  /** The first escape of a character beyond ASCII, which Go refuses and RE2/J takes. */
  private static String refusedEscape(String expression) {
    for (var escape = ESCAPE.matcher(expression); escape.find();) {
      var text = escape.group();
      if (text.equals(REFUSED) || text.length() > 1 && text.charAt(1) > 0x7F) {
        return text;
      }
    }
    return REFUSED;
  }

  /** Go's message where it differs. */
  private static String message(PatternSyntaxException e, String expression) {
    var text = String.valueOf(e.getMessage());
    if (text.contains("stack underflow")) {
      return "error parsing regexp: unexpected ): `" + expression + "`";
    }
    return text.endsWith("trailing backslash at end of expression") ? text + ": ``" : text;
  }

  /** Go allows several groups of one name: the last loses it. */
  private static String withoutName(String expression, String name) {
    var brief = "(?<" + name + ">";
    var full = "(?P<" + name + ">";
    var start = Math.max(expression.lastIndexOf(brief), expression.lastIndexOf(full));
    var length = expression.startsWith(brief, start) ? brief.length() : full.length();
    return expression.substring(0, start + 1) + expression.substring(start + length);
  }

  /** What is done with a match. */
  @FunctionalInterface
  private interface MatchVisitor {
    void visit(Matcher match);
  }
}
