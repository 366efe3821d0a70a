package dev.gatehouse.policy.schema;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.NumberValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.SetValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.policy.schema.Schema.Additional;
import dev.gatehouse.policy.schema.Schema.Bound;
import dev.gatehouse.policy.schema.Schema.Mark;
import dev.gatehouse.policy.schema.Schema.Span;
import java.util.List;

/** Checks values against schemas, with the errors of the API server's validator. */
final class SchemaValidator {

  private final String root;
  private final boolean namesIntegers;

  /**
   * A validator of values below a field.
   *
   * @param root what errors call the value as a whole
   * @param namesIntegers whether integers are told from other numbers where the type is wrong
   */
  SchemaValidator(String root, boolean namesIntegers) {
    this.root = root;
    this.namesIntegers = namesIntegers;
  }

  List<FieldError> check(Schema schema, Value value) {
    return validate(schema, value, "").errors();
  }

  private Findings validate(Schema schema, Value value, String path) {
    var findings = new Findings();
    if (value instanceof NullValue) {
      if (!schema.types().isEmpty() && !schema.is(Mark.NULLABLE)) {
        findings.add(wrongType(schema, "null", path));
      }
      checkAllowed(schema, value, path, findings);
      return findings;
    }
    if (!schema.types().isEmpty() || !schema.format().isEmpty()) {
      checkType(schema, value, path, findings);
    }
    findings.merge(new Junction(schema.junctions(), value, path).check());
    switch (value) {
      case StringValue text -> checkString(schema, text, path, findings);
      case NumberValue number -> checkNumber(schema, number, path, findings);
      case ArrayValue array -> checkArray(schema, array, path, findings);
      case ObjectValue object -> checkObject(schema, object, path, findings);
      case BooleanValue b -> {
      }
      case NullValue n -> {
      }
      case SetValue s -> {
      }
    }
    checkAllowed(schema, value, path, findings);
    return findings;
  }

  private void checkType(Schema schema, Value value, String path, Findings findings) {
    var types = schema.types();
    var actual = namesIntegers && value instanceof IntegerValue ? "integer" : value.typeName();
    var isText = value instanceof StringValue || value instanceof ArrayValue;
    var isNumeric = types.contains("integer") || types.contains("number");
    var fits = types.contains(value.typeName())
        || value instanceof NumberValue number && types.contains("integer") && number.isIntegral();
    if (fits || !schema.format().isEmpty() && isText && !isNumeric) {
      findings.pass();
    } else if (!schema.format().isEmpty() && !isText) {
      var format = value instanceof NumberValue ? "float64" : "";
      findings.add(invalid(path, StringValue.of(format), path + " in body must be of type "
          + schema.format() + ": \"" + format + "\""));
    } else {
      findings.add(wrongType(schema, actual, path));
    }
  }

  private FieldError wrongType(Schema schema, String actual, String path) {
    return invalid(path, StringValue.of(actual), path + " in body must be of type "
        + String.join(",", schema.types()) + ": \"" + actual + "\"");
  }

  private void checkAllowed(Schema schema, Value value, String path, Findings findings) {
    if (schema.allowed().isEmpty()) {
      return;
    }
    if (!(value instanceof NullValue) && schema.allowed().contains(value)) {
      return;
    }
    var names = schema.allowed().stream()
        .map(allowed -> allowed instanceof StringValue text ? text.value() : allowed.toString())
        .toList();
    findings.add(FieldError.unsupported(field(path), value, names));
  }

  private void checkString(Schema schema, StringValue text, String path, Findings findings) {
    var length = schema.limits().length();
    var characters = text.value().codePointCount(0, text.value().length());
    var pattern = schema.limits().pattern();
    if (length != null && length.isTooMany(characters)) {
      findings.add(new FieldError(field(path), FieldError.Type.TOO_LONG, null,
          "may not be more than " + length.greatest() + plural(length.greatest(), " byte")));
    } else if (length != null && length.isTooFew(characters)) {
      findings.add(invalid(path, text,
          path + " in body should be at least " + length.least() + " chars long"));
    } else if (pattern != null && !pattern.matcher(text.value()).find()) {
      findings.add(
          invalid(path, text, path + " in body should match '" + pattern.pattern() + "'"));
    }
    if (!schema.format().isEmpty() && !Formats.matches(schema.format(), text.value())) {
      findings.add(invalid(path, text,
          path + " in body must be of type " + schema.format() + ": " + text));
    }
  }

  private void checkNumber(Schema schema, NumberValue number, String path, Findings findings) {
    var limits = schema.limits();
    var value = number.toDouble();
    if (schema.types().equals(List.of("integer"))) {
      checkInteger(schema.format(), number, path, findings);
    }
    var multiple = limits.multipleOf();
    if (multiple != null && !isMultiple(value, multiple)) {
      findings.add(invalid(path, number,
          path + " in body should be a multiple of " + FloatText.number(multiple).text()));
    }
    var minimum = limits.minimum();
    if (minimum != null
        && (minimum.exclusive() ? value <= minimum.value() : value < minimum.value())) {
      findings.add(outOfBounds(path, value, minimum, "greater than"));
    }
    var maximum = limits.maximum();
    if (maximum != null
        && (maximum.exclusive() ? value >= maximum.value() : value > maximum.value())) {
      findings.add(outOfBounds(path, value, maximum, "less than"));
    }
  }

  private void checkInteger(
      String format, NumberValue number, String path, Findings findings) {
    var value = number.toDouble();
    var limit = format.equals("int32") ? 0x1p31 : 0x1p63;
    if (value != Math.rint(value) || value < -limit || value >= limit) {
      findings.add(FieldError.invalid(root, "", "Checked value must be of type integer "
          + (format.isEmpty() ? "(default format)" : "with format " + format) + " in " + path));
    }
  }

  private FieldError outOfBounds(String path, double value, Bound bound, String words) {
    return invalid(path, FloatText.number(value), path + " in body should be " + words
        + (bound.exclusive() ? " " : " or equal to ") + FloatText.number(bound.value()).text());
  }

  private static boolean isMultiple(double value, double factor) {
    var quotient = factor < 1 ? 1 / factor * value : value / factor;
    return quotient == Math.rint(quotient) && !Double.isInfinite(quotient);
  }

  private void checkArray(Schema schema, ArrayValue array, String path, Findings findings) {
    var items = schema.items();
    if (items != null) {
      for (var i = 0; i < array.size(); i++) {
        findings.merge(validate(items, array.get(i), path + "[" + i + "]"));
      }
    }
    var span = schema.limits().items();
    if (span != null && span.isTooFew(array.size())) {
      findings.add(invalid(path, IntegerValue.of(array.size()),
          path + " in body should have at least " + span.least() + " items"));
    }
    if (span != null && span.isTooMany(array.size())) {
      findings.add(tooMany(path, array.size(), span));
    }
  }

  private FieldError tooMany(String path, int size, Span span) {
    return new FieldError(field(path), FieldError.Type.TOO_MANY, IntegerValue.of(size),
        "must have at most " + span.greatest() + plural(span.greatest(), " item"));
  }

  private void checkObject(Schema schema, ObjectValue object, String path, Findings findings) {
    var span = schema.limits().fields();
    if (span != null && span.isTooFew(object.size())) {
      findings.add(invalid(path, IntegerValue.of(object.size()),
          path + " in body should have at least " + span.least() + " properties"));
    }
    if (span != null && span.isTooMany(object.size())) {
      findings.add(tooMany(path, object.size(), span));
    }
    for (var i = 0; i < object.size(); i++) {
      var name = object.keyAt(i) instanceof StringValue text
          ? text.value()
          : object.keyAt(i).toString();
      if (!schema.properties().containsKey(name)) {
        checkAdditional(schema, name, object.valueAt(i), path, findings);
      }
    }
    schema.properties().forEach((name, property) -> {
      var value = object.get(name);
      if (value != null) {
        findings.merge(validate(property, value, path.isEmpty() ? name : path + "." + name));
      }
    });
    for (var name : schema.required()) {
      if (object.get(name) == null) {
        findings.add(FieldError.required(field(path + "." + name), ""));
      }
    }
  }

  private void checkAdditional(
      Schema schema, String name, Value value, String path, Findings findings) {
    switch (schema.additional()) {
      case Additional.Unsaid unsaid -> {
      }
      case Additional.Allowed(var any) -> {
        if (!any) {
          findings.add(invalid(path, StringValue.of(name),
              path + "." + name + " in body is a forbidden property"));
        }
      }
      case Additional.Typed(var typed) ->
        findings.merge(validate(typed, value, path + "." + name));
    }
  }

  private FieldError invalid(String path, Value value, String detail) {
    return FieldError.invalid(field(path), value, detail);
  }

  private String field(String path) {
    var name = path.startsWith(".") ? path.substring(1) : path;
    return name.isEmpty() ? root : root + "." + name;
  }

  private static String plural(long count, String word) {
    return count == 1 ? word : word + "s";
  }

  /** The check of the schemas that must hold besides. */
  private final class Junction {

    private final Schema.Junctions junctions;
    private final Value value;
    private final String path;
    private final Findings all = new Findings();

    Junction(Schema.Junctions junctions, Value value, String path) {
      this.junctions = junctions;
      this.value = value;
      this.path = path;
    }

    Findings check() {
      checkAny();
      checkOne();
      checkAll();
      var not = junctions.not();
      if (not != null && validate(not, value, path).isClean()) {
        complain(" must not validate the schema (not)");
      }
      return all;
    }

    private void checkAny() {
      if (junctions.anyOf().isEmpty()) {
        return;
      }
      Findings best = null;
      for (var schema : junctions.anyOf()) {
        var found = validate(schema, value, path);
        if (found.isClean()) {
          all.merge(found);
          return;
        }
        best = found.better(best);
      }
      complain(" must validate at least one schema (anyOf)");
      all.mergeIfPresent(best);
    }

    private void checkOne() {
      if (junctions.oneOf().isEmpty()) {
        return;
      }
      Findings best = null;
      Findings valid = null;
      var count = 0;
      for (var schema : junctions.oneOf()) {
        var found = validate(schema, value, path);
        if (found.isClean()) {
          count++;
          valid = valid == null ? found : valid;
        } else {
          best = found.better(best);
        }
      }
      if (count == 1) {
        all.mergeIfPresent(valid);
      } else {
        complain(" must validate one and only one schema (oneOf). "
            + (count == 0 ? "Found none valid" : "Found " + count + " valid alternatives"));
        all.mergeIfPresent(count == 0 ? best : null);
      }
    }

    private void checkAll() {
      if (junctions.allOf().isEmpty()) {
        return;
      }
      var valid = 0;
      for (var schema : junctions.allOf()) {
        var found = validate(schema, value, path);
        valid += found.isClean() ? 1 : 0;
        all.merge(found);
      }
      if (valid < junctions.allOf().size()) {
        complain(" must validate all the schemas (allOf)" + (valid == 0 ? ". None validated" : ""));
      }
    }

    private void complain(String words) {
      all.add(FieldError.invalid(root, "", "\"" + path + "\"" + words));
    }
  }
}
