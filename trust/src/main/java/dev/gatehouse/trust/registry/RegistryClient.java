package dev.gatehouse.trust.registry;

import dev.gatehouse.http.HttpAnswer;
import dev.gatehouse.http.HttpTransport;
import dev.gatehouse.http.Manner;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads images' manifests and what is stored beside them, and stores signatures. Safe for use by
 * several threads. Connections and tokens are kept until it is closed.
 */
public final class RegistryClient implements AutoCloseable {

  private static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1";

  private final RegistryOptions options;
  private final HttpTransport transport;
  private final Authenticator authenticator;
  private final CredentialSource credentials;
  private final Exchange exchange;

  public RegistryClient(RegistryOptions options, CredentialSource credentials) {
    var own = new HttpTransport(Manner.strict(options.resolver()));
    this(options, own, new Authenticator(own), credentials);
  }

  private RegistryClient(RegistryOptions options, HttpTransport transport,
      Authenticator authenticator, CredentialSource credentials) {
    this.options = options;
    this.transport = transport;
    this.authenticator = authenticator;
    this.credentials = credentials;
    this.exchange = new Exchange(transport, authenticator, credentials);
  }

  /** A client over the same connections for somebody else; closing either closes both. */
  public RegistryClient withCredentials(CredentialSource others) {
    return new RegistryClient(options, transport, authenticator, others);
  }

  /** A client over the same connections that tells registries these credentials first. */
  public RegistryClient withFirst(List<CredentialSource> others) {
    if (others.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(others);
    all.add(credentials);
    return withCredentials(CredentialSource.of(all));
  }

  /** Names the credentials in use, for keys of caches. */
  public String scope() {
    return credentials.scope();
  }

  RegistryOptions options() {
    return options;
  }

  /** Does something beside the caller, on a thread of the options. */
  public void beside(Runnable task) {
    options.threads().newThread(task).start();
  }

  Exchange exchange() {
    return exchange;
  }

  /**
   * What a reference stands for now. Its digest is made from the bytes; a digest in the reference
   * must be that of the bytes.
   *
   * @throws RegistryException if it cannot be had
   */
  public Resolved resolve(ImageReference image, Budget budget) throws RegistryException {
    var digest = image.digest();
    if (digest.isPresent()) {
      return manifest(image, digest.get(), budget);
    }
    var tag = image.effectiveTag().orElseThrow();
    return first(image, true, budget, (endpoint, part) -> manifest(endpoint, tag, part));
  }

  /** The manifest of this digest in the repository of a reference. */
  public Resolved manifest(ImageReference image, Digest digest, Budget budget)
      throws RegistryException {
    return first(image, false, budget, (endpoint, part) -> {
      var held = manifest(endpoint, digest.toString(), part);
      if (!digest.matches(held.bytes())) {
        throw new RegistryException(Reason.LYING, endpoint.registry() + "/" + endpoint.repository()
            + ": the manifest served as " + digest + " is " + Digest.of(held.bytes()));
      }
      return new Resolved(digest, held.mediaType(), held.bytes());
    });
  }

  private Resolved manifest(Endpoint endpoint, String reference, Budget budget)
      throws RegistryException {
    var ask = Ask.get("the manifest " + reference, endpoint.at("manifests/" + reference),
        Map.of("Accept", MediaTypes.ACCEPTED), options.limits().manifest());
    var answer = found(endpoint, ask, exchange.send(endpoint, ask, budget));
    var claimed = answer.header("Docker-Content-Digest").flatMap(Digest::parse);
    if (claimed.isPresent() && !claimed.get().matches(answer.body())) {
      throw new RegistryException(Reason.LYING, Exchange.describe(endpoint, ask)
          + ": the registry says that it is " + claimed.get() + ", but what it sends is "
          + Digest.of(answer.body()));
    }
    var type = type(answer);
    if (type.startsWith(SCHEMA_1)) {
      throw new RegistryException(Reason.REJECTED, Exchange.describe(endpoint, ask)
          + ": a manifest of docker's schema 1, which has no digest of its own");
    }
    return new Resolved(Digest.of(answer.body()), type, answer.body());
  }

  /** Empty for a type that says nothing: the document says it then. */
  private static String type(HttpAnswer answer) throws RegistryException {
    var type = answer.header("Content-Type").orElse("");
    var end = type.indexOf(';');
    var plain = (end < 0 ? type : type.substring(0, end)).strip();
    if (MediaTypes.isIndex(plain) || MediaTypes.isManifest(plain) || plain.startsWith(SCHEMA_1)) {
      return plain;
    }
    return Fields.text(Fields.object("the manifest", answer.body()), "mediaType");
  }

  /**
   * The blob that a descriptor points at.
   *
   * @param largest bytes, whatever the descriptor says
   */
  public byte[] blob(ImageReference image, Descriptor descriptor, int largest, Budget budget)
      throws RegistryException {
    if (descriptor.size() > largest) {
      throw new RegistryException(Reason.TOO_LARGE, "the blob " + descriptor.digest() + " has "
          + descriptor.size() + " bytes, more than the " + largest + " allowed");
    }
    return first(image, false, budget, (endpoint, part) -> {
      var ask = Ask.get("the blob " + descriptor.digest(),
          endpoint.at("blobs/" + descriptor.digest()), Map.of(), largest);
      var bytes = found(endpoint, ask, exchange.send(endpoint, ask, part)).body();
      if (bytes.length != descriptor.size() || !descriptor.digest().matches(bytes)) {
        throw new RegistryException(Reason.LYING, Exchange.describe(endpoint, ask)
            + ": what the registry sends is " + Digest.of(bytes) + " of " + bytes.length
            + " bytes; expected " + descriptor.size() + " bytes");
      }
      return bytes;
    });
  }

  /** The manifests that refer to this one, as far as the limits go. */
  public List<Descriptor> referrers(ImageReference image, Digest subject, Budget budget)
      throws RegistryException {
    return listing(image, subject, budget).found();
  }

  /** From the first place that knows any: a mirror may well hold images alone. */
  Referrers.Listing listing(ImageReference image, Digest subject, Budget budget)
      throws RegistryException {
    var referrers = new Referrers(exchange, options.limits());
    var endpoints = Endpoint.of(image, options);
    for (var endpoint : endpoints.subList(0, endpoints.size() - 1)) {
      try {
        var listing = referrers.list(endpoint, subject, budget.half());
        if (!listing.found().isEmpty()) {
          return listing;
        }
      } catch (RegistryException e) {
        // The registry itself is asked last, and what it says counts.
        continue;
      }
    }
    return referrers.list(endpoints.getLast(), subject, budget);
  }

  /** The tags of the repository, in the registry's order, as far as the limits go. */
  public List<String> tags(ImageReference image, Budget budget) throws RegistryException {
    var endpoint = Endpoint.origin(image, options);
    var tags = new ArrayList<String>();
    var next = Optional.of(endpoint.at("tags/list"));
    for (var page = 0; page < options.limits().pages() && next.isPresent(); page++) {
      var ask = Ask.get("the tags", next.get(), Map.of(), options.limits().manifest());
      var answer = found(endpoint, ask, exchange.send(endpoint, ask, budget));
      for (var tag : Fields.items(Fields.object("the list of tags", answer.body()), "tags")) {
        if (tag instanceof StringValue text) {
          tags.add(text.value());
        }
      }
      next = Referrers.Links.next(endpoint, next.get(), answer);
    }
    return tags;
  }

  /** Whatever is stored beside an image, in every form and place. */
  public Materials materials(ImageReference repository, Digest image, Budget budget) {
    return materials(repository, image, Storage.ALL, budget);
  }

  /**
   * What is stored beside an image. What cannot be had is among the faults; nothing is thrown.
   *
   * @param repository where to look, be it the image's own repository or another
   * @param image the digest that was resolved once
   * @param places where to look there
   */
  public Materials materials(
      ImageReference repository, Digest image, Set<Storage> places, Budget budget) {
    return new MaterialFinder(this, repository, image, budget).find(places);
  }

  /** What stores signatures in the repository of a reference. */
  public RegistryWriter writer(ImageReference repository) throws RegistryException {
    return new RegistryWriter(this, repository);
  }

  /** One question to one place. */
  private interface Question<T> {
    T ask(Endpoint endpoint, Budget budget) throws RegistryException;
  }

  /** Asks the mirrors, then the registry itself, whose failure is the one that counts. */
  private <T> T first(ImageReference image, boolean byTag, Budget budget, Question<T> question)
      throws RegistryException {
    var endpoints = Endpoint.of(image, options);
    for (var endpoint : endpoints.subList(0, endpoints.size() - 1)) {
      if (byTag && !endpoint.answersTags()) {
        continue;
      }
      try {
        return question.ask(endpoint, budget.half());
      } catch (RegistryException e) {
        // What a mirror does not have, or has wrongly, the next one may have.
        continue;
      }
    }
    return question.ask(endpoints.getLast(), budget);
  }

  static HttpAnswer found(Endpoint endpoint, Ask ask, HttpAnswer answer)
      throws RegistryException {
    if (answer.isSuccess()) {
      return answer;
    }
    var what = Exchange.describe(endpoint, ask);
    if (answer.status() == 404) {
      throw new RegistryException(Reason.NOT_FOUND, what + ": not found");
    }
    throw new RegistryException(answer.status() >= 500 ? Reason.UNAVAILABLE : Reason.REJECTED,
        what + ": the registry answers with status " + answer.status());
  }

  @Override
  public void close() {
    transport.close();
  }
}
