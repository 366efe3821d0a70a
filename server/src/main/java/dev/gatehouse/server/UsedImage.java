package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.trust.image.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reference to an image, and what there is around it where it is used. */
record UsedImage(String reference, Surroundings surroundings) {

  /** A reference that says nothing of where it is used. */
  static UsedImage alone(String reference) {
    return new UsedImage(reference, Surroundings.NONE);
  }

  /**
   * What a key says of the provider that is told where images are used: {@code {image, namespace,
   * serviceAccount, pullSecrets, object}}.
   *
   * @throws IllegalArgumentException if it is something else, such as a plain reference
   */
  static UsedImage parse(String key) {
    try {
      if (Json.parseStrict(key.getBytes(UTF_8),
          JsonLimits.DEFAULT) instanceof ObjectValue fields) {
        var pulling = new Surroundings.Pulling(
            texts(fields.get("pullSecrets")), text(fields.get("serviceAccount")));
        return new UsedImage(text(fields.get("image")), new Surroundings(
            text(fields.get("namespace")), pulling,
            fields.get("object") instanceof ObjectValue object ? object : ObjectValue.EMPTY));
      }
    } catch (TextException e) {
      throw new IllegalArgumentException("the use of an image is no JSON: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("the use of an image is no JSON object");
  }

  /**
   * What there is around the images of an object.
   *
   * @param namespace that of the request
   * @param podSpecification the fields that lead to it
   */
  static Surroundings around(
      KubernetesObject object, String namespace, List<String> podSpecification) {
    var found = object.at(podSpecification.toArray(String[]::new));
    var pod = found instanceof ObjectValue specification ? specification : ObjectValue.EMPTY;
    return new Surroundings(namespace, Surroundings.Pulling.of(pod), object.value());
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }

  private static List<String> texts(@Nullable Value value) {
    var texts = new ArrayList<String>();
    if (value instanceof ArrayValue items) {
      items.forEach(item -> texts.add(text(item)));
    }
    return texts;
  }
}
