package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.syntax.Module;
import java.util.ArrayList;
import java.util.List;

/**
 * What files hold.
 *
 * @param modules the modules, in the order of files
 * @param data the base documents below {@code data}
 * @param parseNanos how long the parser took
 */
record Loaded(List<Module> modules, ObjectValue data, long parseNanos) {

  static final Loaded NOTHING = new Loaded(List.of(), ObjectValue.EMPTY);

  Loaded(List<Module> modules, ObjectValue data) {
    this(modules, data, 0);
  }

  Loaded {
    modules = List.copyOf(modules);
  }

  /** Both together. @throws ProblemException if their data cannot be merged */
  Loaded and(Loaded other) throws ProblemException {
    var merged = Documents.merge(data, other.data);
    if (merged == null) {
      throw ProblemException.ofFiles(List.of(Problem.of("merge error")));
    }
    var all = new ArrayList<>(modules);
    all.addAll(other.modules);
    return new Loaded(all, merged, parseNanos + other.parseNanos);
  }

  /** The modules, compiled. @throws ProblemException with every issue */
  Policy compile(CompileOptions options) throws ProblemException {
    try {
      return Policy.compileModules(modules, options);
    } catch (PolicyException e) {
      throw ProblemException.ofPolicy(Problem.of(e.issues()));
    }
  }
}
