package dev.gatehouse.policy.provider;

import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.Value;

/**
 * What a provider of external data answers about one key.
 *
 * @param value the answer, null of JSON where there is an error
 * @param error what went wrong, empty if nothing did
 */
public record ProviderItem(String key, Value value, String error) {

  /** A good answer. */
  public static ProviderItem of(String key, Value value) {
    return new ProviderItem(key, value, "");
  }

  /** No answer but what went wrong. */
  public static ProviderItem failed(String key, String error) {
    return new ProviderItem(key, NullValue.NULL, error);
  }
}
