package dev.gatehouse.trust.verify;

import java.util.Map;
import java.util.Optional;

/** What the signed text says beside the digest. */
record Claimed(
    Optional<Statement> statement, Map<String, String> annotations, Optional<String> repository) {

  static final Claimed NOTHING = new Claimed(Optional.empty(), Map.of(), Optional.empty());
}
