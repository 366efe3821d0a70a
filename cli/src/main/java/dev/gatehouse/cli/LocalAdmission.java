package dev.gatehouse.cli;

import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;

/** How requests are admitted outside a cluster: the same for the server and for local reviews. */
final class LocalAdmission {

  private static final String NAMESPACE = "gatekeeper-system";

  private LocalAdmission() {}

  /** @param assumeNamespaces whether unknown namespaces are taken as being there */
  static Admission admission(boolean assumeNamespaces) {
    return new Admission(NAMESPACE, TemplateOptions.DEFAULT,
        assumeNamespaces ? Admission.UnknownNamespace.ASSUME : Admission.UnknownNamespace.REFUSE);
  }
}
