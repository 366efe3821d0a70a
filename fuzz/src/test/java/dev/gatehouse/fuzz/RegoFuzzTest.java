package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.EvaluationException;
import dev.gatehouse.rego.Input;
import dev.gatehouse.rego.Limits;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.format.Formatter;
import dev.gatehouse.rego.syntax.AstJson;
import dev.gatehouse.rego.syntax.Parser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A module is parsed, laid out, compiled and evaluated, or it is refused with issues. */
class RegoFuzzTest {

  /** What one evaluation may use: little, for each input is to be done in milliseconds. */
  private static final Limits LIMITS = new Limits(100_000, 100, Duration.ofSeconds(5), 100_000);
  /** What answers differently each time, or asks others. */
  private static final Set<String> UNSTEADY = Set.of("time.now_ns", "rand.intn", "uuid.rfc4122",
      "time.clock", "opa.runtime", "http.send", "net.lookup_ip_addr");
  private static final String SEPARATOR = "\n%%\n";

  @FuzzTest
  void aModuleIsLaidOutOrRefused(byte[] text) {
    checkLayout(new Source("module.rego", text(text), RegoVersion.V1));
  }

  @FuzzTest
  void anOldModuleIsLaidOutOrRefused(byte[] text) {
    checkLayout(new Source("module.rego", text(text), RegoVersion.V0));
  }

  private static void checkLayout(Source source) {
    try {
      var module = Parser.parseModule(source);
      AstJson.of(module, true);
      var laidOut = Formatter.format(module);
      // Like OPA's, some layouts do not parse: control characters in template strings, long sums.
      var again = Parser.parseModule(new Source("module.rego", laidOut, source.version()));
      assertThat(again.rules()).as(laidOut).hasSameSizeAs(module.rules());
    } catch (PolicyException refused) {
      return;
    }
  }

  @FuzzTest
  void aQueryIsParsedOrRefused(byte[] text) {
    try {
      AstJson.of(Parser.parseBody(text(text), RegoVersion.V1), true);
    } catch (PolicyException refused) {
      return;
    }
  }

  /** The text is a module and, after a line of its own with two percent signs, the input. */
  @FuzzTest
  void bothBackendsAgree(byte[] text) {
    var parts = text(text).split(SEPARATOR, 2);
    var input = parts.length < 2 ? null : json(parts[1]);
    var source = new Source("module.rego", parts[0], RegoVersion.V1);
    var closures = outcome(source, input, Backend.CLOSURES);
    var classes = outcome(source, input, Backend.CLASSES);
    if (!closures.equals(EvaluationException.LIMIT) && !classes.equals(EvaluationException.LIMIT)) {
      assertThat(classes).isEqualTo(closures);
    }
  }

  /** The text of the solutions, or the code of the error. */
  private static String outcome(Source source, @Nullable Value input, Backend backend) {
    var disabled = new HashSet<>(UNSTEADY);
    disabled.addAll(CompileOptions.DEFAULT.disabledBuiltins());
    var options = new CompileOptions(false, false, disabled, List.of(), backend);
    try {
      var query = Policy.compile(List.of(source), options).prepare("x = data");
      var solutions = query.solutions(Input.of(input, ObjectValue.EMPTY).withLimits(LIMITS));
      return solutions.toString();
    } catch (PolicyException e) {
      return e.issues().toString();
    } catch (EvaluationException e) {
      return e.code();
    }
  }

  private static @Nullable Value json(String text) {
    try {
      return Json.parse(text);
    } catch (TextException e) {
      return null;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
