package dev.gatehouse.server;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import java.util.List;

/**
 * Lets only exempt namespaces carry the label that takes a namespace out of policy. Messages as
 * Gatekeeper's {@code check-ignore-label} webhook has them.
 */
record LabelGuard(ServerConfig.Exempt exempt) implements AdmissionDecider {

  private static final String LABEL = "admission.gatekeeper.sh/ignore";

  @Override
  public AdmissionResponse decide(AdmissionRequest request, Deadline deadline) {
    var uid = request.uid();
    if (request.isDelete()) {
      return AdmissionResponse.allow(uid, "Delete is always allowed");
    }
    if (!request.kind().group().isEmpty() || !request.kind().kind().equals("Namespace")) {
      return AdmissionResponse.allow(uid, "Not a namespace");
    }
    if (request.object().isEmpty()) {
      return AdmissionResponse.error(uid, 500, "the request has no object to look at");
    }
    var namespace = request.object().get();
    if (exempt.contains(namespace.name())) {
      return AdmissionResponse.allow(
          uid, "Namespace " + namespace.name() + " is allowed to set " + LABEL);
    }
    if (carriesLabel(namespace.value())) {
      return AdmissionResponse.deny(
          uid, "Only exempt namespace can have the " + LABEL + " label", List.of());
    }
    return AdmissionResponse.allow(uid, "Namespace is not setting the " + LABEL + " label");
  }

  private static boolean carriesLabel(ObjectValue namespace) {
    return namespace.get("metadata") instanceof ObjectValue metadata
        && metadata.get("labels") instanceof ObjectValue labels
        && labels.get(LABEL) != null;
  }
}
