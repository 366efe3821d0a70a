package dev.gatehouse.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Yaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{}|{}|true", "{matchLabels: {a: b}}|{a: b}|true",
      "{matchLabels: {a: b}}|{a: c}|false", "{matchLabels: {a: b}}|{}|false",
      "{matchExpressions: [{key: a, operator: In, values: [b, c]}]}|{a: c}|true",
      "{matchExpressions: [{key: a, operator: In, values: [b]}]}|{}|false",
      "{matchExpressions: [{key: a, operator: NotIn, values: [b]}]}|{}|true",
      "{matchExpressions: [{key: a, operator: NotIn, values: [b]}]}|{a: b}|false",
      "{matchExpressions: [{key: a, operator: Exists}]}|{a: ''}|true",
      "{matchExpressions: [{key: a, operator: DoesNotExist}]}|{a: b}|false",
      "{matchLabels: {a: b}, matchExpressions: [{key: c, operator: Exists}]}|{a: b}|false"})
  void selects(String selector, String labels, boolean expected) throws Exception {
    var parsed = LabelSelector.parse(Yaml.parse(selector).getFirst().value(), "s");
    var values = (ObjectValue) Yaml.parse(labels).getFirst().value();
    assertThat(parsed.matches(values)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{matchExpressions: [{key: a, operator: In}]}|s.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      "{matchExpressions: [{key: a, operator: Exists, values: [b]}]}|s.matchExpressions[0].values: Forbidden",
      "{matchExpressions: [{key: a, operator: Like}]}|s.matchExpressions[0].operator: Invalid value: \"Like\": not a valid selector operator",
      "{matchExpressions: [{operator: Exists}]}|name part must be non-empty",
      "{matchLabels: {'a b': c}}|s.matchLabels: Invalid value: \"a b\": name part must consist of",
      "{matchLabels: {a: 'b c'}}|s.matchLabels: Invalid value: \"b c\": a valid label must be",
      "{matchLabels: {'/a': c}}|prefix part must be non-empty", "[]|must be an object"})
  void refusesInTheWordsOfTheApiServer(String selector, String error) throws Exception {
    var value = Yaml.parse(selector).getFirst().value();
    assertThatThrownBy(() -> LabelSelector.parse(value, "s"))
        .isInstanceOf(InvalidFieldsException.class)
        .hasMessageContaining(error);
  }
}
