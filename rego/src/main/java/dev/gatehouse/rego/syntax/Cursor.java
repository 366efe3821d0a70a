package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.RegoVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the parser is: the current token, the errors so far, and what the module has switched on.
 * Mutable; a {@link Mark} brings an earlier state back.
 */
final class Cursor {

  /** How deep nodes may be nested, chosen to stay far from the end of any stack. */
  static final int MAX_DEPTH = 250;

  /** How often the parser may look at a token, on average, before the source counts as hostile. */
  private static final int MAX_LOOKS_PER_TOKEN = 2000;

  private final RegoVersion version;
  private final Capabilities capabilities;
  private final boolean keywordsInRefs;
  private final List<Token> tokens;
  private Map<String, Kind> keywords;
  private boolean notBodies;
  private TreeMap<Integer, Memo> memos = new TreeMap<>();
  private int index;
  private Kind kind = Kind.EOF;

  /** The white space that the parser stopped at, although the token after it is the current one. */
  private @Nullable Location space;

  private List<Issue> errors = new ArrayList<>();
  private List<String> hints = new ArrayList<>();
  private int wildcards;
  private int depth;
  private long looks;

  Cursor(List<Token> tokens, RegoVersion version, Capabilities capabilities) {
    this.tokens = tokens;
    this.version = version;
    this.capabilities = capabilities;
    this.keywordsInRefs = capabilities.has(Capabilities.KEYWORDS_IN_REFS);
    this.keywords = new HashMap<>(Kind.KEYWORDS);
    if (version == RegoVersion.V1) {
      keywords.putAll(Kind.V1_KEYWORDS);
    }
    this.looks = (long) MAX_LOOKS_PER_TOKEN * (tokens.size() + 10L);
    moveTo(0);
  }

  /** A state to come back to. */
  record Mark(
      int index, Kind kind, @Nullable Location space, List<Issue> errors, List<String> hints,
      int wildcards) {}

  /**
   * What parsing a term at some place gave, and the state after it, with the errors of the term
   * alone.
   */
  record Memo(@Nullable Term term, Mark after) {}

  /** Thrown where going on would cost more than a source may cost. */
  static final class Halted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Halted() {
      super(null, null, false, false);
    }
  }

  RegoVersion version() {
    return version;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind other) {
    return kind == other;
  }

  Token token() {
    return tokens.get(index);
  }

  Location location() {
    return space == null ? token().location() : space;
  }

  /** Whether a line ends between the token before and the current place. */
  boolean isAfterLineBreak() {
    return space == null ? token().newline() : space.column() == 0;
  }

  /** Whether nothing is between the current token and the one before it. */
  boolean isAdjacent() {
    return !token().spaced();
  }

  /** The offset at which the token before the current one ends. */
  int previousEnd() {
    return index == 0 ? 0 : tokens.get(index - 1).end();
  }

  /** The token after the current one. */
  private Token following() {
    return tokens.get(Math.min(index + 1, tokens.size() - 1));
  }

  /** Whether the next token is of a kind and follows the current one directly. */
  boolean isFollowedDirectlyBy(Kind... kinds) {
    var token = following();
    if (!token.spaced() && token.errors().isEmpty()) {
      for (var candidate : kinds) {
        if (token.kind() == candidate) {
          return true;
        }
      }
    }
    return false;
  }

  void advance() {
    if (kind == Kind.WHITESPACE) {
      moveTo(index);
      return;
    }
    if (index < tokens.size() - 1) {
      moveTo(index + 1);
    }
  }

  private void moveTo(int target) {
    if (--looks < 0) {
      throw halt("source takes too long to parse");
    }
    index = target;
    space = null;
    var token = token();
    kind = token.kind();
    if (kind == Kind.IDENT) {
      kind = keywords.getOrDefault(token.text(), Kind.IDENT);
    }
    for (var error : token.errors()) {
      error(token.location(), error);
    }
  }

  /** Advances if the current token is of a kind, and tells whether it was. */
  boolean accept(Kind expected) {
    if (kind != expected) {
      return false;
    }
    advance();
    return true;
  }

  /** Takes the current token, a keyword, for a name. */
  void treatAsName() {
    kind = Kind.IDENT;
  }

  /** Takes the current token for a name if it is a keyword that a reference starts with. */
  boolean treatAsNameBeforeRef() {
    if (isNameOrKeyword() && kind != Kind.IDENT
        && isFollowedDirectlyBy(Kind.DOT, Kind.LEFT_BRACKET)) {
      kind = Kind.IDENT;
      return true;
    }
    return false;
  }

  /** Whether the current token is a name, or a keyword that may be part of a reference. */
  boolean isNameOrKeyword() {
    return kind == Kind.IDENT
        || (keywordsInRefs && kind.isKeyword() && isKeyword(token().text()));
  }

  /** Whether a name is a keyword here. */
  boolean isKeyword(String name) {
    return isReserved(name) || keywords.containsKey(name);
  }

  /** Whether a name is a keyword of the dialect, whatever is imported. */
  boolean isReserved(String name) {
    return Kind.KEYWORDS.containsKey(name)
        || (version == RegoVersion.V1 && Kind.V1_KEYWORDS.containsKey(name));
  }

  /** The keywords in force, to be given back to {@link #useKeywords}. */
  Map<String, Kind> keywords() {
    return keywords;
  }

  /** Puts other keywords in force, from the next token on. */
  void useKeywords(Map<String, Kind> others) {
    keywords = others;
    forgetTerms();
  }

  /** Adds a keyword, from the next token on; {@code every} brings {@code in} along. */
  void addKeyword(String name, Kind keyword) {
    var others = new HashMap<>(keywords);
    others.put(name, keyword);
    if (keyword == Kind.EVERY) {
      others.put("in", Kind.IN);
    }
    useKeywords(others);
  }

  /** Looks at the current token again, under the keywords that are in force now. */
  void rescan() {
    moveTo(index);
  }

  boolean notBodies() {
    return notBodies;
  }

  void allowNotBodies() {
    notBodies = true;
  }

  /** Whether {@code and} or {@code or} is a keyword. */
  boolean logicalKeywords() {
    return keywords.containsKey("and") || keywords.containsKey("or");
  }

  Mark mark() {
    return new Mark(index, kind, space, List.copyOf(errors), List.copyOf(hints), wildcards);
  }

  void restore(Mark mark) {
    index = mark.index;
    kind = mark.kind;
    space = mark.space;
    errors = asBefore(errors, mark.errors);
    hints = asBefore(hints, mark.hints);
    wildcards = mark.wildcards;
  }

  private static <T> List<T> asBefore(List<T> now, List<T> before) {
    return now.isEmpty() && before.isEmpty() ? now : new ArrayList<>(before);
  }

  /** What was parsed at the current place before, or null; if it was, goes to where that ended. */
  @Nullable
  Memo recall() {
    var memo = kind == Kind.WHITESPACE ? null : memos.get(index);
    if (memo != null) {
      index = memo.after.index;
      kind = memo.after.kind;
      space = memo.after.space;
      for (var error : memo.after.errors) {
        if (!isNoted(error)) {
          errors.add(error);
        }
      }
      hints = asBefore(hints, memo.after.hints);
      wildcards = memo.after.wildcards;
    }
    return memo;
  }

  /** Whether an error, this very one, is noted already: a term that is read again adds none. */
  private boolean isNoted(Issue error) {
    return errors.stream().anyMatch(noted -> noted == error);
  }

  void remember(Mark start, @Nullable Term term) {
    if (start.kind == Kind.WHITESPACE) {
      return;
    }
    var added = errors.size() == start.errors.size()
        ? List.<Issue>of()
        : List.copyOf(errors.subList(start.errors.size(), errors.size()));
    var after = new Mark(index, kind, space, added, List.copyOf(hints), wildcards);
    memos.tailMap(start.index, true).clear(); // as OPA does: what is within a term is forgotten with it
    memos.put(start.index, new Memo(term, after));
  }

  void forgetTerms() {
    memos = new TreeMap<>();
  }

  /** A name for a wildcard, used by no other in the source. */
  String nextWildcard() {
    return "$" + wildcards++;
  }

  /** Goes one level of nesting deeper; {@link #leave} has to follow. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw halt("max parsing recursion depth exceeded");
    }
  }

  void leave() {
    depth--;
  }

  Halted halt(String message) {
    error(location(), message);
    return new Halted();
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  List<Issue> errors() {
    return List.copyOf(errors);
  }

  /** Adds advice to the next error. */
  void hint(String hint) {
    hints.add(hint);
  }

  void error(Location location, String message) {
    var text = message;
    if (hints.size() == 1) {
      text += " (hint: " + hints.getFirst() + ")";
    } else if (hints.size() > 1) {
      text += " (hints: " + String.join(", ", hints) + ")";
    }
    hints = new ArrayList<>();
    errors.add(Issue.atToken(location, text));
  }

  /** Reports the current token as one that cannot be here. */
  void unexpected() {
    unexpected("");
  }

  /** Reports the current token as one that cannot be here, with what was expected. */
  void unexpected(String expectation) {
    if (kind == Kind.ILLEGAL) {
      error(location(), "illegal token");
      return;
    }
    var message = "unexpected " + kind.text() + (kind.isKeyword() ? " keyword" : " token");
    error(location(), expectation.isEmpty() ? message : message + ": " + expectation);
  }

  /** Stops at the white space before the current token and reports it. */
  void unexpectedSpace(String expectation) {
    var before = tokens.get(index - 1).location();
    var between = before.covering(before.end(), token().start()).text();
    var comment = between.startsWith("#") ? between.indexOf('\n') : 0;
    if (comment < 0) {
      // The comment ends with the source.
      unexpected(expectation);
      return;
    }
    var place = before.covering(before.end() + comment, before.end() + comment + 1);
    space = between.charAt(comment) == '\n'
        ? place.at(before.row() + 1, 0)
        : place.at(before.row(), before.column() + before.end() - before.start());
    kind = Kind.WHITESPACE;
    unexpected(expectation);
  }
}
