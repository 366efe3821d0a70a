package dev.gatehouse.policy.provider;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.NullValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.builtin.BuiltinException;
import dev.gatehouse.rego.types.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Data from outside, as policies ask for it with {@code external_data({"provider": …, "keys": […]})}.
 * A failure is never an error of the policy: it is part of the answer, and the policy decides.
 *
 * <p>Its state changes: which providers there are, their connections and remembered answers. Calls
 * may come from any thread.
 */
public final class ExternalData implements AutoCloseable {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final Supplier<Optional<ClientCertificate>> certificate;
  private final AnswerCache cache;
  private final Map<String, ProviderClient> clients = new ConcurrentHashMap<>();
  private final Function<String, Optional<LocalProvider>> local;
  private volatile Map<String, Provider> providers = Map.of();

  /**
   * External data without providers yet.
   *
   * @param timeToLive how long answers are remembered; zero for not at all
   * @param certificate the certificate to show to providers, asked for at each handshake
   * @param nanoClock the time that passes, in nanoseconds, such as {@link System#nanoTime()}
   */
  public ExternalData(Duration timeToLive, Supplier<Optional<ClientCertificate>> certificate,
      LongSupplier nanoClock) {
    this(timeToLive, certificate, nanoClock, name -> Optional.empty());
  }

  /**
   * External data of which some is answered in this process.
   *
   * @param local finds what is answered here by its name; a provider of the same name that is served
   *     elsewhere is never asked
   */
  public ExternalData(Duration timeToLive, Supplier<Optional<ClientCertificate>> certificate,
      LongSupplier nanoClock, Function<String, Optional<LocalProvider>> local) {
    this.certificate = certificate;
    this.local = local;
    this.cache = new AnswerCache(timeToLive, nanoClock);
  }

  /** Takes these providers, by name, in place of those so far. */
  public void use(Map<String, Provider> newProviders) {
    providers = Map.copyOf(newProviders);
    cache.keepOnly(providers);
    clients.values().removeIf(client -> {
      var isGone = !client.provider().equals(newProviders.get(client.provider().name()));
      if (isGone) {
        client.close();
      }
      return isGone;
    });
  }

  /** The function that policies call. */
  public Builtin function() {
    Builtin.Code1 code = (context, request) -> context.remember(
        new Call(request), () -> answer(Question.parse(request), context.deadlineNanos()));
    return new Builtin("external_data", "",
        new Type.Function(List.of(Type.ANY), Type.ANY, null), Set.of(Builtin.Flag.NONDETERMINISTIC),
        "Asks a provider of external data about keys.", code);
  }

  /** Marks what is remembered for one evaluation. */
  private record Call(Value request) {}

  /** What a policy asks. */
  private record Question(String provider, List<String> keys) {

    static Question parse(Value value) {
      if (!(value instanceof ObjectValue request)) {
        throw BuiltinException.failure("external_data: request must be an object");
      }
      var keys = new ArrayList<String>();
      if (request.get("keys") instanceof ArrayValue items) {
        for (var item : items) {
          if (!(item instanceof StringValue key)) {
            throw BuiltinException.failure("external_data: keys must be strings");
          }
          keys.add(key.value());
        }
      }
      var provider = request.get("provider") instanceof StringValue name ? name.value() : "";
      return new Question(provider, List.copyOf(keys));
    }
  }

  private Value answer(Question question, long deadlineNanos) {
    try {
      var here = local.apply(question.provider);
      if (here.isPresent()) {
        return value(answer(here.get(), question.keys, deadlineNanos));
      }
      var provider = providers.get(question.provider);
      if (provider == null && !question.keys.isEmpty()) {
        throw new ProviderException(BAD_REQUEST, "key is not found in provider cache");
      }
      return value(provider == null
          ? new ProviderAnswer(List.of(), "", true, 0)
          : answer(provider, question.keys));
    } catch (ProviderException e) {
      return ObjectValue.builder()
          .put("responses", NullValue.NULL)
          .put("errors", NullValue.NULL)
          .put("status_code", IntegerValue.of(e.status()))
          .put("system_error", StringValue.of(e.getMessage()))
          .build();
    }
  }

  /** What is answered here remembers by itself what it wants to. */
  private static ProviderAnswer answer(
      LocalProvider here, List<String> keys, long deadlineNanos) {
    return new ProviderAnswer(here.answer(keys, deadlineNanos), "", true, OK);
  }

  /** Remembered answers first, then those of the provider, which is asked once about the rest. */
  private ProviderAnswer answer(Provider provider, List<String> keys) throws ProviderException {
    var items = new ArrayList<ProviderItem>();
    var unknown = new ArrayList<String>();
    for (var key : keys) {
      var entry = cache.find(provider, key);
      entry.ifPresentOrElse(found -> items.add(found.item()), () -> unknown.add(key));
    }
    if (unknown.isEmpty()) {
      return new ProviderAnswer(items, "", true, 0);
    }
    var answer = client(provider).ask(unknown);
    cache.remember(provider, answer);
    items.addAll(answer.items());
    return new ProviderAnswer(items, answer.systemError(), answer.idempotent(), answer.status());
  }

  private synchronized ProviderClient client(Provider provider) throws ProviderException {
    var known = clients.get(provider.name());
    if (known != null && known.provider().equals(provider)) {
      return known;
    }
    var made = new ProviderClient(provider, certificate);
    var earlier = clients.put(provider.name(), made);
    if (earlier != null) {
      earlier.close();
    }
    return made;
  }

  private static Value value(ProviderAnswer answer) {
    var responses = new ArrayValue.Builder();
    var errors = new ArrayValue.Builder();
    for (var item : answer.items()) {
      var key = StringValue.of(item.key());
      if (item.error().isEmpty()) {
        responses.add(ArrayValue.of(key, item.value()));
      } else {
        errors.add(ArrayValue.of(key, StringValue.of(item.error())));
      }
    }
    return ObjectValue.builder()
        .put("responses", responses.build())
        .put("errors", errors.build())
        .put("status_code", IntegerValue.of(answer.status()))
        .put("system_error", StringValue.of(answer.systemError()))
        .build();
  }

  @Override
  public void close() {
    clients.values().forEach(ProviderClient::close);
    clients.clear();
  }
}
