package dev.gatehouse.cli.image;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.trust.Material;
import java.util.Base64;
import java.util.Optional;

/** Shows the envelope of what was verified; nothing here verifies. */
final class EnvelopeText {

  private EnvelopeText() {}

  /** The very envelope; empty for what has none. */
  static Optional<ObjectValue> of(Material material) {
    try {
      return switch (material) {
        case Material.Envelope envelope -> object(envelope.envelope());
        case Material.Bundle bundle -> object(bundle.json())
            .filter(whole -> whole.get("dsseEnvelope") instanceof ObjectValue)
            .map(whole -> (ObjectValue) whole.get("dsseEnvelope"));
        case Material.SimpleSigning _ -> Optional.empty();
      };
    } catch (TextException e) {
      return Optional.empty();
    }
  }

  private static Optional<ObjectValue> object(byte[] text) throws TextException {
    return Json.parse(text) instanceof ObjectValue object ? Optional.of(object) : Optional.empty();
  }

  /** The type of its statement. */
  static Optional<String> predicateType(Material material) {
    try {
      var payload = of(material).map(envelope -> envelope.get("payload"));
      if (payload.isPresent() && payload.get() instanceof StringValue text) {
        return object(Base64.getDecoder().decode(text.value()))
            .flatMap(statement -> statement.get("predicateType") instanceof StringValue type
                ? Optional.of(type.value())
                : Optional.empty());
      }
      return Optional.empty();
    } catch (TextException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
