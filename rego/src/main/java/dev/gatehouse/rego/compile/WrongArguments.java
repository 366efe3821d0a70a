package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.types.Type;
import dev.gatehouse.rego.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of a call that its function does not take.
 *
 * @param text what is wrong with them
 * @param have their types
 */
record WrongArguments(String text, List<Type> have) {

  /** What is wrong with the arguments of a call, null for nothing. */
  static @Nullable WrongArguments of(
      List<Term> args, Type.Function function, TypeEnvironment environment) {
    var have = types(args, environment);
    var most = function.args().size() + (function.result() == null ? 0 : 1);
    if (args.size() > most && function.variadic() == null) {
      return new WrongArguments("too many arguments", have);
    }
    if (args.size() < function.args().size()) {
      return new WrongArguments("too few arguments", have);
    }
    var terms = new TermTypes(environment);
    for (var i = 0; i < args.size(); i++) {
      var parameter = parameter(function, i);
      if (!Types.hasUnknown(have.get(i)) && !Types.unify(have.get(i), parameter)) {
        return new WrongArguments("invalid argument(s)", have);
      }
      if (!terms.fits(args.get(i), parameter)) {
        return new WrongArguments("invalid argument(s)", types(args, environment));
      }
    }
    return null;
  }

  /** The type of an argument; after the arguments comes the place that takes the result. */
  private static Type parameter(Type.Function function, int position) {
    if (position < function.args().size()) {
      return function.args().get(position);
    }
    var result = position == function.args().size() ? function.result() : null;
    return result == null ? Objects.requireNonNull(function.variadic()) : result;
  }

  private static List<Type> types(List<Term> terms, TypeEnvironment environment) {
    var types = new ArrayList<Type>(terms.size());
    for (var term : terms) {
      types.add(environment.type(term));
    }
    return types;
  }
}
