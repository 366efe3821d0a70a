package dev.gatehouse.trust.registry;

import dev.gatehouse.http.HttpAnswer;
import dev.gatehouse.json.Value;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.registry.Materials.Fault;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists what refers to a manifest: by the referrers API page by page or, where the registry knows no
 * such thing or nothing by it, by the fallback tag that clients keep instead.
 *
 * <p>Nothing is left out because of its artifact type, which several clients and registries fill in
 * wrongly.
 */
final class Referrers {

  private static final int MOST_KEPT = 1000;

  private final Exchange exchange;
  private final RegistryLimits limits;

  Referrers(Exchange exchange, RegistryLimits limits) {
    this.exchange = exchange;
    this.limits = limits;
  }

  /**
   * What was found, in the registry's order.
   *
   * @param supported whether the registry has the referrers API
   */
  record Listing(List<Descriptor> found, List<Fault> faults, boolean supported) {}

  Listing list(Endpoint endpoint, Digest subject, Budget budget) throws RegistryException {
    var found = new ArrayList<Descriptor>();
    var faults = new ArrayList<Fault>();
    var supported = byApi(endpoint, subject, budget, found, faults);
    if (found.isEmpty()) {
      byTag(endpoint, subject, budget, found, faults);
    }
    return new Listing(found, faults, supported);
  }

  /** Whether there is such an API. */
  private boolean byApi(Endpoint endpoint, Digest subject, Budget budget, List<Descriptor> found,
      List<Fault> faults) throws RegistryException {
    var target = endpoint.at("referrers/" + subject);
    for (var page = 0; page < limits.pages(); page++) {
      var ask = Ask.get("the referrers of " + subject, target,
          Map.of("Accept", MediaTypes.OCI_INDEX), limits.manifest());
      var answer = authorized(endpoint, ask, budget, faults);
      if (answer.isEmpty() || !isIndex(answer.get())) {
        return page > 0;
      }
      take(Exchange.describe(endpoint, ask), answer.get().body(), found, faults);
      var next = Links.next(endpoint, target, answer.get());
      if (next.isEmpty() || found.size() >= MOST_KEPT) {
        return true;
      }
      target = next.get();
    }
    faults.add(tooMany(subject, "more than " + limits.pages() + " pages of referrers"));
    return true;
  }

  /** Empty if the registry does not know the question; a denial is a fault beside. */
  private Optional<HttpAnswer> authorized(Endpoint endpoint, Ask ask, Budget budget,
      List<Fault> faults) throws RegistryException {
    try {
      var answer = exchange.send(endpoint, ask, budget);
      if (answer.status() >= 500) {
        throw new RegistryException(Reason.UNAVAILABLE, Exchange.describe(endpoint, ask)
            + ": the registry answers with status " + answer.status());
      }
      return Optional.of(answer).filter(HttpAnswer::isSuccess);
    } catch (RegistryException e) {
      if (e.reason() != Reason.UNAUTHORIZED) {
        throw e;
      }
      faults.add(new Fault("referrers", e));
      return Optional.empty();
    }
  }

  /** Old registries answer the unknown path with a page for people. */
  private static boolean isIndex(HttpAnswer answer) {
    var type = answer.header("Content-Type").orElse("");
    return type.startsWith(MediaTypes.OCI_INDEX) || type.startsWith("application/json");
  }

  private void byTag(Endpoint endpoint, Digest subject, Budget budget, List<Descriptor> found,
      List<Fault> faults) throws RegistryException {
    var tag = Storage.REFERRERS.tag(subject);
    var ask = Ask.get("the tag " + tag, endpoint.at("manifests/" + tag),
        Map.of("Accept", MediaTypes.ACCEPTED), limits.manifest());
    var answer = exchange.send(endpoint, ask, budget);
    if (answer.status() >= 500) {
      throw new RegistryException(Reason.UNAVAILABLE, Exchange.describe(endpoint, ask)
          + ": the registry answers with status " + answer.status());
    }
    if (answer.isSuccess()) {
      take(Exchange.describe(endpoint, ask), answer.body(), found, faults);
    }
  }

  /** An entry that cannot be read is a fault of its own. */
  private static void take(String what, byte[] index, List<Descriptor> found, List<Fault> faults) {
    List<Value> entries;
    try {
      entries = Fields.items(Fields.object(what, index), "manifests");
    } catch (RegistryException e) {
      faults.add(new Fault("referrers", e));
      return;
    }
    for (var entry : entries) {
      if (found.size() >= MOST_KEPT) {
        return;
      }
      try {
        found.add(Manifest.descriptor(what, entry));
      } catch (RegistryException e) {
        if (faults.size() < 10) {
          faults.add(new Fault("referrers", e));
        }
      }
    }
  }

  static Fault tooMany(Digest subject, String what) {
    return new Fault("referrers of " + subject, new RegistryException(Reason.TOO_LARGE,
        what + "; the rest was not looked at"));
  }

  /** What asks for the next page: {@code Link: <…>; rel="next"} (RFC 8288), at the same registry. */
  static final class Links {

    private Links() {}

    static Optional<URI> next(Endpoint endpoint, URI page, HttpAnswer answer)
        throws RegistryException {
      for (var header : answer.headers("Link")) {
        var end = header.indexOf('>');
        if (header.startsWith("<") && end > 0 && header.substring(end).contains("rel=\"next\"")) {
          return Optional.of(resolve(endpoint, page, header.substring(1, end)));
        }
      }
      return Optional.empty();
    }

    private static URI resolve(Endpoint endpoint, URI page, String link)
        throws RegistryException {
      try {
        var next = page.resolve(link);
        if (next.getHost() != null && endpoint.isOrigin(next)
            && next.getPath().startsWith("/v2/")) {
          return next;
        }
      } catch (IllegalArgumentException e) {
        throw new RegistryException(Reason.MALFORMED,
            endpoint.registry() + " links to a next page that has no address", e);
      }
      throw new RegistryException(Reason.REFUSED_REDIRECT,
          endpoint.registry() + " links to a next page at another place");
    }
  }
}
