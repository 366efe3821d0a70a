package dev.gatehouse.cli.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was verified, as cosign prints it. */
final class FoundText {

  private FoundText() {}

  /** Signatures: one JSON array, or as text one line of JSON for each. */
  static String signatures(Check.Found found, boolean isJson) {
    var all = found.good().stream().map(good -> signature(found, good)).toList();
    if (isJson) {
      return Json.write(ArrayValue.of(all)) + "\n";
    }
    var lines = new StringBuilder();
    all.forEach(each -> lines.append(Json.write(each)).append('\n'));
    return lines.toString();
  }

  /** Attestations: the envelope of each on a line. */
  static String attestations(Check.Found found) {
    var lines = new StringBuilder();
    found.good().forEach(good -> lines
        .append(Json.write(EnvelopeText.of(good.material()).orElseThrow())).append('\n'));
    return lines.toString();
  }

  private static Value signature(Check.Found found, Check.Good good) {
    var verified = good.verified();
    return ObjectValue.builder()
        .put("critical", ObjectValue.builder()
            .put("identity", ObjectValue.of("docker-reference",
                StringValue.of(verified.repository().orElse(found.image().text()))))
            .put("image", ObjectValue.of("docker-manifest-digest",
                StringValue.of(found.digest().toString())))
            .put("type", StringValue.of(verified.statement().map(Statement::predicateType)
                .orElse("cosign container image signature")))
            .build())
        .put("optional", texts(optional(good)))
        .build();
  }

  private static Map<String, String> optional(Check.Good good) {
    var texts = new LinkedHashMap<>(good.verified().annotations());
    if (good.verified().signer() instanceof Signer.Identity identity) {
      identity.issuer().ifPresent(issuer -> texts.put("Issuer", issuer));
      texts.put("Subject", identity.subject().text());
    }
    return texts;
  }

  private static ObjectValue texts(Map<String, String> texts) {
    var object = ObjectValue.builder();
    texts.forEach((name, text) -> object.put(name, StringValue.of(text)));
    return object.build();
  }

  /** What was looked at, for people; cosign writes the like to standard error. */
  static String checks(Check.Found found) {
    var text = new StringBuilder("\nVerification for ").append(found.image().text())
        .append(" --\nThe following checks were performed on each of these signatures:\n");
    found.good().getFirst().verified().steps().forEach(
        step -> text.append("  - ").append(step).append('\n'));
    return text.toString();
  }
}
