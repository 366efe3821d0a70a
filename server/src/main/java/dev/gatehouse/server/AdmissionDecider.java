package dev.gatehouse.server;

import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;

/** Decides one admission request, on the calling thread, by the deadline. */
@FunctionalInterface
interface AdmissionDecider {

  /** The answer; whatever goes wrong is thrown or answered, never allowed. */
  AdmissionResponse decide(AdmissionRequest request, Deadline deadline);
}
