package dev.gatehouse.server;

/** Admission reviews as texts. */
final class Reviews {

  static final String UID = "705ab4f5-6393-11e8-b7cc-42010a800002";

  private Reviews() {}

  static String pod() {
    return pod("admission.k8s.io/v1", UID);
  }

  static String pod(String apiVersion, String uid) {
    return """
        {"apiVersion": "%s", "kind": "AdmissionReview", "request": {
          "uid": "%s",
          "kind": {"group": "", "version": "v1", "kind": "Pod"},
          "resource": {"group": "", "version": "v1", "resource": "pods"},
          "name": "web", "namespace": "shop", "operation": "CREATE",
          "userInfo": {"username": "alice", "groups": ["developers"]},
          "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}},
          "oldObject": null, "dryRun": false}}""".formatted(apiVersion, uid);
  }

  static String namespace(String name, String labels) {
    return """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
          "uid": "%s",
          "kind": {"group": "", "version": "v1", "kind": "Namespace"},
          "resource": {"group": "", "version": "v1", "resource": "namespaces"},
          "name": "%s", "operation": "CREATE",
          "object": {"apiVersion": "v1", "kind": "Namespace",
            "metadata": {"name": "%s", "labels": %s}}}}""".formatted(UID, name, name, labels);
  }
}
