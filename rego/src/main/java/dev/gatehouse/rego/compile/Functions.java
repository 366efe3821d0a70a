package dev.gatehouse.rego.compile;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.IssueDetail;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.Builtins;
import dev.gatehouse.rego.types.ParameterNames;
import dev.gatehouse.rego.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The built-in functions that a policy may call: the standard ones and the program's own. */
final class Functions {

  private static final Builtins STANDARD = Builtins.standard();

  private final CompileOptions options;
  private final Map<String, Builtin> own;
  private final @Nullable Map<String, Capabilities.Declaration> declared;

  Functions(CompileOptions options) {
    this.options = options;
    this.own = options.functions().stream()
        .collect(Collectors.toMap(Builtin::name, builtin -> builtin));
    this.declared = options.capabilities().flatMap(Capabilities::functions).orElse(null);
  }

  boolean exists(String name) {
    return type(name) != null;
  }

  /** The type, null if there is no such function or it is disabled. */
  Type.@Nullable Function type(String name) {
    var mine = own.get(name);
    if (mine != null) {
      return mine.type();
    }
    if (options.disabledBuiltins().contains(name)) {
      return null;
    }
    if (declared == null) {
      return STANDARD.type(name);
    }
    var declaration = declared.get(name);
    return declaration == null ? null : declaration.type();
  }

  /**
   * Arguments beside what the function takes and, if asked for, gives. Functions that capabilities
   * declare and those of the program have no names for them.
   */
  IssueDetail.Arguments arguments(
      String name, List<Type> have, Type.Function type, boolean withResult) {
    var isNamed = declared == null && !own.containsKey(name);
    var types = new ArrayList<>(type.args());
    if (withResult && type.result() != null) {
      types.add(type.result());
    }
    var want = new ArrayList<IssueDetail.Parameter>();
    for (var each : types) {
      var label = isNamed ? ParameterNames.name(name, want.size()) : "";
      want.add(new IssueDetail.Parameter(label, each));
    }
    return new IssueDetail.Arguments(name, have, want, Optional.ofNullable(type.variadic()));
  }

  boolean isRelation(String name) {
    return has(name, Builtin.Flag.RELATION);
  }

  boolean isDeprecated(String name) {
    return has(name, Builtin.Flag.DEPRECATED);
  }

  private boolean has(String name, Builtin.Flag flag) {
    var mine = own.get(name);
    if (mine == null && declared != null) {
      var declaration = declared.get(name);
      return declaration != null && declaration.flags().contains(flag);
    }
    var row = mine != null ? mine : STANDARD.find(name);
    return row != null && row.flags().contains(flag);
  }
}
