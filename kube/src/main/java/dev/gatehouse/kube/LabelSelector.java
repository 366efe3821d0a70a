package dev.gatehouse.kube;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A label selector of the Kubernetes API: requirements that all must hold; none selects everything. */
public final class LabelSelector {

  private final List<Requirement> requirements;

  private LabelSelector(List<Requirement> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector with {@code matchLabels} and {@code matchExpressions}.
   *
   * @param path the field that holds it, for errors
   * @throws InvalidFieldsException with every error, in the API server's words
   */
  public static LabelSelector parse(Value value, String path) throws InvalidFieldsException {
    return new Parser(path).parse(value);
  }

  /** Whether labels meet every requirement. */
  public boolean matches(ObjectValue labels) {
    for (var requirement : requirements) {
      if (!requirement.holds(labels)) {
        return false;
      }
    }
    return true;
  }

  /** One condition on one label. */
  private record Requirement(StringValue key, Operator operator, Set<Value> values) {

    boolean holds(ObjectValue labels) {
      var value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  private enum Operator {
    IN, NOT_IN, EXISTS, DOES_NOT_EXIST
  }

  /** Reads one selector, collecting what is wrong on the way. */
  private static final class Parser {

    private final String path;
    private final List<FieldError> errors = new ArrayList<>();
    private final List<Requirement> requirements = new ArrayList<>();

    Parser(String path) {
      this.path = path;
    }

    LabelSelector parse(Value value) throws InvalidFieldsException {
      var selector = object(value, path);
      labels(selector.get("matchLabels"));
      expressions(selector.get("matchExpressions"));
      if (!errors.isEmpty()) {
        throw new InvalidFieldsException(errors);
      }
      return new LabelSelector(requirements);
    }

    private void labels(@Nullable Value value) {
      var field = path + ".matchLabels";
      var labels = object(value, field);
      for (var i = 0; i < labels.size(); i++) {
        var key = text(labels.keyAt(i), field);
        var label = text(labels.valueAt(i), field);
        checkKey(key, field);
        Names.checkLabelValue(label)
            .forEach(issue -> errors.add(FieldError.invalid(field, label, issue)));
        requirements.add(
            new Requirement(StringValue.of(key), Operator.IN, Set.of(StringValue.of(label))));
      }
    }

    private void expressions(@Nullable Value value) {
      var field = path + ".matchExpressions";
      var items = array(value, field);
      for (var i = 0; i < items.size(); i++) {
        expression(items.get(i), field + "[" + i + "]");
      }
    }

    private void expression(Value value, String field) {
      var expression = object(value, field);
      var name = text(expression.get("operator"), field + ".operator");
      var operator = operator(name);
      var values = new ArrayList<Value>();
      array(expression.get("values"), field + ".values").forEach(values::add);
      if (operator == null) {
        errors.add(FieldError.invalid(field + ".operator", name, "not a valid selector operator"));
      } else {
        checkValues(operator, values, field + ".values");
      }
      var key = text(expression.get("key"), field + ".key");
      checkKey(key, field + ".key");
      for (var i = 0; i < values.size(); i++) {
        var at = field + ".values[" + i + "]";
        var label = text(values.get(i), at);
        Names.checkLabelValue(label)
            .forEach(issue -> errors.add(FieldError.invalid(at, label, issue)));
      }
      if (operator != null) {
        requirements.add(new Requirement(StringValue.of(key), operator, Set.copyOf(values)));
      }
    }

    private void checkValues(Operator operator, List<Value> values, String field) {
      switch (operator) {
        case IN, NOT_IN -> {
          if (values.isEmpty()) {
            errors.add(FieldError.required(field,
                "must be specified when `operator` is 'In' or 'NotIn'"));
          }
        }
        case EXISTS, DOES_NOT_EXIST -> {
          if (!values.isEmpty()) {
            errors.add(FieldError.forbidden(field,
                "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
          }
        }
      }
    }

    private static @Nullable Operator operator(String name) {
      return switch (name) {
        case "In" -> Operator.IN;
        case "NotIn" -> Operator.NOT_IN;
        case "Exists" -> Operator.EXISTS;
        case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
        default -> null;
      };
    }

    private void checkKey(String key, String field) {
      Names.checkLabelKey(key).forEach(issue -> errors.add(FieldError.invalid(field, key, issue)));
    }

    private ObjectValue object(@Nullable Value value, String field) {
      return switch (value) {
        case ObjectValue object -> object;
        case NullValue n -> ObjectValue.EMPTY;
        case null -> ObjectValue.EMPTY;
        default -> {
          errors.add(FieldError.invalid(field, value, "must be an object"));
          yield ObjectValue.EMPTY;
        }
      };
    }

    private ArrayValue array(@Nullable Value value, String field) {
      return switch (value) {
        case ArrayValue array -> array;
        case NullValue n -> ArrayValue.EMPTY;
        case null -> ArrayValue.EMPTY;
        default -> {
          errors.add(FieldError.invalid(field, value, "must be an array"));
          yield ArrayValue.EMPTY;
        }
      };
    }

    private String text(@Nullable Value value, String field) {
      return switch (value) {
        case StringValue text -> text.value();
        case NullValue n -> "";
        case null -> "";
        default -> {
          errors.add(FieldError.invalid(field, value, "must be a string"));
          yield "";
        }
      };
    }
  }
}
