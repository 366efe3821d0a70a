package dev.gatehouse.rego.hostile;

import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.PartialOptions;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.QueryContext;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.search.Settings;
import dev.gatehouse.rego.trace.Coverage;
import dev.gatehouse.rego.trace.Observer;
import dev.gatehouse.rego.trace.Trace;
import java.util.List;
import java.util.Set;

/** Every way in which a query can be evaluated. */
enum Way {
  CLOSURES, CLASSES, STRICT, TRACED, COVERED, PARTIAL;

  private static final String QUERY = "data.hostile.p";
  private static final Set<String> DISABLED = Set.of("http.send", "net.lookup_ip_addr",
      "opa.runtime");

  /** What there is of {@code data.hostile.p}. */
  Object evaluate(String rules, Input input) throws PolicyException {
    return switch (this) {
      case CLOSURES, TRACED, COVERED, PARTIAL, STRICT ->
        evaluate(policy(rules, Backend.CLOSURES), input);
      case CLASSES -> evaluate(policy(rules, Backend.CLASSES), input);
    };
  }

  private Object evaluate(Policy policy, Input input) throws PolicyException {
    return switch (this) {
      case CLOSURES, CLASSES -> policy.prepare(QUERY).solutions(input);
      case STRICT -> policy.prepare(QUERY).solutions(input.withStrictErrors(true));
      case TRACED -> observed(policy, input, new Trace(true, true));
      case COVERED -> observed(policy, input, new Coverage());
      case PARTIAL -> policy.preparePartial(
          new Source("", QUERY, RegoVersion.V1), QueryContext.NONE,
          PartialOptions.DEFAULT.withUnknowns(List.of("data.unknown"))).result(input);
    };
  }

  private static Object observed(Policy policy, Input input, Observer observer)
      throws PolicyException {
    return policy.observe(QUERY, RegoVersion.V1).solutions(input, Settings.DEFAULT, observer);
  }

  private static Policy policy(String rules, Backend backend) throws PolicyException {
    var source = new Source(
        "hostile.rego", "package hostile\n\n" + rules + "\n", RegoVersion.V1);
    return Policy.compile(
        List.of(source), new CompileOptions(false, true, DISABLED, List.of(), backend));
  }
}
