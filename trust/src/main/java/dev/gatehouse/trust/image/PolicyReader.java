package dev.gatehouse.trust.image;

import dev.gatehouse.trust.image.FileObjects.Kind;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.FactPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads the {@code policy} of a rule or of an attestation: Rego, in place, in a ConfigMap among the
 * files, or in a file.
 */
final class PolicyReader {

  private static final int LONGEST = 1 << 20;
  private static final List<String> PLACES = List.of("data", "configMapRef", "remote", "file");

  private final FactPolicy.Language language;
  private final FileObjects objects;
  private final boolean sigstore;

  /** @param sigstore whether only what Sigstore's own resources may say is taken */
  PolicyReader(FactPolicy.Language language, FileObjects objects, boolean sigstore) {
    this.language = language;
    this.objects = objects;
    this.sigstore = sigstore;
  }

  /** The policy of an attestation; empty if there is none or it is not sound. */
  Optional<FactPolicy> ofAttestation(RuleFields attestation) {
    if (!attestation.has("policy")) {
      return Optional.empty();
    }
    var fields = attestation.at("policy");
    known(fields);
    return compiled(fields);
  }

  /** The policy of a rule, which may look at more; empty if there is none or it is not sound. */
  Optional<WholePolicy> ofRule(RuleFields rule) {
    if (!rule.has("policy")) {
      return Optional.empty();
    }
    var fields = rule.at("policy");
    known(fields, "fetchConfigFile", "includeSpec", "includeObjectMeta", "includeTypeMeta");
    var parts = EnumSet.noneOf(Surroundings.Part.class);
    for (var part : Surroundings.Part.values()) {
      if (fields.flag(part.flag())) {
        parts.add(part);
      }
    }
    var config = fields.flag("fetchConfigFile");
    return compiled(fields).map(policy -> new WholePolicy(policy, config, parts));
  }

  private void known(RuleFields fields, String... more) {
    var names = new ArrayList<>(List.of("type", "data", "configMapRef", "remote"));
    names.addAll(List.of(more));
    if (!sigstore) {
      names.add("file");
    }
    fields.only(names.toArray(String[]::new));
  }

  private Optional<FactPolicy> compiled(RuleFields fields) {
    var type = fields.required("type");
    if (!type.isEmpty() && !type.equals("rego")) {
      fields.fault("type", type.equals("cue")
          ? "CUE is not supported: say it in Rego (type: rego, package sigstore, isCompliant)"
          : "expected rego, found " + type);
      return Optional.empty();
    }
    try {
      var text = text(fields);
      return text.isPresent() ? Optional.of(language.compile(text.get())) : Optional.empty();
    } catch (MalformedException | IOException e) {
      fields.fault("is no policy: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> text(RuleFields fields) throws IOException {
    var places = PLACES.stream().filter(fields::has).toList();
    if (places.size() != 1) {
      fields.fault("expected one of data and configMapRef, found "
          + (places.isEmpty() ? "none" : String.join(" and ", places)));
      return Optional.empty();
    }
    return switch (places.getFirst()) {
      case "data" -> Optional.of(fields.required("data")).filter(text -> !text.isEmpty());
      case "file" -> Optional.of(fields.fileText("file", LONGEST));
      case "configMapRef" -> objects.find(
          Kind.CONFIG_MAP, fields.at("configMapRef").only("name", "namespace", "key"));
      default -> {
        fields.fault("remote", "policies are not fetched: what decides must not depend on another"
            + " server; put the text, whose sum you have checked, into data or a ConfigMap");
        yield Optional.empty();
      }
    };
  }
}
