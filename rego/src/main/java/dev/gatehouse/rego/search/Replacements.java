package dev.gatehouse.rego.search;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.eval.Values;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the {@code with} modifiers of an expression make of a scope. */
record Replacements(Scope scope, Map<String, Term> mocks) {

  /** @throws dev.gatehouse.rego.EvaluationException if a path has a part that is no constant string */
  static Replacements of(Search search, Frame frame) {
    var outer = search.scope;
    var input = outer.input;
    var data = outer.data;
    var replaced = new ArrayList<>(outer.replaced());
    var mocks = new HashMap<>(search.mocks);
    for (var with : frame.expression().withs()) {
      var target = with.target();
      if (!isDocument(with, search.knowledge)) {
        mocks.put(Terms.dotted(target), mock(with, search, frame));
        continue;
      }
      var path = path(target, frame.expression().location());
      var value = frame.bindings.value(with.value());
      if (Terms.isRootRef(target, "input")) {
        input = value == null ? input : Values.patch(input, path, value);
      } else {
        data = value == null ? data : Values.patch(data, path, value);
        replaced.add(path);
      }
    }
    return new Replacements(new Scope(input, data, replaced), Map.copyOf(mocks));
  }

  /** Whether a modifier replaces a document, and not a function. */
  static boolean isDocument(Expr.With with, Knowledge knowledge) {
    var target = with.target();
    return Terms.isRootRef(target, "input")
        || Terms.isRootRef(target, "data") && knowledge.function(target) == null;
  }

  /** The operator of a function, or a value. */
  private static Term mock(Expr.With with, Search search, Frame frame) {
    var function = operator(with.value(), search.knowledge);
    return function == null ? frame.bindings.plug(with.value()) : function;
  }

  /** The operator of the function that a term names, null if it is a value. */
  static Term.@Nullable Ref operator(Term term, Knowledge knowledge) {
    var ref = switch (term) {
      case Term.Ref r -> r;
      case Term.Var v -> new Term.Ref(v.location(), List.of(v));
      default -> null;
    };
    if (ref == null) {
      return null;
    }
    return knowledge.function(ref) != null
        || !Terms.isRootRef(ref, "data") && knowledge.builtin(Terms.dotted(ref)) != null
            ? ref
            : null;
  }

  private static List<Value> path(Term.Ref target, Location place) {
    var path = new ArrayList<Value>();
    for (var part : target.parts().subList(1, target.parts().size())) {
      if (!(part instanceof Term.Scalar(_, StringValue key))) {
        throw Values.badPath(place);
      }
      path.add(key);
    }
    return path;
  }
}
