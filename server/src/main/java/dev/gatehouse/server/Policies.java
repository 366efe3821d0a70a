package dev.gatehouse.server;

import dev.gatehouse.policy.PolicySet;
import java.util.Optional;

/** The policies that decide, as the server sees them. */
interface Policies extends AdmissionDecider, Upkept {

  /** The set in force; empty until there has been one. */
  Optional<PolicySet> snapshot();
}
