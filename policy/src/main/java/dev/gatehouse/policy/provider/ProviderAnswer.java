package dev.gatehouse.policy.provider;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered.
 *
 * @param items its answers, one for each key
 * @param systemError what went wrong as a whole, empty if nothing did
 * @param idempotent whether the same question always has this answer
 * @param status the HTTP status; 0 if every item was remembered
 */
record ProviderAnswer(List<ProviderItem> items, String systemError, boolean idempotent,
    int status) {

  private static final int INTERNAL_ERROR = 500;

  ProviderAnswer {
    items = List.copyOf(items);
  }

  static ProviderAnswer parse(Value value, int status) throws ProviderException {
    if (!(value instanceof ObjectValue answer)) {
      throw new ProviderException(INTERNAL_ERROR,
          "failed to unmarshal external data response: it is no object but a " + value.typeName());
    }
    var response = answer.get("response") instanceof ObjectValue object
        ? object
        : ObjectValue.EMPTY;
    var items = new ArrayList<ProviderItem>();
    if (response.get("items") instanceof ArrayValue entries) {
      for (var entry : entries) {
        if (entry instanceof ObjectValue item) {
          items.add(new ProviderItem(text(item.get("key")), orNull(item.get("value")),
              text(item.get("error"))));
        }
      }
    }
    return new ProviderAnswer(items, text(response.get("systemError")),
        BooleanValue.TRUE.equals(response.get("idempotent")), status);
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }

  private static Value orNull(@Nullable Value value) {
    return value == null ? NullValue.NULL : value;
  }
}
