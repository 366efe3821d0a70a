package dev.gatehouse.rego.syntax;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of tokens, each with the name that messages call it. */
enum Kind {
  ILLEGAL("illegal"), EOF("eof"), IDENT("identifier"),

  /** White space where none may be; no token has this kind, only the place of the cursor. */
  WHITESPACE("whitespace"),

  // Keywords, in some dialect.
  PACKAGE("package"), IMPORT("import"), AS("as"), DEFAULT("default"), ELSE("else"), //
  NOT("not"), SOME("some"), WITH("with"), NULL("null"), TRUE("true"), FALSE("false"), //
  IN("in"), EVERY("every"), CONTAINS("contains"), IF("if"), //
  LOGICAL_AND("and"), LOGICAL_OR("or"),

  // Literals.
  NUMBER("number"), STRING("string"), //
  TEMPLATE_PART("template-string-part"), TEMPLATE_END("template-string-end"), //
  RAW_TEMPLATE_PART("raw-template-string-part"), //
  RAW_TEMPLATE_END("raw-template-string-end"),

  // Punctuation.
  LEFT_BRACKET("["), RIGHT_BRACKET("]"), LEFT_BRACE("{"), RIGHT_BRACE("}"), //
  LEFT_PAREN("("), RIGHT_PAREN(")"), COMMA(","), COLON(":"), DOT("."), SEMICOLON(";"),

  // Operators.
  ADD("plus"), SUBTRACT("minus"), MULTIPLY("mul"), DIVIDE("div"), REMAINDER("rem"), //
  AND("and"), OR("or"), UNIFY("eq"), ASSIGN("assign"), EQUAL("equal"), NOT_EQUAL("neq"), //
  GREATER("gt"), LESS("lt"), GREATER_OR_EQUAL("gte"), LESS_OR_EQUAL("lte");

  /** The keywords of every dialect. */
  static final Map<String, Kind> KEYWORDS = Map.ofEntries(
      Map.entry("package", PACKAGE),
      Map.entry("import", IMPORT),
      Map.entry("as", AS),
      Map.entry("default", DEFAULT),
      Map.entry("else", ELSE),
      Map.entry("not", NOT),
      Map.entry("some", SOME),
      Map.entry("with", WITH),
      Map.entry("null", NULL),
      Map.entry("true", TRUE),
      Map.entry("false", FALSE));

  /** The keywords that v1 has from the start, v0 by import. */
  static final Map<String, Kind> V1_KEYWORDS = Map.of("in", IN, "every", EVERY, "contains",
      CONTAINS, "if", IF);

  /** The keywords that come by import in every dialect; {@code not} gains a meaning by it. */
  static final Map<String, Kind> FUTURE_KEYWORDS = Map.of("not", NOT, "and", LOGICAL_AND, "or",
      LOGICAL_OR);

  /** Kinds of tokens that may follow a name directly and make it a reference or a call. */
  static final Set<Kind> REF_STARTS = Set.of(LEFT_PAREN, DOT, LEFT_BRACKET);

  private final String text;

  Kind(String text) {
    this.text = text;
  }

  /** The name in messages; for an infix operator the name of its function. */
  String text() {
    return text;
  }

  boolean isKeyword() {
    return compareTo(PACKAGE) >= 0 && compareTo(LOGICAL_OR) <= 0;
  }

  /**
   * How tightly an infix operator that makes a term binds: 0 for {@code in}, which binds loosest,
   * to 5 for multiplication; -1 for all else.
   */
  int precedence() {
    return switch (this) {
      case IN -> 0;
      case EQUAL, NOT_EQUAL, GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL -> 1;
      case OR -> 2;
      case AND -> 3;
      case ADD, SUBTRACT -> 4;
      case MULTIPLY, DIVIDE, REMAINDER -> 5;
      default -> -1;
    };
  }

  /** The kind of a keyword or operator-like name in any dialect, or null for other names. */
  static @Nullable Kind ofAnyKeyword(String name) {
    var kind = KEYWORDS.get(name);
    if (kind == null) {
      kind = V1_KEYWORDS.get(name);
    }
    return kind == null ? FUTURE_KEYWORDS.get(name) : kind;
  }
}
