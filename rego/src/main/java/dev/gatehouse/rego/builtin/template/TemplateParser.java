package dev.gatehouse.rego.builtin.template;

import dev.gatehouse.json.Quotes;
import dev.gatehouse.rego.builtin.go.GoLiterals;
import dev.gatehouse.rego.builtin.template.Item.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one template of a text; those that it defines are read by parsers of their own, which share
 * the text. It stands at the next piece, of which it may have looked at three.
 */
final class TemplateParser {

  /** The name of the whole text, as OPA calls it. */
  static final String MAIN = "template";

  private static final int DEEPEST = 200;

  private final Lexer lexer;
  private final Map<String, List<Node>> definitions;
  private final int depth;
  private final Item[] ahead = new Item[3];
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int count;
  private int loops;
  private int nesting;
  private int actionLine;

  private TemplateParser(Lexer lexer, Map<String, List<Node>> definitions, int depth) {
    this.lexer = lexer;
    this.definitions = definitions;
    this.depth = depth;
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("template: template: definitions nest too deeply");
    }
  }

  /**
   * The templates of a text by their names.
   *
   * @param read told the length of each piece of the text; it may throw
   * @throws IllegalArgumentException if it is malformed
   */
  static Map<String, List<Node>> parse(String text, LongConsumer read) {
    var definitions = new HashMap<String, List<Node>>();
    var parser = new TemplateParser(new Lexer(text, read), definitions, 0);
    parser.define(MAIN, parser.whole());
    return definitions;
  }

  private void define(String name, List<Node> body) {
    var known = definitions.get(name);
    if (known == null || isEmpty(known)) {
      definitions.put(name, body);
    } else if (!isEmpty(body)) {
      throw wrong("template: multiple definition of template " + Quotes.quote(name));
    }
  }

  private static boolean isEmpty(List<Node> body) {
    return body.stream().allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
  }

  private List<Node> whole() {
    var nodes = new ArrayList<Node>();
    while (!peek().is(Kind.END_OF_TEXT)) {
      if (peek().is(Kind.LEFT)) {
        var left = next();
        if (nextNonSpace().is(Kind.DEFINE)) {
          new TemplateParser(lexer, definitions, depth + 1).definition();
          continue;
        }
        backup2(left);
      }
      var node = textOrAction();
      if (node instanceof Node.End || node instanceof Node.Else) {
        throw wrong("unexpected " + node);
      }
      nodes.add(node);
    }
    return nodes;
  }

  private void definition() {
    var context = "define clause";
    var name = templateName(nextNonSpace(), context);
    expect(Kind.RIGHT, context);
    define(name, listToEnd(context));
  }

  private List<Node> listToEnd(String context) {
    var body = new ArrayList<Node>();
    var end = list(body);
    if (!(end instanceof Node.End)) {
      throw wrong("unexpected " + end + " in " + context);
    }
    return body;
  }

  /** Reads nodes up to one that ends or divides a branch. @return that one */
  private Node list(List<Node> nodes) {
    if (++nesting > DEEPEST) {
      throw wrong("branches nest too deeply");
    }
    while (!peekNonSpace().is(Kind.END_OF_TEXT)) {
      var node = textOrAction();
      if (node instanceof Node.End || node instanceof Node.Else) {
        nesting--;
        return node;
      }
      nodes.add(node);
    }
    throw wrong("unexpected EOF");
  }

  private Node textOrAction() {
    var item = nextNonSpace();
    if (item.is(Kind.TEXT)) {
      return new Node.Text(item.position(), item.text());
    }
    if (!item.is(Kind.LEFT)) {
      throw unexpected(item, "input");
    }
    actionLine = item.line();
    var node = action();
    actionLine = 0;
    return node;
  }

  private Node action() {
    var item = nextNonSpace();
    return switch (item.kind()) {
      case BLOCK -> block();
      case BREAK, CONTINUE -> jump(item);
      case ELSE -> {
        var next = peekNonSpace();
        if (next.is(Kind.IF) || next.is(Kind.WITH)) {
          yield new Node.Else(next.position());
        }
        yield new Node.Else(expect(Kind.RIGHT, "else").position());
      }
      case END -> new Node.End(expect(Kind.RIGHT, "end").position());
      case IF -> branch(Node.Kind.IF);
      case RANGE -> branch(Node.Kind.RANGE);
      case WITH -> branch(Node.Kind.WITH);
      case TEMPLATE -> invocation();
      default -> {
        backup();
        var first = peek();
        yield new Node.Action(first.position(), pipeline("command", Kind.RIGHT));
      }
    };
  }

  private Node jump(Item word) {
    var item = nextNonSpace();
    if (!item.is(Kind.RIGHT)) {
      throw unexpected(item, "{{" + word.text() + "}}");
    }
    if (loops == 0) {
      throw wrong("{{" + word.text() + "}} outside {{range}}");
    }
    return new Node.Jump(word.position(), word.is(Kind.BREAK));
  }

  private Node block() {
    var context = "block clause";
    var item = nextNonSpace();
    var name = templateName(item, context);
    var pipeline = pipeline(context, Kind.RIGHT);
    var inner = new TemplateParser(lexer, definitions, depth + 1);
    inner.define(name, inner.listToEnd(context));
    return new Node.Invocation(item.position(), name, pipeline);
  }

  private Node invocation() {
    var context = "template clause";
    var item = nextNonSpace();
    var name = templateName(item, context);
    if (nextNonSpace().is(Kind.RIGHT)) {
      return new Node.Invocation(item.position(), name, null);
    }
    backup();
    return new Node.Invocation(item.position(), name, pipeline(context, Kind.RIGHT));
  }

  private String templateName(Item item, String context) {
    if (!item.is(Kind.STRING) && !item.is(Kind.RAW_STRING)) {
      throw unexpected(item, context);
    }
    return unquote(item.text());
  }

  private Node branch(Node.Kind kind) {
    var known = variables.size();
    var pipeline = pipeline(kind.word(), Kind.RIGHT);
    loops += kind == Node.Kind.RANGE ? 1 : 0;
    var body = new ArrayList<Node>();
    var end = list(body);
    loops -= kind == Node.Kind.RANGE ? 1 : 0;
    var otherwise = end instanceof Node.Else ? otherwise(kind) : null;
    variables.subList(known, variables.size()).clear();
    return new Node.Branch(pipeline.position(), kind, pipeline, body, otherwise);
  }

  private List<Node> otherwise(Node.Kind kind) {
    var again = kind == Node.Kind.IF && peek().is(Kind.IF)
        || kind == Node.Kind.WITH && peek().is(Kind.WITH);
    if (again) {
      next();
      if (++nesting > DEEPEST) {
        throw wrong("branches nest too deeply");
      }
      var inner = branch(kind);
      nesting--;
      return List.of(inner);
    }
    var nodes = new ArrayList<Node>();
    var end = list(nodes);
    if (!(end instanceof Node.End)) {
      throw wrong("expected end; found " + end);
    }
    return nodes;
  }

  private Node.Pipeline pipeline(String context, Kind end) {
    var start = peekNonSpace().position();
    var set = new ArrayList<String>();
    var isAssignment = declarations(context, set);
    var commands = new ArrayList<Node.Command>();
    while (true) {
      var item = nextNonSpace();
      if (item.is(end)) {
        check(commands, context);
        return new Node.Pipeline(start, set, isAssignment, commands);
      }
      switch (item.kind()) {
        case BOOL, CHARACTER, COMPLEX, DOT, FIELD, IDENTIFIER, NUMBER, NIL, RAW_STRING, STRING,
            VARIABLE, OPEN -> {
          backup();
          commands.add(command());
        }
        default -> throw unexpected(item, context);
      }
    }
  }

  /** Reads variables that are set. @return whether they are there already */
  private boolean declarations(String context, List<String> set) {
    while (peekNonSpace().is(Kind.VARIABLE)) {
      var variable = next();
      var after = peek();
      var item = peekNonSpace();
      if (item.is(Kind.ASSIGN) || item.is(Kind.DECLARE)) {
        nextNonSpace();
        set.add(variable.text());
        variables.add(variable.text());
        return item.is(Kind.ASSIGN);
      }
      if (!item.is(Kind.CHAR) || !item.text().equals(",")) {
        if (after.is(Kind.SPACE)) {
          backup3(variable, after);
        } else {
          backup2(variable);
        }
        return false;
      }
      nextNonSpace();
      set.add(variable.text());
      variables.add(variable.text());
      if (!context.equals("range") || set.size() > 1) {
        throw wrong("too many declarations in " + context);
      }
      var second = peekNonSpace();
      if (!second.is(Kind.VARIABLE) && !second.is(Kind.RIGHT) && !second.is(Kind.CLOSE)) {
        throw wrong("range can only initialize variables");
      }
    }
    return false;
  }

  private void check(List<Node.Command> commands, String context) {
    if (commands.isEmpty()) {
      throw wrong("missing value for " + context);
    }
    for (var i = 1; i < commands.size(); i++) {
      switch (commands.get(i).terms().getFirst()) {
        case Node.Constant constant -> throw notExecutable(i);
        case Node.Dot dot -> throw notExecutable(i);
        case Node.Nil nil -> throw notExecutable(i);
        default -> {
        }
      }
    }
  }

  private IllegalArgumentException notExecutable(int stage) {
    return wrong("non executable command in pipeline stage " + (stage + 1));
  }

  private Node.Command command() {
    var start = peekNonSpace().position();
    var terms = new ArrayList<Node.Term>();
    while (true) {
      peekNonSpace();
      var operand = operand();
      if (operand != null) {
        terms.add(operand);
      }
      var item = next();
      if (item.is(Kind.SPACE)) {
        continue;
      }
      if (item.is(Kind.RIGHT) || item.is(Kind.CLOSE)) {
        backup();
      } else if (!item.is(Kind.PIPE)) {
        throw unexpected(item, "operand");
      }
      if (terms.isEmpty()) {
        throw wrong("empty command");
      }
      return new Node.Command(start, terms);
    }
  }

  private Node.@Nullable Term operand() {
    var term = term();
    if (term == null || !peek().is(Kind.FIELD)) {
      return term;
    }
    var start = peek().position();
    var names = new ArrayList<String>();
    while (peek().is(Kind.FIELD)) {
      names.add(next().text().substring(1));
    }
    return switch (term) {
      case Node.Fields fields -> new Node.Fields(start, joined(fields.names(), names));
      case Node.Variable variable ->
        new Node.Variable(start, variable.name(), joined(variable.fields(), names));
      case Node.Constant constant -> throw afterTerm(term);
      case Node.Nil nil -> throw afterTerm(term);
      case Node.Dot dot -> throw afterTerm(term);
      default -> new Node.Chain(start, term, names);
    };
  }

  private IllegalArgumentException afterTerm(Node.Term term) {
    return wrong("unexpected . after term " + Quotes.quote(term.toString()));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private Node.@Nullable Term term() {
    var item = nextNonSpace();
    var at = item.position();
    return switch (item.kind()) {
      case IDENTIFIER -> {
        if (!Functions.NAMES.contains(item.text())) {
          throw wrong("function " + Quotes.quote(item.text()) + " not defined");
        }
        yield new Node.Function(at, item.text());
      }
      case DOT -> new Node.Dot(at);
      case NIL -> new Node.Nil(at);
      case VARIABLE -> variable(item);
      case FIELD -> new Node.Fields(at, Arrays.asList(item.text().substring(1).split("\\.")));
      case BOOL -> new Node.Constant(at, item.text(), item.text().equals("true"));
      case CHARACTER, COMPLEX, NUMBER -> new Node.Constant(at, item.text(), number(item));
      case STRING, RAW_STRING -> new Node.Constant(at, item.text(), unquote(item.text()));
      case OPEN -> {
        if (++nesting > DEEPEST) {
          throw wrong("max expression depth exceeded");
        }
        var inner = pipeline("parenthesized pipeline", Kind.CLOSE);
        nesting--;
        yield inner;
      }
      default -> {
        backup();
        yield null;
      }
    };
  }

  private Node.Term variable(Item item) {
    if (!variables.contains(item.text())) {
      throw wrong("undefined variable " + Quotes.quote(item.text()));
    }
    return new Node.Variable(item.position(), item.text(), List.of());
  }

  private Object number(Item item) {
    try {
      return item.is(Kind.CHARACTER)
          ? (Object) (long) GoLiterals.unquoteCharacter(item.text())
          : TemplateNumbers.parse(item.text());
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private String unquote(String literal) {
    try {
      return GoLiterals.unquote(literal);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Item next() {
    if (count > 0) {
      count--;
    } else {
      ahead[0] = lexer.next();
    }
    return ahead[count];
  }

  private Item peek() {
    if (count == 0) {
      count = 1;
      ahead[0] = lexer.next();
    }
    return ahead[count - 1];
  }

  private void backup() {
    count++;
  }

  private void backup2(Item first) {
    ahead[1] = first;
    count = 2;
  }

  private void backup3(Item second, Item first) {
    ahead[1] = first;
    ahead[2] = second;
    count = 3;
  }

  private Item nextNonSpace() {
    var item = next();
    while (item.is(Kind.SPACE)) {
      item = next();
    }
    return item;
  }

  private Item peekNonSpace() {
    var item = nextNonSpace();
    backup();
    return item;
  }

  private Item expect(Kind kind, String context) {
    var item = nextNonSpace();
    if (!item.is(kind)) {
      throw unexpected(item, context);
    }
    return item;
  }

  private IllegalArgumentException unexpected(Item item, String context) {
    if (!item.is(Kind.ERROR)) {
      return wrong("unexpected " + item + " in " + context);
    }
    var extra = "";
    if (actionLine != 0 && actionLine != item.line()) {
      extra = (item.text().endsWith(" action") ? "" : " in action")
          + " started at template:" + actionLine;
    }
    return wrong(item + extra);
  }

  private IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException(
        "template: template:" + (ahead[0] == null ? 0 : ahead[0].line()) + ": " + reason);
  }
}
