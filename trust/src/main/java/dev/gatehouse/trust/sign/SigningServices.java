package dev.gatehouse.trust.sign;

import dev.gatehouse.trust.certificate.Validity;
import dev.gatehouse.trust.sign.SigningException.Reason;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The services that take part in signing.
 *
 * @param authorities those that certify identities, of which the first is asked
 * @param logs those that the signature is entered in, all of them
 * @param timestampAuthorities those that timestamp the signature, all of them
 */
public record SigningServices(
    List<Service> authorities, List<Service> logs, List<Service> timestampAuthorities) {

  private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.signingconfig.v0.2+json";
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SERVICES = 100;

  /** No service at all: enough to sign with a key and without a log. */
  public static final SigningServices NONE = new SigningServices(List.of(), List.of(), List.of());

  /** One service: its base URL (a timestamp authority's whole URL) and the version of its API. */
  public record Service(URI url, int version) {}

  public SigningServices {
    authorities = List.copyOf(authorities);
    logs = List.copyOf(logs);
    timestampAuthorities = List.copyOf(timestampAuthorities);
  }

  /**
   * Reads a {@code signing_config.json} of version 0.2 and chooses: of each operator the highest
   * version that is supported and active, of these as many as the configuration says.
   */
  public static SigningServices parse(byte[] json, Instant now)
      throws MalformedException, SigningException {
    var file = Fields.parse("the signing configuration", json, MAX_BYTES);
    if (!file.text("mediaType").equals(MEDIA_TYPE)) {
      throw new MalformedException("the signing configuration has the unknown media type "
          + file.text("mediaType"));
    }
    var authorities = active(file, "caUrls", List.of(1), now);
    return new SigningServices(authorities,
        chosen(active(file, "rekorTlogUrls", List.of(1, 2), now),
            file.fieldsOrNone("rekorTlogConfig"), "logs"),
        chosen(active(file, "tsaUrls", List.of(1), now), file.fieldsOrNone("tsaConfig"),
            "timestamp authorities"));
  }

  private static List<Service> active(Fields file, String name, List<Integer> versions, Instant now)
      throws MalformedException {
    Map<String, Service> best = new LinkedHashMap<>();
    for (var each : file.objects(name, MAX_SERVICES)) {
      var version = (int) Math.min(each.natural("majorApiVersion"), Integer.MAX_VALUE);
      if (versions.contains(version) && validity(each).contains(now)) {
        best.merge(each.textIfAny("operator").orElse(each.path()),
            new Service(url(each), version),
            (one, other) -> other.version() > one.version() ? other : one);
      }
    }
    return List.copyOf(best.values());
  }

  private static List<Service> chosen(List<Service> services, Fields config, String what)
      throws MalformedException, SigningException {
    var selector = config.textIfAny("selector").orElse("ANY");
    var count = switch (selector) {
      case "ANY" -> Math.min(1, services.size());
      case "ALL" -> services.size();
      case "EXACT" -> (int) Math.min(config.natural("count"), Integer.MAX_VALUE);
      default -> throw new MalformedException("the signing configuration has the unknown selector "
          + selector);
    };
    if (count > services.size() || count == 0 && config.has("selector")) {
      throw new SigningException(Reason.NO_SERVICE, "the signing configuration wants "
          + Math.max(count, 1) + " " + what + ", " + services.size()
          + " are active and supported");
    }
    return new ArrayList<>(services.subList(0, count));
  }

  private static URI url(Fields service) throws MalformedException {
    try {
      return new URI(service.text("url"));
    } catch (URISyntaxException e) {
      throw new MalformedException(service.path() + ".url is not a URL", e);
    }
  }

  private static Validity validity(Fields service) throws MalformedException {
    var range = service.fieldsOrNone("validFor");
    try {
      return new Validity(OffsetDateTime.parse(range.text("start")).toInstant(), range.has("end")
          ? OffsetDateTime.parse(range.text("end")).toInstant()
          : Instant.MAX);
    } catch (DateTimeException e) {
      throw new MalformedException(range.path() + " is not a period of RFC 3339 times", e);
    }
  }
}
