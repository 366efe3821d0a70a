package dev.gatehouse.bench;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.Builtins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A call of each builtin, {@link #CALLS} times in an evaluation so that it, and not the query around
 * it, takes the time.
 *
 * @param cases one for each builtin that is measured
 * @param excluded the builtins that are not, with the reason
 */
record BuiltinCases(List<ObjectValue> cases, Map<String, String> excluded) {

  /** Calls in one evaluation. */
  static final int CALLS = 20;

  private static final String EXCLUDED = "excluded";

  /** Reads {@code calls.tsv}, whose first lines say what is in it, and the data of its calls. */
  static BuiltinCases read(Path folder) {
    try {
      var data = Json.parse(Files.readString(folder.resolve("data.json")));
      var cases = new ArrayList<ObjectValue>();
      var excluded = new TreeMap<String, String>();
      for (var line : Files.readAllLines(folder.resolve("calls.tsv"))) {
        var fields = line.split("\t", -1);
        if (line.startsWith("#")) {
          continue;
        }
        if (fields[1].equals(EXCLUDED)) {
          excluded.put(fields[0], fields[2]);
        } else {
          cases.add(call(fields, data));
        }
      }
      return new BuiltinCases(cases, excluded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TextException e) {
      throw new BenchException("calls of builtins cannot be read", e);
    }
  }

  private static ObjectValue call(String[] fields, Value data) throws TextException {
    var arguments = (ArrayValue) Json.parse(fields[2]);
    var expression = fields[1].isEmpty() ? plainCall(fields[0], arguments.get(0)) : fields[1];
    var statement = fields.length > 3 ? "; " + fields[3] : "";
    var module = "package bench\n\nimport future.keywords\n\nresult := [v | c := input.calls[_]"
        + statement + "; v := " + expression + "]\n";
    var calls = IntStream.range(0, CALLS).mapToObj(i -> arguments.get(i % arguments.size()))
        .toList();
    return ObjectValue.builder().put("name", StringValue.of("builtin:" + fields[0]))
        .put("version", StringValue.of(isDeprecated(fields[0]) ? "v0" : "v1"))
        .put("modules", ObjectValue.of("bench.rego", StringValue.of(module)))
        .put("query", StringValue.of("data.bench.result"))
        .put("input", ObjectValue.of("calls", ArrayValue.of(calls))).put("data", data).build();
  }

  /** What is deprecated is unknown in Rego v1. */
  private static boolean isDeprecated(String name) {
    var builtin = Builtins.standard().find(name);
    return builtin != null && builtin.flags().contains(Builtin.Flag.DEPRECATED);
  }

  private static String plainCall(String name, Value arguments) {
    return IntStream.range(0, ((ArrayValue) arguments).size()).mapToObj(i -> "c[" + i + "]")
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
