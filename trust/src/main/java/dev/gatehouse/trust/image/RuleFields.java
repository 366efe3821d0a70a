package dev.gatehouse.trust.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.YamlDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One object of a resource while it is read: gives its fields by type and reports, with their place,
 * those that are wrong or not known.
 */
final class RuleFields {

  private final Source source;
  private final List<Value> path;
  private final ObjectValue value;

  /** The resource that all objects of it share; its faults are collected here. */
  record Source(Path file, YamlDocument document, String title, Findings findings) {}

  /** What comes up while files are read: what is wrong, and which other files they name. */
  record Findings(List<RuleFault> faults, Set<Path> files) {

    Findings() {
      this(new ArrayList<>(), new LinkedHashSet<>());
    }
  }

  private RuleFields(Source source, List<Value> path, ObjectValue value) {
    this.source = source;
    this.path = path;
    this.value = value;
  }

  static RuleFields of(Source source) {
    return new RuleFields(source, List.of(),
        source.document.value() instanceof ObjectValue object ? object : ObjectValue.EMPTY);
  }

  /**
   * The content of the file that a field names, from this file's folder on.
   *
   * @param longest bytes
   */
  byte[] file(String field, int longest) throws IOException {
    var path = source.file.toAbsolutePath().resolveSibling(required(field));
    source.findings.files.add(path);
    if (Files.size(path) > longest) {
      throw new IOException(path + " is larger than " + longest + " bytes");
    }
    return Files.readAllBytes(path);
  }

  /** The text of such a file, which must be UTF-8. */
  String fileText(String field, int longest) throws IOException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(file(field, longest))).toString();
  }

  ObjectValue value() {
    return value;
  }

  boolean has(String field) {
    var found = value.get(field);
    return found != null && !(found instanceof NullValue);
  }

  /** The names of all fields. */
  List<String> names() {
    var names = new ArrayList<String>();
    for (var i = 0; i < value.size(); i++) {
      if (value.keyAt(i) instanceof StringValue name) {
        names.add(name.value());
      }
    }
    return names;
  }

  /** Reports every field but these; what is not known is not ignored. */
  RuleFields only(String... known) {
    var supported = Set.of(known);
    for (var name : names()) {
      if (!supported.contains(name)) {
        fault(name, "is not supported; known are "
            + supported.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
    return this;
  }

  /** An object below a field; an empty one if there is none. */
  RuleFields at(String field) {
    var found = value.get(field);
    if (found instanceof ObjectValue object) {
      return new RuleFields(source, longer(StringValue.of(field)), object);
    }
    if (has(field)) {
      fault(field, "expected an object");
    }
    return new RuleFields(source, longer(StringValue.of(field)), ObjectValue.EMPTY);
  }

  /** The objects of a list; none if there is no list. */
  List<RuleFields> all(String field) {
    var found = new ArrayList<RuleFields>();
    if (list(field) instanceof ArrayValue items) {
      for (var i = 0; i < items.size(); i++) {
        var place = new ArrayList<>(longer(StringValue.of(field)));
        place.add(IntegerValue.of(i));
        if (items.get(i) instanceof ObjectValue object) {
          found.add(new RuleFields(source, place, object));
        } else {
          report(place, "expected an object");
        }
      }
    }
    return found;
  }

  /** The strings of a list; none if there is no list. */
  List<String> texts(String field) {
    var found = new ArrayList<String>();
    if (list(field) instanceof ArrayValue items) {
      for (var item : items) {
        if (item instanceof StringValue text) {
          found.add(text.value());
        } else {
          fault(field, "expected strings, found a " + item.typeName());
        }
      }
    }
    return found;
  }

  private @Nullable Value list(String field) {
    var found = value.get(field);
    if (has(field) && !(found instanceof ArrayValue)) {
      fault(field, "expected a list");
    }
    return found;
  }

  /** A string; empty if there is none. */
  Optional<String> text(String field) {
    var found = value.get(field);
    if (found instanceof StringValue text) {
      return Optional.of(text.value());
    }
    if (has(field)) {
      fault(field, "expected a string");
    }
    return Optional.empty();
  }

  /** A string that there must be; an empty one after a fault. */
  String required(String field) {
    var found = text(field).orElse("");
    if (found.isEmpty()) {
      fault(field, "is missing");
    }
    return found;
  }

  boolean flag(String field) {
    var found = value.get(field);
    if (has(field) && !(found instanceof BooleanValue)) {
      fault(field, "expected true or false");
    }
    return BooleanValue.TRUE.equals(found);
  }

  /** A whole number from 1 on. */
  int count(String field, int absent) {
    var found = value.get(field);
    if (found instanceof IntegerValue number && number.value() >= 1
        && number.value() <= Integer.MAX_VALUE) {
      return (int) number.value();
    }
    if (has(field)) {
      fault(field, "expected a whole number from 1 on");
    }
    return absent;
  }

  /** Reports what is wrong with a field. */
  void fault(String field, String message) {
    report(longer(StringValue.of(field)), message);
  }

  /** Reports what is wrong with this object. */
  void fault(String message) {
    report(path, message);
  }

  private void report(List<Value> place, String message) {
    var at = source.document.positions().of(place);
    var name = place.stream().map(RuleFields::step).collect(Collectors.joining());
    source.findings.faults
        .add(new RuleFault(source.file.toString(), at.row(), at.column(), source.title,
            (name.isEmpty() ? "" : name.substring(name.startsWith(".") ? 1 : 0) + ": ") + message));
  }

  private static String step(Value step) {
    return step instanceof StringValue name ? "." + name.value() : "[" + step + "]";
  }

  private List<Value> longer(Value step) {
    var longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
