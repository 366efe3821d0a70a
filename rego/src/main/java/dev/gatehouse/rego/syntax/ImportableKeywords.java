package dev.gatehouse.rego.syntax;

import dev.gatehouse.rego.Capabilities;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keywords that a module may import, as far as capabilities go. */
final class ImportableKeywords {

  private ImportableKeywords() {}

  /** @throws PolicyException if the capabilities make no sense for the dialect */
  static Map<String, Kind> of(RegoVersion version, Capabilities capabilities)
      throws PolicyException {
    if (version == RegoVersion.V1 && !capabilities.has(Capabilities.REGO_V1)) {
      throw illegal("rego_v1 feature required for parsing v1 Rego");
    }
    var importable = new HashMap<String, Kind>();
    if (capabilities.has(Capabilities.REGO_V1)) {
      importable.putAll(Kind.V1_KEYWORDS);
    }
    for (var name : capabilities.keywords()) {
      var kind = Kind.V1_KEYWORDS.getOrDefault(name, Kind.FUTURE_KEYWORDS.get(name));
      if (kind == null) {
        throw illegal("unknown keyword: " + name);
      }
      importable.put(name, kind);
    }
    return importable;
  }

  private static PolicyException illegal(String reason) {
    return new PolicyException(
        List.of(new Issue(Issue.PARSE, Location.NONE, "illegal capabilities: " + reason)));
  }
}
