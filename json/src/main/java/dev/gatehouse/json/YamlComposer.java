package dev.gatehouse.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads the first document of a YAML text into nodes. */
final class YamlComposer {

  /** How many places are mended that go-yaml puts up with; each costs a reading of the document. */
  private static final int MOST_MENDED = 100;

  private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";

  /** A document that begins with a plain scalar. */
  private static final Pattern PLAIN_ROOT = Pattern.compile(
      "\\s*(?!---|\\.\\.\\.)(?:[-?:]\\S|[^-?:,\\[\\]{}#&*!|>'\"%@`\\s])");

  /** What ends a plain scalar. */
  private static final Pattern PLAIN_END = Pattern
      .compile("\\s#|:(?:\\s|\\z)|[\n\r](?:---|\\.\\.\\.)");

  /**
   * The first half of an escaped character beyond the first plane, which JSON has and YAML not; its
   * backslash is no escaped one.
   */
  private static final Pattern HALF = Pattern.compile(
      "(?<!\\\\)(?:\\\\\\\\)*+\\\\u[dD][89abAB]");

  private static final Pattern COMMENT = Pattern.compile("#.*");

  /** What may follow a name without a space. */
  private static final String AFTER_NAME = "?:,]}%@`";

  private final String source;
  private final ParserImpl events;
  private final JsonLimits limits;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private int row;
  private int index;
  private int offset;
  private int depth;
  private int flowDepth;
  /** The index at which the last event's own text ends. */
  private int lastEnd;
  /** What ends the flow collection around a mapping's keys. */
  private char flowEnd;

  private YamlComposer(String text, JsonLimits limits) {
    var options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    this.events = new ParserImpl(new StreamReader(text), options);
    this.source = text;
    this.limits = limits;
  }

  /** The root node, or null if the text has no content but comments. */
  static @Nullable YamlNode compose(String text, JsonLimits limits) throws TextException {
    if (text.chars().allMatch(c -> " \n\r".indexOf(c) >= 0)) {
      return null;
    }
    var source = text;
    for (var mended = 0;; mended++) {
      var composer = new YamlComposer(source, limits);
      try {
        return composer.document();
      } catch (MarkedYAMLException e) {
        var better = composer.mended(e);
        if (better == null || mended == MOST_MENDED) {
          throw located(e);
        }
        source = better;
      } catch (ReaderException e) {
        throw control(source, e);
      } catch (YAMLException e) {
        throw new TextException(1, 1, String.valueOf(e.getMessage()));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        // The library's scanner lets them out at escapes that the text's end cuts off.
        throw new TextException(composer.row + 1, 1,
            "malformed escape after this line's beginning");
      }
    }
  }

  private @Nullable YamlNode document() throws TextException {
    next();
    if (!(next() instanceof DocumentStartEvent)) {
      return none(source);
    }
    var root = node();
    // Looks at what follows the root, which may be a fault.
    next();
    return root;
  }

  /** The text without what the exception is about, if go-yaml does not mind it; otherwise null. */
  private @Nullable String mended(MarkedYAMLException e) {
    var mark = e.getProblemMark();
    if (mark == null) {
      return null;
    }
    var at = source.offsetByCodePoints(0, mark.getIndex());
    var problem = String.valueOf(e.getProblem());
    var mends = problem.startsWith("found character '\\t(TAB)'") && isHarmlessTab(at)
        || problem.startsWith("expected chomping or indentation indicators")
            && at < source.length() && "\t#".indexOf(source.charAt(at)) >= 0;
    if (!mends) {
      return null;
    }
    var rest = source.charAt(at) == '\t' ? at + 1 : at;
    return source.substring(0, at) + ' ' + source.substring(rest);
  }

  /** Whether a tab is white space between tokens, which it is where no key of a block mapping can begin. */
  private boolean isHarmlessTab(int tab) {
    var line = tab;
    while (line > 0 && LINE_BREAKS.indexOf(source.charAt(line - 1)) < 0) {
      line--;
    }
    var before = source.substring(line, tab);
    var earlier = source.substring(0, tab).stripTrailing();
    return source.charAt(tab) == '\t'
        && (flowDepth > 0
            || earlier.endsWith("{")
            || earlier.endsWith("[")
            || before.startsWith("---")
            || before.chars().anyMatch(c -> " \t-?:".indexOf(c) < 0)
            || PLAIN_ROOT.matcher(earlier).lookingAt() && !PLAIN_END.matcher(earlier).find());
  }

  private static @Nullable YamlNode none(String text) throws TextException {
    if (text.startsWith("%")) {
      throw new TextException(1, 1, "directive without a document");
    }
    return null;
  }

  private static TextException located(MarkedYAMLException e) {
    var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    var reason = e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem();
    if (mark == null) {
      return new TextException(1, 1, String.valueOf(reason));
    }
    var beginning = e.getContextMark() == null ? mark : e.getContextMark();
    return new TextException(
        mark.getLine() + 1, mark.getColumn() + 1, String.valueOf(reason), beginning.getLine() + 1);
  }

  private static TextException control(String text, ReaderException e) {
    var end = Math.min(e.getPosition(), text.length());
    var line = text.substring(0, end);
    var row = 1 + (int) line.chars().filter(c -> c == '\n').count();
    return new TextException(
        row,
        end - line.lastIndexOf('\n'),
        String.format("character U+%04X is not allowed in YAML", e.getCodePoint()));
  }

  private YamlNode node() throws TextException {
    return node(next());
  }

  private Event next() {
    var event = events.getEvent();
    var end = event instanceof CollectionEndEvent ? event.getStartMark() : event.getEndMark();
    lastEnd = end.getIndex();
    return event;
  }

  private YamlNode node(Event event) throws TextException {
    var mark = event.getStartMark();
    row = mark.getLine();
    return switch (event) {
      case AliasEvent alias -> alias(alias, mark);
      case ScalarEvent scalar -> scalar(scalar, mark);
      case SequenceStartEvent start -> sequence(start, mark);
      case MappingStartEvent start -> mapping(start, mark);
      default -> throw at(mark, "unexpected " + event);
    };
  }

  /** Refuses letters that go-yaml has not in names, but for those that end one. */
  private static void checkName(String what, String name, Mark mark) throws TextException {
    var end = 0;
    while (end < name.length() && isLetter(name.charAt(end))) {
      end++;
    }
    if (end < name.length() && AFTER_NAME.indexOf(name.charAt(end)) < 0) {
      throw at(mark, "while scanning " + what + ", unexpected letter in '" + name + "'");
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
        || c == '-';
  }

  private YamlNode alias(AliasEvent event, Mark mark) throws TextException {
    checkName("an alias", event.getAnchor(), mark);
    var target = anchors.get(event.getAnchor());
    if (target == null) {
      throw at(mark, "unknown anchor '" + event.getAnchor() + "' referenced");
    }
    return new YamlNode.Alias(target, event.getAnchor(), mark.getLine(), mark.getColumn());
  }

  private YamlNode scalar(ScalarEvent event, Mark mark) throws TextException {
    if (event.getValue().length() > limits.maxStringLength()) {
      throw at(mark, "string longer than " + limits.maxStringLength() + " characters");
    }
    if (event.getValue().codePoints().anyMatch(YamlComposer::isSurrogate) || hasHalves(event)) {
      throw at(mark, "escape of half a character");
    }
    var style = event.getScalarStyle();
    if (style == ScalarStyle.PLAIN && flowDepth > 0) {
      checkEnd(event.getEndMark());
    }
    // The tag "!" alone says that the text is a string whatever it looks like.
    var isString = "!".equals(event.getTag());
    var tag = isString ? null : event.getTag();
    var plain = !isString && event.getImplicit().canOmitTagInPlainScalar();
    var node = new YamlNode.Scalar(event.getValue(), tag, plain, isBlock(event), mark.getLine(),
        mark.getColumn());
    anchor(event, node);
    return node;
  }

  /** To go-yaml a colon without a space after it belongs to the text, which no collection follows. */
  private void checkEnd(Mark end) throws TextException {
    var at = offset(end.getIndex());
    if (source.startsWith(":[", at) || source.startsWith(":{", at)) {
      throw at(end, "expected ',' or '" + flowEnd + "' before a collection");
    }
  }

  private boolean hasHalves(ScalarEvent event) {
    if (event.getScalarStyle() != ScalarStyle.DOUBLE_QUOTED
        || event.getValue().chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return false;
    }
    var start = offset(event.getStartMark().getIndex());
    var end = offset(event.getEndMark().getIndex());
    return HALF.matcher(source.substring(start, end)).find();
  }

  /** Where the code point of an index stands, which is beyond the one asked for before. */
  private int offset(int next) {
    offset = source.offsetByCodePoints(offset, next - index);
    index = next;
    return offset;
  }

  private YamlNode sequence(SequenceStartEvent start, Mark mark) throws TextException {
    enter(mark);
    flowDepth += start.isFlow() ? 1 : 0;
    var items = new ArrayList<YamlNode>();
    var node = new YamlNode.Sequence(items, mark.getLine(), mark.getColumn());
    anchor(start, node);
    for (var event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      items.add(node(event));
    }
    depth--;
    flowDepth -= start.isFlow() ? 1 : 0;
    return node;
  }

  private YamlNode mapping(MappingStartEvent start, Mark mark) throws TextException {
    enter(mark);
    flowDepth += start.isFlow() ? 1 : 0;
    var outerEnd = flowEnd;
    if (start.isFlow()) {
      flowEnd = source.charAt(offset(mark.getIndex())) == '{' ? '}' : ']';
    }
    var entries = new ArrayList<YamlNode>();
    var node = new YamlNode.Mapping(entries, mark.getLine(), mark.getColumn());
    anchor(start, node);
    for (var event = next(); !(event instanceof MappingEndEvent); event = next()) {
      entries.add(node(event));
      var keyEnd = lastEnd;
      var value = next();
      checkMark(keyEnd, value);
      entries.add(node(value));
    }
    depth--;
    flowDepth -= start.isFlow() ? 1 : 0;
    flowEnd = outerEnd;
    return node;
  }

  /** Refuses a block scalar below a key without a colon between them, which the library takes. */
  private void checkMark(int keyEnd, Event value) throws TextException {
    if (value instanceof ScalarEvent scalar && isBlock(scalar)) {
      var start = offset(keyEnd);
      var end = offset(value.getStartMark().getIndex());
      if (!COMMENT.matcher(source.substring(start, end)).replaceAll("").contains(":")) {
        throw at(value.getStartMark(), "while parsing a block mapping, expected <block end>");
      }
    }
  }

  private static boolean isBlock(ScalarEvent event) {
    var style = event.getScalarStyle();
    return style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
  }

  private void anchor(NodeEvent event, YamlNode node) throws TextException {
    if (event.getAnchor() != null) {
      checkName("an anchor", event.getAnchor(), event.getStartMark());
      anchors.put(event.getAnchor(), node);
    }
  }

  private void enter(Mark mark) throws TextException {
    if (++depth > limits.maxDepth()) {
      throw at(mark,
          "more than " + limits.maxDepth() + " sequences and mappings within each other");
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static TextException at(Mark mark, String reason) {
    return new TextException(mark.getLine() + 1, mark.getColumn() + 1, reason);
  }
}
