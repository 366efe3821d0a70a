package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Program.ModuleText;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes a program smaller while it shows the same kind of difference: by queries, modules, lines, tokens, documents. */
final class Shrinker {

  private static final int MOST_TRIALS = 3000;

  /** Says whether a program still differs in the same way. */
  @FunctionalInterface
  interface Trial {
    boolean differs(Program program) throws IOException;
  }

  private final Trial trial;
  private Program best;
  private int trials;

  private Shrinker(Program program, Trial trial) {
    this.best = program;
    this.trial = trial;
  }

  static Program shrink(Program program, Trial trial) throws IOException {
    var shrinker = new Shrinker(program, trial);
    int before;
    do {
      before = size(shrinker.best);
      shrinker.queries();
      shrinker.flags();
      shrinker.modules();
      shrinker.lines();
      shrinker.documents();
      shrinker.tokens();
    } while (size(shrinker.best) < before && shrinker.trials < MOST_TRIALS);
    return shrinker.best;
  }

  private static int size(Program program) {
    return program.modules().stream().mapToInt(m -> m.text().length() + 1).sum()
        + program.data().length() + program.input().length() + program.queries().size();
  }

  private boolean keep(Program smaller) throws IOException {
    if (trials++ > MOST_TRIALS || !trial.differs(smaller)) {
      return false;
    }
    best = smaller;
    return true;
  }

  private void queries() throws IOException {
    for (var query : best.queries()) {
      if (best.queries().size() > 1 && keep(best.withQueries(List.of(query)))) {
        return;
      }
    }
    if (!best.queries().isEmpty()) {
      keep(best.withQueries(List.of()));
    }
  }

  private void flags() throws IOException {
    if (best.strict()) {
      keep(best.withFlags(false, best.strictErrors()));
    }
    if (best.strictErrors()) {
      keep(best.withFlags(best.strict(), false));
    }
  }

  private void modules() throws IOException {
    for (var i = best.modules().size() - 1; i >= 0; i--) {
      var fewer = new ArrayList<>(best.modules());
      fewer.remove(i);
      keep(best.withModules(fewer));
    }
  }

  private void lines() throws IOException {
    for (var i = 0; i < best.modules().size(); i++) {
      var lines = List.of(best.modules().get(i).text().split("(?<=\n)"));
      reduce(i, lines);
    }
  }

  private void tokens() throws IOException {
    for (var i = 0; i < best.modules().size(); i++) {
      groups(i);
      reduce(i, Tokens.of(best.modules().get(i).text()));
    }
  }

  /** Leaves out parts, from half of them at once down to single ones. */
  private void reduce(int module, List<String> parts) throws IOException {
    var left = new ArrayList<>(parts);
    for (var width = Math.max(1, left.size() / 2); width > 0; width /= 2) {
      for (var from = left.size() - width; from >= 0; from -= width) {
        var fewer = new ArrayList<>(left.subList(0, from));
        fewer.addAll(left.subList(Math.min(left.size(), from + width), left.size()));
        if (keep(withText(module, String.join("", fewer)))) {
          left = fewer;
        }
      }
    }
  }

  /** Puts something simple where there are brackets, or what is within them. */
  private void groups(int module) throws IOException {
    var again = true;
    while (again) {
      again = false;
      var tokens = Tokens.of(best.modules().get(module).text());
      for (var i = 0; i < tokens.size() && !again; i++) {
        var end = Tokens.closing(tokens, i);
        if (end <= i + 1) {
          continue;
        }
        for (var instead : List.of("1", "\"a\"", "[1]", "{\"a\": 1}", "",
            String.join("", tokens.subList(i + 1, end)))) {
          var text = String.join("", tokens.subList(0, i)) + instead
              + String.join("", tokens.subList(end + 1, tokens.size()));
          if (text.length() < best.modules().get(module).text().length()
              && keep(withText(module, text))) {
            again = true;
            break;
          }
        }
      }
    }
  }

  private Program withText(int module, String text) {
    var modules = new ArrayList<>(best.modules());
    var old = modules.get(module);
    modules.set(module, new ModuleText(old.name(), text, old.version()));
    return best.withModules(modules);
  }

  private void documents() throws IOException {
    if (!best.input().isEmpty()) {
      keep(best.withDocuments(best.data(), ""));
    }
    keep(best.withDocuments("{}", best.input()));
    try {
      var again = true;
      while (again) {
        again = false;
        for (var data : smaller(Json.parse(best.data()))) {
          again |= keep(best.withDocuments(Json.write(data), best.input()));
          if (again) {
            break;
          }
        }
        if (!again && !best.input().isEmpty()) {
          for (var input : smaller(Json.parse(best.input()))) {
            again |= keep(best.withDocuments(best.data(), Json.write(input)));
            if (again) {
              break;
            }
          }
        }
      }
    } catch (TextException e) {
      throw new IllegalStateException("documents are JSON", e);
    }
  }

  /** Every value that has one part less, here or deeper. */
  private static List<Value> smaller(Value value) {
    var found = new ArrayList<Value>();
    switch (value) {
      case ObjectValue object -> {
        for (var i = 0; i < object.size(); i++) {
          found.add(without(object, i));
        }
        for (var i = 0; i < object.size(); i++) {
          for (var part : smaller(object.valueAt(i))) {
            found.add(with(object, i, part));
          }
        }
      }
      case ArrayValue array -> {
        for (var i = 0; i < array.size(); i++) {
          var fewer = new ArrayList<>(array.items());
          fewer.remove(i);
          found.add(ArrayValue.of(fewer));
          for (var part : smaller(array.get(i))) {
            var changed = new ArrayList<>(array.items());
            changed.set(i, part);
            found.add(ArrayValue.of(changed));
          }
        }
      }
      case StringValue text when text.value().length() > 1 ->
        found.add(StringValue.of("a"));
      default -> {
      }
    }
    return found;
  }

  private static ObjectValue without(ObjectValue object, int left) {
    var builder = ObjectValue.builder();
    for (var i = 0; i < object.size(); i++) {
      if (i != left) {
        builder.put(object.keyAt(i), object.valueAt(i));
      }
    }
    return builder.build();
  }

  private static ObjectValue with(ObjectValue object, int changed, Value value) {
    var builder = ObjectValue.builder();
    for (var i = 0; i < object.size(); i++) {
      builder.put(object.keyAt(i), i == changed ? value : object.valueAt(i));
    }
    return builder.build();
  }
}
