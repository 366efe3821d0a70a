package dev.gatehouse.rego.eval;

import dev.gatehouse.json.Value;
import org.jspecify.annotations.Nullable;

/** Calls of built-in functions as expressions, by the number of their arguments. */
final class Calls {

  private Calls() {}

  static Expression of(CallSite call, Expression[] args) {
    return switch (call) {
      case CallSite.Of0 site -> new Of0(site);
      case CallSite.Of1 site -> new Of1(site, args[0]);
      case CallSite.Of2 site -> new Of2(site, args[0], args[1]);
      case CallSite.Of3 site -> new Of3(site, args);
      case CallSite.OfN site -> new OfN(site, args);
    };
  }

  private static final class Of0 extends Expression {
    private final CallSite.Of0 site;

    Of0(CallSite.Of0 site) {
      this.site = site;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      return site.call(frame.context);
    }
  }

  private static final class Of1 extends Expression {
    private final CallSite.Of1 site;
    private final Expression first;

    Of1(CallSite.Of1 site, Expression first) {
      this.site = site;
      this.first = first;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var a = first.eval(frame);
      return a == null ? null : site.call(frame.context, a);
    }
  }

  private static final class Of2 extends Expression {
    private final CallSite.Of2 site;
    private final Expression first;
    private final Expression second;

    Of2(CallSite.Of2 site, Expression first, Expression second) {
      this.site = site;
      this.first = first;
      this.second = second;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var a = first.eval(frame);
      var b = a == null ? null : second.eval(frame);
      return a == null || b == null ? null : site.call(frame.context, a, b);
    }
  }

  private static final class Of3 extends Expression {
    private final CallSite.Of3 site;
    private final Expression[] args;

    Of3(CallSite.Of3 site, Expression[] args) {
      this.site = site;
      this.args = args;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var a = args[0].eval(frame);
      var b = a == null ? null : args[1].eval(frame);
      var c = b == null ? null : args[2].eval(frame);
      return a == null || b == null || c == null ? null : site.call(frame.context, a, b, c);
    }
  }

  private static final class OfN extends Expression {
    private final CallSite.OfN site;
    private final Expression[] args;

    OfN(CallSite.OfN site, Expression[] args) {
      this.site = site;
      this.args = args;
    }

    @Override
    @Nullable
    Value eval(Frame frame) {
      var values = Terms.all(args, frame);
      return values == null ? null : site.call(frame.context, values);
    }
  }
}
