package dev.gatehouse.json;

/**
 * The forms in which a text can be written in YAML, found by libyaml's rules.
 *
 * @param isMultiline has a line break
 * @param allowsPlain may stand without quotes in block context
 * @param allowsSingleQuotes may stand in single quotes
 * @param allowsBlock may stand as a block scalar
 */
record YamlScalarForm(
    boolean isMultiline, boolean allowsPlain, boolean allowsSingleQuotes, boolean allowsBlock) {

  static YamlScalarForm of(String text, YamlStyle style) {
    return text.isEmpty()
        ? new YamlScalarForm(false, true, true, false)
        : new Analysis(text, style).form();
  }

  static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  /** What the emitters write as it is; libyaml's table stops before the supplementary planes. */
  static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xFFFD && c != 0xFEFF);
  }

  /** One pass over a text. */
  private static final class Analysis {

    private final String text;
    private final boolean knowsTabs;
    private boolean indicators;
    private boolean special;
    private boolean tabs;
    private boolean lineBreaks;
    private boolean edges;
    private boolean trailingSpace;
    private boolean breakSpace;
    private boolean spaceBreak;

    Analysis(String text, YamlStyle style) {
      this.text = text;
      this.knowsTabs = style.isThird();
    }

    YamlScalarForm form() {
      indicators = text.startsWith("---") || text.startsWith("...");
      var precededBySpace = true;
      var previousSpace = false;
      var previousBreak = false;
      for (var i = 0; i < text.length();) {
        var c = text.codePointAt(i);
        var next = i + Character.charCount(c);
        var followedBySpace = next >= text.length() || isBlank(text.charAt(next));
        indicators |= i == 0
            ? startsSpecially(c, followedBySpace)
            : isIndicator(c, precededBySpace, followedBySpace);
        if (knowsTabs && c == '\t') {
          tabs = true;
        } else {
          special |= !isPrintable(c);
        }
        var isSpace = c == ' ';
        var isBreak = isBreak(c);
        edges |= (isSpace || isBreak) && (i == 0 || next == text.length());
        trailingSpace |= isSpace && next == text.length();
        breakSpace |= isSpace && previousBreak;
        spaceBreak |= isBreak && previousSpace;
        lineBreaks |= isBreak;
        previousSpace = isSpace;
        previousBreak = isBreak;
        precededBySpace = isBlank(c) || isBreak || c == 0;
        i = next;
      }
      var plain = !edges && !breakSpace && !spaceBreak && !special && !tabs && !lineBreaks
          && !indicators;
      var quotes = !breakSpace && !spaceBreak && !special && !tabs;
      return new YamlScalarForm(
          lineBreaks, plain, quotes, !trailingSpace && !spaceBreak && !special);
    }

    private static boolean startsSpecially(int c, boolean followedBySpace) {
      return switch (c) {
        case '#', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`' ->
          true;
        case '?', ':', '-' -> followedBySpace;
        default -> false;
      };
    }

    private static boolean isIndicator(int c, boolean precededBySpace, boolean followedBySpace) {
      return (c == ':' && followedBySpace) || (c == '#' && precededBySpace);
    }
  }
}
