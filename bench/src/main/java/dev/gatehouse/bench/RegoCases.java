package dev.gatehouse.bench;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Policies that each lean on one ability of an engine, with the data they work on. */
final class RegoCases {

  private static final Map<String, Supplier<ObjectValue>> CASES = new TreeMap<>(Map.of(
      "iteration-1000", () -> iteration(1000), "iteration-100000", () -> iteration(100_000),
      "rbac-10000", RegoCases::roles, "join-1000", RegoCases::join, "walk-deep", RegoCases::walk,
      "strings", RegoCases::strings, "regex", RegoCases::regex, "construction",
      RegoCases::construction, "rules-1000", RegoCases::rules, "jwt-verify", RegoCases::token));

  private RegoCases() {}

  static List<String> names() {
    return List.copyOf(CASES.keySet());
  }

  static ObjectValue named(String name) {
    var supplier = CASES.get(name);
    if (supplier == null) {
      throw new BenchException("no case " + name);
    }
    return supplier.get().with("name", text(name));
  }

  private static ObjectValue iteration(int size) {
    return evaluation("""
        package bench

        result := count([number | some number in input.numbers; number % 7 == 3])
        """, ObjectValue.of("numbers", array(size, IntegerValue::of)), ObjectValue.EMPTY);
  }

  private static ObjectValue roles() {
    var bindings = array(10_000, index -> ObjectValue.of("user", text("user-" + index), "role",
        text("role-" + index % 100)));
    var grants = object(100, index -> "role-" + index, index -> array(10,
        action -> ObjectValue.of("action", text("action-" + action), "resource",
            text("resource-" + index))));
    return evaluation("""
        package bench

        default result := false

        result if {
          some binding in data.bindings
          binding.user == input.user
          some grant in data.grants[binding.role]
          grant.action == input.action
          grant.resource == input.resource
        }
        """,
        ObjectValue.builder().put("user", text("user-7342")).put("action", text("action-7"))
            .put("resource", text("resource-42")).build(),
        ObjectValue.of("bindings", bindings, "grants", grants));
  }

  private static ObjectValue join() {
    IntFunction<Value> left = index -> ObjectValue.of("id", text("left-" + index), "key",
        IntegerValue.of(index * 3L));
    IntFunction<Value> right = index -> ObjectValue.of("id", text("right-" + index), "key",
        IntegerValue.of(index * 5L));
    return evaluation("""
        package bench

        result contains [one.id, other.id] if {
          some one in data.left
          some other in data.right
          one.key == other.key
        }
        """, ObjectValue.EMPTY,
        ObjectValue.of("left", array(1000, left), "right", array(1000, right)));
  }

  private static ObjectValue walk() {
    Value document = text("needle");
    for (int depth = 0; depth < 60; depth++) {
      int level = depth;
      document = ObjectValue.of("child", document, "siblings",
          array(15, index -> ObjectValue.of("name", text("node-" + level + "-" + index))));
    }
    return evaluation("""
        package bench

        result contains path if {
          walk(input.document, [path, value])
          value == "needle"
        }
        """, ObjectValue.of("document", document), ObjectValue.EMPTY);
  }

  private static ObjectValue strings() {
    return evaluation(
        """
            package bench

            result contains line if {
              some image in input.images
              startswith(image, "registry.example.com/")
              parts := split(trim_prefix(image, "registry.example.com/"), ":")
              not endswith(parts[1], "-debug")
              line := sprintf("%s uses %s of %s", [upper(parts[0]), parts[1], concat("/", ["registry", parts[0]])])
            }
            """,
        ObjectValue.of("images", array(200, index -> text((index % 3 == 0
            ? "docker.io/"
            : "registry.example.com/") + "team-" + index % 20 + "/app-" + index + ":1." + index
            + (index % 5 == 0 ? "-debug" : "")))),
        ObjectValue.EMPTY);
  }

  private static ObjectValue regex() {
    return evaluation("""
        package bench

        result contains host if {
          some host in input.hosts
          regex.match(`^([a-z0-9]+(-[a-z0-9]+)*\\.)+example\\.(com|org)$`, host)
          not regex.match(sprintf("^%s[0-9]+\\\\.", [input.prefix]), host)
        }
        """,
        ObjectValue.of("hosts", array(200, index -> text((index % 4 == 0 ? "BAD_" : "") + "web"
            + index + ".team-" + index % 9 + ".example." + (index % 3 == 0 ? "net" : "com"))),
            "prefix", text("web1")),
        ObjectValue.EMPTY);
  }

  private static ObjectValue construction() {
    return evaluation(
        """
            package bench

            result := {
              "byName": {item.name: {"size": item.size, "tags": [tag | some tag in item.tags]} | some item in input.items},
              "sizes": {item.size | some item in input.items},
            }
            """,
        ObjectValue.of("items", array(300, index -> ObjectValue.builder()
            .put("name", text("item-" + index)).put("size", IntegerValue.of(index % 50))
            .put("tags", array(3, tag -> text("tag-" + tag))).build())),
        ObjectValue.EMPTY);
  }

  private static ObjectValue rules() {
    var rules = IntStream.range(0, 1000).mapToObj(index -> String.format(Locale.ROOT, """
        result if {
          input.method == "GET"
          input.path == "/resource/%d"
          input.user == data.owners["%d"]
        }
        """, index, index)).collect(Collectors.joining("\n"));
    return evaluation("package bench\n\ndefault result := false\n\n" + rules,
        ObjectValue.builder().put("method", text("GET")).put("path", text("/resource/732"))
            .put("user", text("user-732")).build(),
        ObjectValue.of("owners", object(1000, Integer::toString, index -> text("user-" + index))));
  }

  private static ObjectValue token() {
    return evaluation(
        """
            package bench

            token := io.jwt.encode_sign({"alg": "HS256", "typ": "JWT"}, {"iss": "bench", "sub": input.user}, {
              "kty": "oct",
              "k": base64url.encode_no_pad("a secret that only the two of us know"),
            })

            result := payload.sub if {
              [valid, _, payload] := io.jwt.decode_verify(token, {
                "secret": "a secret that only the two of us know",
                "alg": "HS256",
                "iss": "bench",
              })
              valid
            }
            """,
        ObjectValue.of("user", text("alice")), ObjectValue.EMPTY);
  }

  private static ObjectValue evaluation(String module, Value input, Value data) {
    return ObjectValue.builder().put("version", text("v1"))
        .put("modules", ObjectValue.of("bench.rego", text(module)))
        .put("query", text("data.bench.result")).put("input", input).put("data", data).build();
  }

  private static StringValue text(String value) {
    return StringValue.of(value);
  }

  private static ArrayValue array(int size, IntFunction<? extends Value> item) {
    return ArrayValue.of(IntStream.range(0, size).mapToObj(item).toList());
  }

  private static ObjectValue object(
      int size, IntFunction<String> key, IntFunction<? extends Value> value) {
    var builder = ObjectValue.builder();
    IntStream.range(0, size).forEach(index -> builder.put(key.apply(index), value.apply(index)));
    return builder.build();
  }
}
