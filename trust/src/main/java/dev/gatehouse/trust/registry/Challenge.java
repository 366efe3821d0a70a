package dev.gatehouse.trust.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server wants for an answer (RFC 9110, 11.6.1): a scheme in lower case and its parameters by
 * name in lower case, however they are ordered, spaced and quoted.
 */
record Challenge(String scheme, Map<String, String> parameters) {

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** All challenges of all WWW-Authenticate headers; what cannot be read ends its header. */
  static List<Challenge> parse(List<String> headers) {
    var all = new ArrayList<Challenge>();
    for (var header : headers) {
      new Reader(header, all).read();
    }
    return List.copyOf(all);
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** A cursor over one header. */
  private static final class Reader {

    private final String text;
    private final List<Challenge> all;
    private int at;

    Reader(String text, List<Challenge> all) {
      this.text = text;
      this.all = all;
    }

    void read() {
      skip(" \t,");
      while (at < text.length()) {
        var scheme = token();
        if (scheme.isEmpty()) {
          return;
        }
        skip(" \t");
        all.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters()));
        skip(" \t,");
      }
    }

    /** Ends before the next scheme: a token that no equals sign follows. */
    private Map<String, String> parameters() {
      var found = new TreeMap<String, String>();
      while (at < text.length()) {
        var start = at;
        var name = token();
        skip(" \t");
        if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
          at = name.isEmpty() ? text.length() : start;
          return found;
        }
        at++;
        skip(" \t");
        found.putIfAbsent(name.toLowerCase(Locale.ROOT), value());
        skip(" \t,");
      }
      return found;
    }

    private String value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        return token();
      }
      var value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++;
      return value.toString();
    }

    /** Also takes what servers write without the quotes that they should: addresses. */
    private String token() {
      var start = at;
      while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
