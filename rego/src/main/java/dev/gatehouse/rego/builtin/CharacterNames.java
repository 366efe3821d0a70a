package dev.gatehouse.rego.builtin;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of Unicode's classes in regular expressions as Go has them and RE2/J does not: in any case,
 * with spaces, hyphens and underscores left out, long names of categories, and {@code Any}, {@code
 * ASCII}, {@code Assigned}, {@code Cn} and {@code LC}.
 */
final class CharacterNames {

  private static final Pattern CLASS = Pattern
      .compile("\\\\Q(?s:.*?)(?:\\\\E|$)|\\\\([pP])(?:\\{(\\^?)([^}]*)}|(.))|\\\\?(?s:.)");

  /** Long names, without underscores and in small letters, of the categories of Unicode. */
  private static final Map<String, String> CATEGORIES = Map.ofEntries(
      Map.entry("casedletter", "LC"), Map.entry("closepunctuation", "Pe"),
      Map.entry("combiningmark", "M"), Map.entry("connectorpunctuation", "Pc"),
      Map.entry("control", "Cc"), Map.entry("cntrl", "Cc"), Map.entry("currencysymbol", "Sc"),
      Map.entry("dashpunctuation", "Pd"), Map.entry("decimalnumber", "Nd"),
      Map.entry("digit", "Nd"), Map.entry("enclosingmark", "Me"),
      Map.entry("finalpunctuation", "Pf"), Map.entry("format", "Cf"),
      Map.entry("initialpunctuation", "Pi"), Map.entry("letter", "L"),
      Map.entry("letternumber", "Nl"), Map.entry("lineseparator", "Zl"),
      Map.entry("lowercaseletter", "Ll"), Map.entry("mark", "M"), Map.entry("mathsymbol", "Sm"),
      Map.entry("modifierletter", "Lm"), Map.entry("modifiersymbol", "Sk"),
      Map.entry("nonspacingmark", "Mn"), Map.entry("number", "N"),
      Map.entry("openpunctuation", "Ps"), Map.entry("other", "C"),
      Map.entry("otherletter", "Lo"), Map.entry("othernumber", "No"),
      Map.entry("otherpunctuation", "Po"), Map.entry("othersymbol", "So"),
      Map.entry("paragraphseparator", "Zp"), Map.entry("privateuse", "Co"),
      Map.entry("punctuation", "P"), Map.entry("punct", "P"), Map.entry("separator", "Z"),
      Map.entry("spaceseparator", "Zs"), Map.entry("spacingmark", "Mc"),
      Map.entry("surrogate", "Cs"), Map.entry("symbol", "S"),
      Map.entry("titlecaseletter", "Lt"), Map.entry("unassigned", "Cn"),
      Map.entry("uppercaseletter", "Lu"));

  private static final List<Range> ALL = List.of(new Range(0, Character.MAX_CODE_POINT));
  private static final List<Range> ASCII = List.of(new Range(0, 0x7F));

  private CharacterNames() {}

  /**
   * The expression with names that RE2/J knows, if Go knows them.
   *
   * @throws BuiltinException if it becomes too long, as a class of many ranges that is named often does
   */
  static String known(String expression) {
    if (!expression.contains("\\p") && !expression.contains("\\P")) {
      return expression;
    }
    var out = new StringBuilder();
    var inClass = false;
    for (var part = CLASS.matcher(expression); part.find();) {
      if (part.group(1) == null) {
        out.append(part.group());
        inClass = part.group().equals("[") || inClass && !part.group().equals("]");
      } else {
        RegexBounds.checkLength(out.append(known(part, inClass)));
      }
    }
    return out.toString();
  }

  private static String known(Matcher part, boolean inClass) {
    var written = part.group(3) == null ? part.group(4) : part.group(3);
    var isNegated = part.group(1).equals("P") != "^".equals(part.group(2));
    var name = canonical(written);
    return switch (name) {
      case "Any" -> set(ALL, isNegated, inClass);
      case "Ascii" -> set(ASCII, isNegated, inClass);
      case "Assigned" -> set(Walked.UNASSIGNED, !isNegated, inClass);
      case "Cn" -> set(Walked.UNASSIGNED, isNegated, inClass);
      case "LC", "Lc" -> set(Walked.CASED, isNegated, inClass);
      default -> isKnown(name) || isKnown(written)
          ? "\\" + (isNegated ? "P" : "p") + "{" + name + "}"
          : part.group();
    };
  }

  private static boolean isCased(int character) {
    return switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER ->
        true;
      default -> false;
    };
  }

  /** A capital and small letters. Scripts of several words, which keep underscores, Go never finds. */
  private static String canonical(String written) {
    var small = written.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    var category = CATEGORIES.get(small);
    return category != null || small.isEmpty()
        ? String.valueOf(category)
        : small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1);
  }

  private static boolean isKnown(String name) {
    try {
      com.google.re2j.Pattern.compile("\\p{" + name + "}");
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** The characters from one to another, both included. */
  private record Range(int first, int last) {

    @Override
    public String toString() {
      return "\\x{%x}-\\x{%x}".formatted(first, last);
    }
  }

  /** What takes a walk over all characters, when it is first asked for. */
  private static final class Walked {
    private static final List<Range> UNASSIGNED = ranges(
        c -> Character.getType(c) == Character.UNASSIGNED);
    private static final List<Range> CASED = ranges(CharacterNames::isCased);
  }

  private static List<Range> ranges(IntPredicate isMember) {
    var ranges = new ArrayList<Range>();
    var start = -1;
    for (var c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
      var isIn = c <= Character.MAX_CODE_POINT && isMember.test(c);
      if (isIn && start < 0) {
        start = c;
      } else if (!isIn && start >= 0) {
        ranges.add(new Range(start, c - 1));
        start = -1;
      }
    }
    return ranges;
  }

  /** The characters that are in none of some ranges. */
  private static List<Range> others(List<Range> ranges) {
    var others = new ArrayList<Range>();
    var next = 0;
    for (var range : ranges) {
      if (range.first > next) {
        others.add(new Range(next, range.first - 1));
      }
      next = range.last + 1;
    }
    if (next <= Character.MAX_CODE_POINT) {
      others.add(new Range(next, Character.MAX_CODE_POINT));
    }
    return others;
  }

  private static String set(List<Range> members, boolean isNegated, boolean inClass) {
    var ranges = isNegated ? others(members) : members;
    if (ranges.isEmpty()) {
      return inClass ? "" : "[^" + ALL.getFirst() + "]";
    }
    var text = ranges.stream().map(Range::toString).collect(Collectors.joining());
    return inClass ? text : "[" + text + "]";
  }
}
