package dev.gatehouse.trust.image;

import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.trust.image.ImageSettings.Unmatched;
import dev.gatehouse.trust.registry.CredentialSource;
import dev.gatehouse.trust.registry.DockerConfig;
import dev.gatehouse.trust.registry.Mirror;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.RegistryOptions;
import dev.gatehouse.trust.registry.RegistrySettings;
import dev.gatehouse.trust.registry.RegistryTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;

/** Reads {@code ImageSettings}: times, registries, credentials. */
final class SettingsReader {

  /** What the settings are where none are written. */
  static final Settings NONE = new Settings(
      ImageSettings.DEFAULT, RegistryOptions.SERVER, CredentialSource.ANONYMOUS);

  private static final int LONGEST_FILE = 1 << 20;

  /** All settings. */
  record Settings(
      ImageSettings settings, RegistryOptions registries, CredentialSource credentials) {}

  private SettingsReader() {}

  static Settings read(RuleFields fields) {
    var specification = fields.at("spec").only("noMatch", "deadlineSeconds", "atOnce",
        "goodForSeconds", "badForSeconds", "tagForSeconds", "registries", "dockerConfig",
        "requireDigest");
    var standard = ImageSettings.DEFAULT;
    var settings = new ImageSettings(
        unmatched(specification),
        seconds(specification, "deadlineSeconds", standard.deadline()),
        specification.count("atOnce", standard.atOnce()),
        seconds(specification, "goodForSeconds", standard.goodFor()),
        seconds(specification, "badForSeconds", standard.badFor()),
        seconds(specification, "tagForSeconds", standard.tagFor()));
    var registries = RegistryOptions.SERVER;
    for (var registry : specification.all("registries")) {
      registries = registries.with(registry.required("host"), registry(registry));
    }
    return new Settings(settings, registries, credentials(specification));
  }

  private static Unmatched unmatched(RuleFields fields) {
    return switch (fields.text("noMatch").orElse("deny")) {
      case "deny" -> Unmatched.DENY;
      case "warn" -> Unmatched.WARN;
      case "allow" -> Unmatched.ALLOW;
      default -> {
        fields.fault("noMatch", "expected deny, warn or allow");
        yield Unmatched.DENY;
      }
    };
  }

  private static Duration seconds(RuleFields fields, String name, Duration standard) {
    return Duration.ofSeconds(fields.count(name, (int) standard.toSeconds()));
  }

  private static RegistrySettings registry(RuleFields fields) {
    fields.only("host", "plainHTTP", "caFile", "clientCertificateFile", "clientKeyFile", "mirrors",
        "tokenHosts");
    var settings = RegistrySettings.NAMED.withTokenHosts(Set.copyOf(fields.texts("tokenHosts")));
    var mirrors = new ArrayList<Mirror>();
    for (var mirror : fields.texts("mirrors")) {
      try {
        mirrors.add(Mirror.parse(mirror));
      } catch (IllegalArgumentException e) {
        fields.fault("mirrors", String.valueOf(e.getMessage()));
      }
    }
    settings = settings.withMirrors(mirrors);
    if (fields.has("caFile") || fields.has("clientCertificateFile")) {
      settings = settings.withTls(tls(fields));
    }
    return fields.flag("plainHTTP") ? settings.withPlainHttp() : settings;
  }

  private static TlsSettings tls(RuleFields fields) {
    try {
      var hasCertificate = fields.has("clientCertificateFile");
      return RegistryTls.read(fields.has("caFile") ? file(fields, "caFile") : "",
          hasCertificate ? file(fields, "clientCertificateFile") : "",
          hasCertificate ? file(fields, "clientKeyFile") : "");
    } catch (IOException | GeneralSecurityException e) {
      fields.fault("TLS files cannot be used: " + e.getMessage());
      return TlsSettings.DEFAULT;
    }
  }

  private static CredentialSource credentials(RuleFields fields) {
    if (!fields.has("dockerConfig")) {
      return CredentialSource.ANONYMOUS;
    }
    try {
      return DockerConfig.parse(fields.file("dockerConfig", LONGEST_FILE));
    } catch (IOException | RegistryException e) {
      fields.fault("dockerConfig", "cannot be used: " + e.getMessage());
      return CredentialSource.ANONYMOUS;
    }
  }

  private static String file(RuleFields fields, String name) throws IOException {
    return fields.fileText(name, LONGEST_FILE);
  }
}
