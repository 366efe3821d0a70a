package dev.gatehouse.rego.builtin;

import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private CharacterNames() {}

  /** The expression with names that RE2/J knows, if Go knows them. */
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
        out.append(known(part, inClass));
      }
    }
    return out.toString();
  }

  private static String known(Matcher part, boolean inClass) {
    var written = part.group(3) == null ? part.group(4) : part.group(3);
    var isNegated = part.group(1).equals("P") != "^".equals(part.group(2));
    var name = canonical(written);
    return switch (name) {
      case "Any" -> set(c -> true, isNegated, inClass);
      case "Ascii" -> set(c -> c < 0x80, isNegated, inClass);
      case "Assigned" ->
        set(c -> Character.getType(c) != Character.UNASSIGNED, isNegated, inClass);
      case "Cn" -> set(c -> Character.getType(c) == Character.UNASSIGNED, isNegated, inClass);
      case "LC", "Lc" -> set(CharacterNames::isCased, isNegated, inClass);
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

  private static String set(IntPredicate isMember, boolean isNegated, boolean inClass) {
    var ranges = new StringBuilder();
    var start = -1;
    for (var c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
      var isIn = c <= Character.MAX_CODE_POINT && isMember.test(c) != isNegated;
      if (isIn && start < 0) {
        start = c;
      } else if (!isIn && start >= 0) {
        ranges.append("\\x{%x}-\\x{%x}".formatted(start, c - 1));
        start = -1;
      }
    }
    if (ranges.isEmpty()) {
      return inClass ? "" : "[^\\x{0}-\\x{10ffff}]";
    }
    return inClass ? ranges.toString() : "[" + ranges + "]";
  }
}
