package dev.gatehouse.cli;

import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.provider.ExternalData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How requests are admitted outside a cluster: the same for the server and for local reviews. */
final class LocalAdmission {

  private static final String NAMESPACE = "gatekeeper-system";

  private LocalAdmission() {}

  /** Templates that are sent for admission may ask providers, as those that are loaded may. */
  private static TemplateOptions options() {
    var externalData = new ExternalData(Duration.ZERO, Optional::empty, System::nanoTime);
    return TemplateOptions.DEFAULT.withFunctions(List.of(externalData.function()));
  }

  /** @param assumeNamespaces whether unknown namespaces are taken as being there */
  static Admission admission(boolean assumeNamespaces) {
    return new Admission(NAMESPACE, options(),
        assumeNamespaces ? Admission.UnknownNamespace.ASSUME : Admission.UnknownNamespace.REFUSE);
  }
}
