package dev.gatehouse.cli.image;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Material;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the envelope of what was verified; nothing here verifies. */
final class EnvelopeText {

  private EnvelopeText() {}

  /** The very envelope; empty for what has none. */
  static Optional<ObjectValue> of(Material material) {
    try {
      return switch (material) {
        case Material.Envelope envelope -> object(Json.parse(envelope.envelope()));
        case Material.Bundle bundle -> object(Json.parse(bundle.json()))
            .flatMap(whole -> object(whole.get("dsseEnvelope")));
        case Material.SimpleSigning _ -> Optional.empty();
      };
    } catch (TextException e) {
      return Optional.empty();
    }
  }

  /** The type of its statement. */
  static Optional<String> predicateType(Material material) {
    try {
      var payload = of(material).flatMap(envelope -> text(envelope.get("payload")));
      return payload.isEmpty()
          ? Optional.empty()
          : object(Json.parse(Base64.getDecoder().decode(payload.get())))
              .flatMap(statement -> text(statement.get("predicateType")));
    } catch (TextException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<ObjectValue> object(@Nullable Value value) {
    return value instanceof ObjectValue object ? Optional.of(object) : Optional.empty();
  }

  private static Optional<String> text(@Nullable Value value) {
    return value instanceof StringValue text ? Optional.of(text.value()) : Optional.empty();
  }
}
