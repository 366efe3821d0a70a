package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The responses that are kept for one request, at the time of one evaluation. */
public final class KeptResponses {

  private static final Set<String> MODES = Set.of("serialized", "deserialized");

  private final ResponseCache cache;
  private final ObjectValue key;
  private final int forcedSeconds;
  private final Instant now;

  /**
   * @param key the request's parameters without what does not make another response
   * @param forcedSeconds how long a response is good whatever it says, 0 for as it says
   */
  public KeptResponses(ResponseCache cache, ObjectValue key, int forcedSeconds, Instant now) {
    this.cache = cache;
    this.key = key;
    this.forcedSeconds = forcedSeconds;
    this.now = now;
  }

  /**
   * The kept response, which is confirmed by the server if it is old; null if there is none that is
   * still good.
   *
   * @throws SendException if the server cannot be asked
   */
  public @Nullable Response find(Sender sender) throws SendException {
    var kept = cache.get(key);
    if (kept == null || now.isBefore(kept.end())) {
      return kept == null ? null : kept.response();
    }
    var request = sender.read(key);
    cache.remove(key);
    var tag = kept.response().header("Etag");
    var modified = kept.response().header("Last-Modified");
    if (tag.isEmpty() && modified.isEmpty()) {
      return null;
    }
    var conditional = tag.isEmpty() ? request : request.with("If-None-Match", tag);
    var answer = sender.send(
        modified.isEmpty() ? conditional : conditional.with("If-Modified-Since", modified));
    return switch (answer.code()) {
      case 304 -> confirmed(kept.response().updated(answer), answer);
      case 200 -> {
        store(answer);
        yield answer;
      }
      default -> null;
    };
  }

  private Response confirmed(Response response, Response answer) throws SendException {
    checkMode();
    cache.put(key, new ResponseCache.Kept(response, end(answer)));
    return response;
  }

  /** Keeps the response if it may be. @throws SendException if it does not say rightly how long */
  public void store(Response response) throws SendException {
    if (Freshness.isKept(response)
        && (forcedSeconds > 0 || Freshness.mayBeStored(response))) {
      checkMode();
      cache.put(key, new ResponseCache.Kept(response, end(response)));
    }
  }

  private Instant end(Response response) throws SendException {
    return forcedSeconds > 0 ? now.plusSeconds(forcedSeconds) : Freshness.end(response);
  }

  private void checkMode() throws SendException {
    var mode = key.get("caching_mode");
    if (mode != null && !(mode instanceof StringValue)) {
      throw SendException.internal("invalid value for \"caching_mode\" field");
    }
    if (mode instanceof StringValue name && !MODES.contains(name.value())) {
      throw SendException.internal(
          "invalid value specified for \"caching_mode\" field: " + name.value());
    }
  }

  /** Whether a response may be remembered within an evaluation. */
  public static boolean isKept(Response response) {
    return Freshness.isKept(response);
  }
}
