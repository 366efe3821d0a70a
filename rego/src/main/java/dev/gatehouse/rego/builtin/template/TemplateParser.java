package dev.gatehouse.rego.builtin.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads templates. */
final class TemplateParser {

  private static final int DEEPEST = 100;
  private static final Pattern TOKEN = Pattern.compile(
      "\\s*(\"(?:[^\"\\\\\n]|\\\\[\"\\\\nt])*\"|`[^`]*`|[0-9]{1,18}|-[0-9]{1,18}|:=|[=|(,]"
          + "|\\)(?:\\.[A-Za-z_][A-Za-z0-9_]*)*"
          + "|\\$?[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*"
          + "|\\$(?:\\.[A-Za-z_][A-Za-z0-9_]*)*"
          + "|(?:\\.[A-Za-z_][A-Za-z0-9_]*)+|\\.)");

  private final String text;
  private int at;
  private int depth;
  private int loops;
  private List<String> tokens = List.of();
  private int next;
  private final Set<String> variables = new HashSet<>(Set.of("$", "."));

  private TemplateParser(String text) {
    this.text = text;
  }

  static List<Node> parse(String text) {
    var parser = new TemplateParser(text);
    var nodes = parser.nodes();
    if (!parser.tokens.isEmpty()) {
      throw wrong("unexpected {{" + parser.tokens.get(0) + "}}");
    }
    return nodes;
  }

  /** The nodes up to an action that ends or divides a branch, which is left in the tokens. */
  private List<Node> nodes() {
    if (++depth > DEEPEST) {
      throw wrong("branches nest too deeply");
    }
    var nodes = new ArrayList<Node>();
    while (true) {
      var open = text.indexOf("{{", at);
      var plain = text.substring(at, open < 0 ? text.length() : open);
      var isTrimmed = open >= 0 && text.startsWith("{{- ", open);
      nodes.add(new Node.Text(isTrimmed ? plain.stripTrailing() : plain));
      if (open < 0) {
        at = text.length();
        tokens = List.of();
        depth--;
        return nodes;
      }
      action(open + (isTrimmed ? 3 : 2));
      if (!tokens.isEmpty() && (tokens.get(0).equals("end") || tokens.get(0).equals("else"))) {
        depth--;
        return nodes;
      }
      var node = tokens.isEmpty() ? null : node();
      if (node != null) {
        nodes.add(node);
      }
    }
  }

  /** Reads the tokens of an action; there are none in a comment. */
  private void action(int start) {
    next = 0;
    var found = new ArrayList<String>();
    tokens = found;
    if (text.startsWith("/*", start)) {
      var end = text.indexOf("*/", start);
      if (end < 0) {
        throw wrong("unclosed comment");
      }
      close(end + 2);
      return;
    }
    Matcher matcher = TOKEN.matcher(text);
    var position = start;
    while (!close(position)) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw wrong("unexpected text in action");
      }
      found.add(matcher.group(1));
      position = matcher.end();
    }
    if (found.isEmpty()) {
      throw wrong("missing value for command");
    }
  }

  private boolean close(int position) {
    var end = position;
    while (end < text.length() && " \t\r\n".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    var isTrimmed = end > position && text.startsWith("-}}", end);
    if (!isTrimmed && !text.startsWith("}}", end)) {
      return false;
    }
    at = end + (isTrimmed ? 3 : 2);
    while (isTrimmed && at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return true;
  }

  private @Nullable Node node() {
    var word = tokens.get(0);
    return switch (word) {
      case "if" -> choice(Node.Kind.IF);
      case "with" -> choice(Node.Kind.WITH);
      case "range" -> choice(Node.Kind.RANGE);
      case "break", "continue" -> {
        if (loops == 0 || tokens.size() > 1) {
          throw wrong("{{" + word + "}} outside {{range}}");
        }
        yield new Node.Jump(word.equals("break"));
      }
      case "define", "template", "block" -> throw wrong(word + " is not supported");
      default -> new Node.Action(whole());
    };
  }

  private Node choice(Node.Kind kind) {
    next++;
    var outer = Set.copyOf(variables);
    var pipeline = whole();
    loops += kind == Node.Kind.RANGE ? 1 : 0;
    var body = nodes();
    loops -= kind == Node.Kind.RANGE ? 1 : 0;
    List<Node> otherwise = List.of();
    if (tokens.size() > 1 && tokens.get(0).equals("else")) {
      tokens = tokens.subList(1, tokens.size());
      next = 0;
      if (!tokens.get(0).equals(kind == Node.Kind.IF ? "if" : "with")
          || kind == Node.Kind.RANGE || ++depth > DEEPEST) {
        throw wrong("unexpected <" + tokens.get(0) + "> in else");
      }
      otherwise = List.of(choice(kind));
      depth--;
    } else if (tokens.equals(List.of("else"))) {
      otherwise = nodes();
      expectEnd();
    } else {
      expectEnd();
    }
    variables.retainAll(outer);
    return new Node.Choice(kind, pipeline, body, otherwise);
  }

  private void expectEnd() {
    if (!tokens.equals(List.of("end"))) {
      throw wrong("unexpected EOF");
    }
  }

  private Node.Pipeline whole() {
    var pipeline = pipeline();
    if (next < tokens.size()) {
      throw wrong("unexpected <" + tokens.get(next) + ">");
    }
    return pipeline;
  }

  private Node.Pipeline pipeline() {
    var set = new ArrayList<String>();
    var start = next;
    while (peek().startsWith("$") && peek().indexOf('.') < 0) {
      set.add(tokens.get(next++));
      if (!peek().equals(",")) {
        break;
      }
      next++;
    }
    var isDeclaration = peek().equals(":=");
    if (set.isEmpty() || !isDeclaration && !peek().equals("=")) {
      set.clear();
      next = start;
    } else {
      next++;
    }
    var commands = new ArrayList<List<Node.Term>>();
    commands.add(command());
    while (peek().equals("|")) {
      next++;
      commands.add(command());
    }
    if (isDeclaration) {
      variables.addAll(set);
    } else if (!variables.containsAll(set)) {
      throw wrong("undefined variable");
    }
    return new Node.Pipeline(set, isDeclaration, commands);
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private List<Node.Term> command() {
    var terms = new ArrayList<Node.Term>();
    while (next < tokens.size() && !peek().equals("|") && !peek().startsWith(")")) {
      terms.add(term(tokens.get(next++)));
    }
    if (terms.isEmpty()) {
      throw wrong("missing value for command");
    }
    return terms;
  }

  private Node.Term term(String token) {
    var first = token.charAt(0);
    if (first == '"') {
      return new Node.Constant(StringValue.of(unquoted(token)));
    }
    if (first == '`') {
      return new Node.Constant(StringValue.of(token.substring(1, token.length() - 1)));
    }
    if (first == '-' || Character.isDigit(first)) {
      return new Node.Constant(IntegerValue.of(Long.parseLong(token)));
    }
    if (first == '.') {
      return new Node.Fields(".", names(token.substring(1)));
    }
    if (first == '$') {
      return variable(token);
    }
    if (first == '(') {
      return nested();
    }
    if (token.equals("true") || token.equals("false")) {
      return new Node.Constant(BooleanValue.of(token.equals("true")));
    }
    if (!Functions.NAMES.contains(token)) {
      throw wrong("function \"" + token + "\" not defined");
    }
    return new Node.Name(token);
  }

  private Node.Term variable(String token) {
    var dot = token.indexOf('.');
    var name = dot < 0 ? token : token.substring(0, dot);
    if (!variables.contains(name)) {
      throw wrong("undefined variable \"" + name + "\"");
    }
    return new Node.Fields(name, dot < 0 ? List.of() : names(token.substring(dot + 1)));
  }

  private Node.Term nested() {
    if (++depth > DEEPEST) {
      throw wrong("parentheses nest too deeply");
    }
    var pipeline = pipeline();
    if (!peek().startsWith(")")) {
      throw wrong("unclosed left paren");
    }
    depth--;
    var end = tokens.get(next++);
    return new Node.Nested(pipeline, end.length() > 1 ? names(end.substring(2)) : List.of());
  }

  private static List<String> names(String dotted) {
    return dotted.isEmpty() ? List.of() : Arrays.asList(dotted.split("\\."));
  }

  private static String unquoted(String token) {
    return token.substring(1, token.length() - 1)
        .replace("\\\\", "\u0000").replace("\\n", "\n").replace("\\t", "\t")
        .replace("\\\"", "\"").replace("\u0000", "\\");
  }

  private static IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException("template: template: " + reason);
  }
}
