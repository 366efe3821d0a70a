package dev.gatehouse.server;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.image.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Answers Gatekeeper's questions about images: {@code ProviderRequest} in, {@code ProviderResponse}
 * out, of {@code externaldata.gatekeeper.sh/v1beta1}. One bad image is an error of its own key and
 * spoils no other.
 */
final class ProviderJob implements PostEndpoint.Job {

  private static final String API_VERSION = "externaldata.gatekeeper.sh/v1beta1";
  private static final int MOST_KEYS = 1000;

  private final Images images;
  private final JsonLimits limits;
  private final Function<ImageFinding, Value> value;

  private ProviderJob(Images images, JsonLimits limits, Function<ImageFinding, Value> value) {
    this.images = images;
    this.limits = limits;
    this.value = value;
  }

  /** Answers with all that is known about a good image. */
  static ProviderJob facts(Images images, JsonLimits limits) {
    return new ProviderJob(images, limits, ImageFinding::facts);
  }

  /**
   * Answers with the reference that is to stand in place of a good image's: mutations take texts
   * alone. One that no rule is about, and that is let in all the same, stays as it is.
   */
  static ProviderJob pins(Images images, JsonLimits limits) {
    return new ProviderJob(images, limits,
        finding -> StringValue.of(finding.pinned().orElse(finding.reference())));
  }

  @Override
  public void run(Exchange exchange, byte[] body) throws RefusedException {
    var keys = keys(parse(body));
    var findings = images.find(keys, Surroundings.NONE, exchange.deadline().nanoTime());
    exchange.answer(HttpStatus.OK_200, Exchange.JSON, response(findings, ""));
  }

  private Value parse(byte[] body) throws RefusedException {
    try {
      return Json.parse(body, limits);
    } catch (TextException e) {
      throw new RefusedException("the request body is not JSON: " + e.getMessage());
    }
  }

  private static List<String> keys(Value value) throws RefusedException {
    if (!(value instanceof ObjectValue request)
        || !StringValue.of(API_VERSION).equals(request.get("apiVersion"))
        || !StringValue.of("ProviderRequest").equals(request.get("kind"))) {
      throw new RefusedException("expected a ProviderRequest of " + API_VERSION);
    }
    if (!(request.get("request") instanceof ObjectValue question)
        || !(question.get("keys") instanceof ArrayValue list)) {
      throw new RefusedException("expected a list of image references at request.keys");
    }
    if (list.size() > MOST_KEYS) {
      throw new RefusedException(
          "too many keys: " + list.size() + ", at most " + MOST_KEYS + " may be asked at once");
    }
    var keys = new ArrayList<String>();
    for (var key : list) {
      if (!(key instanceof StringValue text)) {
        throw new RefusedException(
            "request.keys[" + keys.size() + "]: expected a string, found a " + key.typeName());
      }
      keys.add(text.value());
    }
    return keys;
  }

  @Override
  public byte[] refusal(int status, String message) {
    return response(List.of(), message);
  }

  @Override
  public byte[] failure(String message) {
    return response(List.of(), message);
  }

  private byte[] response(List<ImageFinding> findings, String systemError) {
    var items = new ArrayValue.Builder();
    findings.forEach(finding -> items.add(item(finding)));
    return Json.writeBytes(ObjectValue.builder()
        .put("apiVersion", StringValue.of(API_VERSION))
        .put("kind", StringValue.of("ProviderResponse"))
        .put("response", ObjectValue.builder()
            .put("idempotent", BooleanValue.TRUE)
            .put("items", items.build())
            .put("systemError", StringValue.of(systemError))
            .build())
        .build());
  }

  private ObjectValue item(ImageFinding finding) {
    var item = ObjectValue.builder().put("key", StringValue.of(finding.reference()));
    return finding.error().isEmpty()
        ? item.put("value", value.apply(finding)).build()
        : item.put("error", StringValue.of(finding.error())).build();
  }
}
