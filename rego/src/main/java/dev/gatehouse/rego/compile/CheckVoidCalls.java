package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.syntax.Body;
import dev.gatehouse.rego.syntax.Term;

/** Finds calls of functions without a result where a value is needed, such as {@code x := print()}. */
final class CheckVoidCalls extends Walk {

  private final Compilation compilation;

  private CheckVoidCalls(Compilation compilation) {
    this.compilation = compilation;
  }

  static void run(Compilation compilation) {
    compilation.eachLink(link -> new CheckVoidCalls(compilation).rule(link.rule()));
  }

  static void query(Body query, Compilation compilation) {
    new CheckVoidCalls(compilation).body(query);
  }

  @Override
  boolean enter(Term term) {
    if (term instanceof Term.Call call && !Operators.isData(call.operator())) {
      var type = compilation.functions.type(Names.dotted(call.operator()));
      if (type != null && type.result() == null) {
        compilation.issue(Issue.TYPE, call.location(), TermText.of(call) + " used as value");
      }
    }
    return true;
  }
}
