package dev.gatehouse.rego.compile;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Expr;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes {@code rego.metadata.chain()} and {@code rego.metadata.rule()} constants of their rule. */
final class RewriteRegoMetadataCalls extends Transform {

  private static final String CHAIN = "rego.metadata.chain";
  private static final String RULE = "rego.metadata.rule";

  /** Values of annotations that are copied into the rules of a policy at most. */
  private static final long MOST_COPIED = 1_000_000;

  private final String chain;
  private final String rule;

  private RewriteRegoMetadataCalls(String chain, String rule) {
    this.chain = chain;
    this.rule = rule;
  }

  static void run(Compilation compilation) {
    var annotations = AnnotationSet.of(compilation);
    compilation.annotations(annotations);
    var copies = new Copies(compilation);
    compilation.eachLink(
        definition -> {
          var search = new Search();
          search.rule(definition.rule());
          if (search.chain != null || search.rule != null) {
            rewrite(definition, search, annotations, copies);
          }
        });
  }

  private static void rewrite(
      Definition definition, Search found, AnnotationSet annotations, Copies copies) {
    var expressions = new ArrayList<Expr>();
    var chain = copies.compilation.names.next();
    var rule = copies.compilation.names.next();
    if (found.chain != null) {
      var value = copies.of(annotations.chain(definition), found.chain);
      expressions.add(constant(chain, value, found.chain));
    }
    if (found.rule != null) {
      var value = copies.of(annotations.ofRule(definition), found.rule);
      expressions.add(constant(rule, value, found.rule));
    }
    definition.apply(new RewriteRegoMetadataCalls(chain, rule));
    var body = definition.rule().body();
    expressions.addAll(body.expressions());
    definition.body(new Body(body.location(), expressions));
  }

  private static Expr constant(String name, Value value, Location location) {
    return Operators.generated(location, new Term.Var(location, name), literal(value, location));
  }

  private static Term literal(Value value, Location location) {
    return switch (value) {
      case ArrayValue array -> {
        var items = new ArrayList<Term>();
        for (var i = 0; i < array.size(); i++) {
          items.add(literal(array.get(i), location));
        }
        yield new Term.ArrayTerm(location, items);
      }
      case ObjectValue object -> {
        var entries = new ArrayList<Term.Entry>();
        for (var i = 0; i < object.size(); i++) {
          entries.add(
              new Term.Entry(
                  literal(object.keyAt(i), location), literal(object.valueAt(i), location)));
        }
        yield new Term.ObjectTerm(location, entries);
      }
      default -> new Term.Scalar(location, value);
    };
  }

  @Override
  protected Expr expr(Expr expr) {
    if (!(expr.form() instanceof Expr.Invoke(var operator, var args, var infix))) {
      return descend(expr);
    }
    var name = Names.isGround(operator) ? Names.dotted(operator) : "";
    var constant = name.equals(CHAIN) ? chain : name.equals(RULE) ? rule : null;
    if (constant == null) {
      return descend(expr);
    }
    var value = new Term.Var(expr.location(), constant);
    var form = args.isEmpty()
        ? new Expr.Is(value)
        : Operators.equality(expr.location(), args.getFirst(), value);
    return new Expr(expr.location(), form, expr.negated(), List.of(), true);
  }

  /** Counts what is copied from annotations into rules, which must not fill the memory. */
  private static final class Copies {

    private final Compilation compilation;
    private long left = MOST_COPIED;

    private Copies(Compilation compilation) {
      this.compilation = compilation;
    }

    private Value of(Value value, Location location) {
      left -= size(value);
      if (left >= 0) {
        return value;
      }
      compilation.issue(
          Issue.COMPILE,
          location,
          "the annotations that rego.metadata calls show have more than " + MOST_COPIED
              + " values in all");
      return NullValue.NULL;
    }

    private static long size(Value value) {
      return switch (value) {
        case ArrayValue array -> 1 + array.items().stream().mapToLong(Copies::size).sum();
        case ObjectValue object -> {
          var size = 1L;
          for (var i = 0; i < object.size(); i++) {
            size += 1 + size(object.valueAt(i));
          }
          yield size;
        }
        default -> 1;
      };
    }
  }

  /** Finds the first calls. */
  private static final class Search extends Walk {

    private @Nullable Location chain;
    private @Nullable Location rule;

    @Override
    boolean enter(Expr expr) {
      if (expr.form() instanceof Expr.Invoke invoke
          && invoke.operator().parts().size() == 3
          && Names.isGround(invoke.operator())) {
        var name = Names.dotted(invoke.operator());
        if (chain == null && name.equals(CHAIN)) {
          chain = expr.location();
        } else if (rule == null && name.equals(RULE)) {
          rule = expr.location();
        }
      }
      return true;
    }
  }
}
