package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.TextException;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.kube.AdmissionReview;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.server.ServerConfig.Exempt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guard of the label that takes a namespace out of policy. */
final class LabelGuardTest {

  private static final String LABEL = "{\"admission.gatekeeper.sh/ignore\": \"\"}";

  private final LabelGuard guard = new LabelGuard(
      new Exempt(List.of("whole"), List.of("kube-"), List.of("-system")));

  private AdmissionResponse decide(String review) throws TextException, InvalidFieldsException {
    return guard.decide(AdmissionReview.parse(Json.parse(review)).request(), new Deadline(0));
  }

  @Test
  void deniesTheLabelWithAnyValue() throws Exception {
    var answer = decide(Reviews.namespace("shop", LABEL));
    assertThat(answer.allowed()).isFalse();
    assertThat(answer.code()).isEqualTo(403);
    assertThat(answer.reason()).isEqualTo("Forbidden");
    assertThat(answer.message())
        .isEqualTo("Only exempt namespace can have the admission.gatekeeper.sh/ignore label");
    assertThat(answer.uid()).isEqualTo(Reviews.UID);
  }

  @Test
  void allowsTheLabelOnExemptNamespaces() throws Exception {
    for (var name : List.of("whole", "kube-public", "my-system")) {
      assertThat(decide(Reviews.namespace(name, LABEL)).message())
          .isEqualTo("Namespace " + name + " is allowed to set admission.gatekeeper.sh/ignore");
    }
    assertThat(decide(Reviews.namespace("wholes", LABEL)).allowed()).isFalse();
  }

  @Test
  void allowsNamespacesWithoutTheLabel() throws Exception {
    for (var labels : List.of("{}", "{\"a\": \"b\"}", "null")) {
      var answer = decide(Reviews.namespace("shop", labels));
      assertThat(answer.allowed()).isTrue();
      assertThat(answer.message())
          .isEqualTo("Namespace is not setting the admission.gatekeeper.sh/ignore label");
    }
  }

  @Test
  void allowsOtherKindsAndDeletions() throws Exception {
    assertThat(decide(Reviews.pod()).message()).isEqualTo("Not a namespace");
    var deletion = Reviews.namespace("shop", LABEL).replace("CREATE", "DELETE");
    assertThat(decide(deletion).message()).isEqualTo("Delete is always allowed");
  }

  @Test
  void answersWithAnErrorWithoutAnObject() throws Exception {
    var review = Reviews.namespace("shop", LABEL).replace("\"object\"", "\"nothing\"");
    var answer = decide(review);
    assertThat(answer.allowed()).isFalse();
    assertThat(answer.code()).isEqualTo(500);
  }
}
