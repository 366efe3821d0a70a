package dev.gatehouse.bench;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The library's templates as plain Rego cases: each with every sample of its suite as input. */
final class TemplateCases {

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package +(\\S+)");

  private TemplateCases() {}

  /** One case for each sample of each suite. */
  static List<ObjectValue> evaluations(Lab lab) {
    var cases = new ArrayList<ObjectValue>();
    for (var suite : suites(lab)) {
      var folder = Objects.requireNonNull(suite.getParent());
      for (var test : list(read(suite).get("tests"))) {
        var policy = policy(read(folder.resolve(text(test, "template"))));
        var parameters = at(read(folder.resolve(text(test, "constraint"))), "spec", "parameters");
        for (var each : list(test.get("cases"))) {
          cases.add(policy.toBuilder()
              .put("name", StringValue.of(folder.getFileName() + "/" + text(test, "name") + "/"
                  + text(each, "name")))
              .put("input", input(read(folder.resolve(text(each, "object"))), parameters))
              .put("data", ObjectValue.of("inventory", inventory(folder, each))).build());
        }
      }
    }
    return cases;
  }

  /** One case for each template. */
  static List<ObjectValue> compilations(Lab lab) {
    return suites(lab).stream().map(suite -> {
      var folder = Objects.requireNonNull(suite.getParent());
      return policy(read(folder.resolve("template.yaml"))).toBuilder()
          .put("name", StringValue.of(String.valueOf(folder.getFileName())))
          .put("compile", BooleanValue.TRUE).build();
    }).toList();
  }

  private static List<Path> suites(Lab lab) {
    try (Stream<Path> files = Files.walk(new Corpus(lab).library())) {
      return files.filter(file -> file.endsWith("suite.yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectValue policy(ObjectValue template) {
    var target = list(at(template, "spec", "targets")).getFirst();
    var source = target;
    for (var code : list(target.get("code"))) {
      if (text(code, "engine").equals("Rego")) {
        source = (ObjectValue) Objects.requireNonNull(code.get("source"));
      }
    }
    var main = text(source, "rego");
    var modules = ObjectValue.builder().put("template.rego", StringValue.of(main));
    if (source.get("libs") instanceof ArrayValue libraries) {
      for (int index = 0; index < libraries.size(); index++) {
        modules.put("library" + index + ".rego", libraries.get(index));
      }
    }
    var name = PACKAGE.matcher(main);
    if (!name.find()) {
      throw new BenchException("a template without a package");
    }
    return ObjectValue.builder().put("modules", modules.build())
        .put("version", Objects.requireNonNullElse(source.get("version"), StringValue.of("v0")))
        .put("query", StringValue.of("data." + name.group(1) + ".violation")).build();
  }

  private static ObjectValue input(ObjectValue object, @Nullable Value parameters) {
    var given = Objects.requireNonNullElse(parameters, ObjectValue.EMPTY);
    return ObjectValue.of("parameters", given, "review", review(object));
  }

  private static Value review(ObjectValue object) {
    if (text(object, "kind").equals("AdmissionReview")) {
      return Objects.requireNonNull(object.get("request"));
    }
    var groupVersion = text(object, "apiVersion").split("/", -1);
    var kind = ObjectValue.builder()
        .put("group", StringValue.of(groupVersion.length == 1 ? "" : groupVersion[0]))
        .put("version", StringValue.of(groupVersion[groupVersion.length - 1]))
        .put("kind", StringValue.of(text(object, "kind"))).build();
    return ObjectValue.builder().put("kind", kind).put("object", object)
        .put("operation", StringValue.of("CREATE"))
        .putIfPresent("name", at(object, "metadata", "name"))
        .putIfPresent("namespace", at(object, "metadata", "namespace")).build();
  }

  /** Objects as policies find them: below their namespace, or below the cluster. */
  private static ObjectValue inventory(Path folder, ObjectValue each) {
    var inventory = ObjectValue.EMPTY;
    if (each.get("inventory") instanceof ArrayValue files) {
      for (int index = 0; index < files.size(); index++) {
        var object = read(folder.resolve(((StringValue) files.get(index)).value()));
        var namespace = at(object, "metadata", "namespace");
        var path = new ArrayList<Value>();
        if (namespace == null) {
          path.add(StringValue.of("cluster"));
        } else {
          path.addAll(List.of(StringValue.of("namespace"), namespace));
        }
        path.addAll(List.of(StringValue.of(text(object, "apiVersion")),
            StringValue.of(text(object, "kind")),
            Objects.requireNonNull(at(object, "metadata", "name"))));
        inventory = with(inventory, path, object);
      }
    }
    return inventory;
  }

  private static ObjectValue with(ObjectValue tree, List<Value> path, Value leaf) {
    var key = path.getFirst();
    if (path.size() == 1) {
      return tree.with(key, leaf);
    }
    var branch = tree.get(key) instanceof ObjectValue found ? found : ObjectValue.EMPTY;
    return tree.with(key, with(branch, path.subList(1, path.size()), leaf));
  }

  private static @Nullable Value at(ObjectValue value, String... path) {
    Value here = value;
    for (var key : path) {
      if (!(here instanceof ObjectValue object) || object.get(key) == null) {
        return null;
      }
      here = Objects.requireNonNull(object.get(key));
    }
    return here;
  }

  private static List<ObjectValue> list(@Nullable Value value) {
    var objects = new ArrayList<ObjectValue>();
    if (value instanceof ArrayValue array) {
      for (int index = 0; index < array.size(); index++) {
        objects.add((ObjectValue) array.get(index));
      }
    }
    return objects;
  }

  private static String text(ObjectValue value, String key) {
    return value.get(key) instanceof StringValue text ? text.value() : "";
  }

  private static ObjectValue read(Path file) {
    try {
      return (ObjectValue) Yaml.parse(Files.readAllBytes(file)).getFirst().value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TextException e) {
      throw new BenchException(file + " is no YAML", e);
    }
  }
}
