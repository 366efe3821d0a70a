package dev.gatehouse.cli.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.Verified;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was verified, as cosign prints it: JSON on one line, or lines for people. */
final class FoundText {

  /** How it is printed. */
  enum Format {
    json, text
  }

  private FoundText() {}

  static String of(Check.Found found, Format format) {
    if (format == Format.text) {
      var lines = new StringBuilder();
      found.good().forEach(verified -> lines.append(line(found, verified)).append('\n'));
      return lines.toString();
    }
    return Json.write(ArrayValue.of(
        found.good().stream().map(verified -> json(found, verified)).toArray(Value[]::new)))
        + "\n";
  }

  private static String line(Check.Found found, Verified verified) {
    var times = verified.times().isEmpty() ? "" : " at " + verified.times().getFirst().time();
    return found.digest() + "  " + verified.signer().text() + times;
  }

  private static Value json(Check.Found found, Verified verified) {
    var statement = verified.statement();
    if (statement.isPresent() && !statement.get().predicateType().contains("cosign/sign")) {
      return statement.get().json();
    }
    return ObjectValue.builder()
        .put("critical", ObjectValue.builder()
            .put("identity", ObjectValue.of("docker-reference",
                StringValue.of(verified.repository().orElse(found.image().name()))))
            .put("image", ObjectValue.of("docker-manifest-digest",
                StringValue.of(found.digest().toString())))
            .put("type", StringValue.of("cosign container image signature"))
            .build())
        .put("optional", texts(optional(verified)))
        .build();
  }

  private static Map<String, String> optional(Verified verified) {
    var texts = new LinkedHashMap<>(verified.annotations());
    if (verified.signer() instanceof Signer.Identity identity) {
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
    found.good().getFirst().steps().forEach(
        step -> text.append("  - ").append(step).append('\n'));
    return text.toString();
  }
}
