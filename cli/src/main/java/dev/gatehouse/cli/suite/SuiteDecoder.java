package dev.gatehouse.cli.suite;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a suite's YAML into a {@link Suite}; collects everything that has the wrong form. */
final class SuiteDecoder {

  private static final String GROUP = "test.gatekeeper.sh/";

  private final List<String> problems = new ArrayList<>();

  /** Whether a document is a suite at all; other files may lie beside suites. */
  static boolean isSuite(Value document) {
    return document instanceof ObjectValue object
        && object.get("kind") instanceof StringValue kind && kind.value().equals("Suite")
        && object.get("apiVersion") instanceof StringValue version
        && version.value().startsWith(GROUP);
  }

  /** Every problem that {@link #suite} found, in the order of the document. */
  List<String> problems() {
    return problems;
  }

  Suite suite(Value document, Path file, String displayPath) {
    var fields = object(document, "the suite");
    var tests = new ArrayList<Suite.Test>();
    for (var item : array(fields.get("tests"), "tests")) {
      tests.add(test(item, "tests[" + tests.size() + "]"));
    }
    return new Suite(file, displayPath, flag(fields, "skip", ""), tests);
  }

  private Suite.Test test(Value item, String path) {
    var fields = object(item, path);
    var cases = new ArrayList<Suite.Case>();
    for (var each : array(fields.get("cases"), path + ".cases")) {
      cases.add(oneCase(each, path + ".cases[" + cases.size() + "]"));
    }
    return new Suite.Test(text(fields, "name", path), text(fields, "template", path),
        text(fields, "constraint", path), text(fields, "expansion", path),
        flag(fields, "invalid", path), flag(fields, "skip", path), cases);
  }

  private Suite.Case oneCase(Value item, String path) {
    var fields = object(item, path);
    var inventory = new ArrayList<String>();
    for (var each : array(fields.get("inventory"), path + ".inventory")) {
      inventory.add(string(each, path + ".inventory[" + inventory.size() + "]"));
    }
    var assertions = new ArrayList<Suite.Assertion>();
    for (var each : array(fields.get("assertions"), path + ".assertions")) {
      assertions.add(assertion(each, path + ".assertions[" + assertions.size() + "]"));
    }
    return new Suite.Case(text(fields, "name", path), text(fields, "object", path), inventory,
        assertions, flag(fields, "skip", path));
  }

  private Suite.Assertion assertion(Value item, String path) {
    var fields = object(item, path);
    var message = fields.get("message") == null ? null : text(fields, "message", path);
    return new Suite.Assertion(count(fields.get("violations"), path + ".violations"), message);
  }

  /** A bare {@code yes} is a text to some readers of YAML and a boolean to others. */
  private Suite.Count count(@Nullable Value value, String path) {
    return switch (value) {
      case null -> new Suite.Some();
      case NullValue n -> new Suite.Some();
      case BooleanValue b -> b.value() ? new Suite.Some() : new Suite.None();
      case StringValue s when s.value().equals("yes") -> new Suite.Some();
      case StringValue s when s.value().equals("no") -> new Suite.None();
      case IntegerValue i when i.value() >= 0 -> new Suite.Exactly(i.value());
      case IntegerValue i -> new Suite.Unreadable();
      case StringValue s -> new Suite.Unreadable();
      default -> {
        wrong(path, "a number, yes or no", value);
        yield new Suite.Unreadable();
      }
    };
  }

  private ObjectValue object(Value value, String path) {
    if (value instanceof ObjectValue object) {
      return object;
    }
    wrong(path, "an object", value);
    return ObjectValue.EMPTY;
  }

  private ArrayValue array(@Nullable Value value, String path) {
    return switch (value) {
      case null -> ArrayValue.EMPTY;
      case NullValue n -> ArrayValue.EMPTY;
      case ArrayValue array -> array;
      default -> {
        wrong(path, "an array", value);
        yield ArrayValue.EMPTY;
      }
    };
  }

  private String text(ObjectValue fields, String name, String path) {
    var value = fields.get(name);
    return value == null || value == NullValue.NULL ? "" : string(value, path + "." + name);
  }

  private String string(Value value, String path) {
    if (value instanceof StringValue string) {
      return string.value();
    }
    wrong(path, "a string", value);
    return "";
  }

  private boolean flag(ObjectValue fields, String name, String path) {
    var value = fields.get(name);
    if (value == null || value == NullValue.NULL) {
      return false;
    }
    if (value instanceof BooleanValue flag) {
      return flag.value();
    }
    wrong(path.isEmpty() ? name : path + "." + name, "true or false", value);
    return false;
  }

  private void wrong(String path, String wanted, Value got) {
    problems.add(path + " must be " + wanted + " but is " + got.typeName());
  }
}
