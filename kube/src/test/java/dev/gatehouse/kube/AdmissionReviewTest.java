package dev.gatehouse.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionReviewTest {

  @ParameterizedTest
  @ValueSource(strings = {"admission.k8s.io/v1", "admission.k8s.io/v1beta1"})
  void answersInTheVersionOfTheRequestAndWithItsUid(String version) throws Exception {
    var review = AdmissionReview.parse(json("""
        {"apiVersion": "%s", "kind": "AdmissionReview", "request": {"uid": "u1",
         "operation": "DELETE", "kind": {"group": "", "version": "v1", "kind": "Pod"},
         "oldObject": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}},
         "userInfo": {"username": "bob", "groups": ["g"]}, "dryRun": true}}
        """.formatted(version)));
    var request = review.request();
    assertThat(request.subject()).map(KubernetesObject::name).contains("p");
    assertThat(request.isDryRun()).isTrue();
    assertThat(request.username()).isEqualTo("bob");
    assertThat(request.operation()).contains(Operation.DELETE);
    var answer = AdmissionResponse.deny(request.uid(), "no", List.of("w"))
        .toReview(review.apiVersion());
    assertThat(Json.write(answer)).isEqualTo("{\"apiVersion\":\"" + version
        + "\",\"kind\":\"AdmissionReview\",\"response\":{\"allowed\":false,\"status\":{\"code\":403,"
        + "\"message\":\"no\",\"metadata\":{},\"reason\":\"Forbidden\"},\"uid\":\"u1\","
        + "\"warnings\":[\"w\"]}}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "[]|must be an AdmissionReview object, not array",
      "{}|request: Required value", "{\"apiVersion\":\"v1\"}|apiVersion: Unsupported value: \"v1\"",
      "{\"kind\":\"Pod\"}|kind: Invalid value: \"Pod\"",
      "{\"request\":{}}|request.uid: Required value",
      "{\"request\":{\"uid\":\"\"}}|request.uid: Required value",
      "{\"request\":{\"uid\":\"u\",\"object\":5}}|request.object: Invalid value: must be an object, not number",
      "{\"request\":{\"uid\":\"u\",\"kind\":{\"kind\":5}}}|request.kind.kind: Invalid value: must be a string",
      "{\"request\":{\"uid\":\"u\",\"userInfo\":{\"groups\":\"g\"}}}|request.userInfo.groups"})
  void saysWhichFieldIsWrong(String review, String error) throws Exception {
    var value = json(review);
    assertThatThrownBy(() -> AdmissionReview.parse(value))
        .isInstanceOf(InvalidFieldsException.class).hasMessageContaining(error);
  }

  @Test
  void findsTheUidEvenOfAReviewThatIsWrongOtherwise() throws Exception {
    var value = json("{\"kind\":\"Pod\",\"request\":{\"uid\":\"u7\",\"object\":3}}");
    assertThat(AdmissionReview.uidOf(value)).isEqualTo("u7");
    assertThat(AdmissionReview.versionOf(value)).isEqualTo(AdmissionReview.V1);
  }

  @Test
  void countsWarningsAloneAs299() {
    assertThat(AdmissionResponse.allow("u", List.of("w")).code()).isEqualTo(299);
    assertThat(AdmissionResponse.allow("u", List.of()).code()).isEqualTo(200);
  }

  private static Value json(String text) throws TextException {
    return Json.parse(text);
  }
}
