package dev.gatehouse.emulator;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what clients need to know of a Sigstore: whom to trust, and where to sign. */
final class TrustFiles {

  private static final String OPERATOR = "gatehouse emulator";

  private final Authorities authorities;
  private final ObjectValue validity;

  TrustFiles(Authorities authorities, Instant from) {
    this.authorities = authorities;
    this.validity = Fields.of().text("start", from.toString()).build();
  }

  /** A trusted_root.json. */
  ObjectValue trustedRoot() {
    var log = authorities.certificateLog();
    return Fields.of()
        .text("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1")
        .list("tlogs", List.of(log(authorities.promising()), log(authorities.tiled())))
        .list("certificateAuthorities",
            List.of(authority("https://fulcio.local", authorities.certificates().chain())))
        .list("ctlogs",
            List.of(log("https://ct.local", log.key(), "PKIX_ECDSA_P256_SHA_256", log.id())))
        .list("timestampAuthorities",
            List.of(authority("https://tsa.local", authorities.timestamps().chain())))
        .build();
  }

  private ObjectValue log(SignatureLog log) {
    var details = log.version() == LogVersion.V1 ? "PKIX_ECDSA_P256_SHA_256" : "PKIX_ED25519";
    return log("https://" + log.version().host(), log.key(), details, log.id());
  }

  private ObjectValue log(String url, PublicKey key, String details, byte[] id) {
    return Fields.of().text("baseUrl", url).text("hashAlgorithm", "SHA2_256")
        .with("publicKey", Fields.of().bytes("rawBytes", key.getEncoded())
            .text("keyDetails", details).with("validFor", validity).build())
        .with("logId", Fields.of().bytes("keyId", id).build()).text("operator", OPERATOR).build();
  }

  private ObjectValue authority(String url, List<X509Certificate> chain) {
    var certificates = chain.stream()
        .map(certificate -> Fields.of().bytes("rawBytes", Pem.der(certificate)).build()).toList();
    var leaf = chain.getFirst().getSubjectX500Principal().getName();
    var name = leaf.substring(leaf.indexOf("CN=") + 3).replaceFirst(",.*", "");
    return Fields.of()
        .with("subject",
            Fields.of().text("organization", OPERATOR).text("commonName", name).build())
        .text("uri", url)
        .with("certChain", Fields.of().list("certificates", certificates).build())
        .with("validFor", validity).text("operator", OPERATOR).build();
  }

  /**
   * A signing_config.json.
   *
   * @param url where everything is served
   * @param log the kind of log to sign into, if any
   */
  ObjectValue signingConfig(String url, Optional<LogVersion> log, boolean hasTimestamps) {
    var config = Fields.of()
        .text("mediaType", "application/vnd.dev.sigstore.signingconfig.v0.2+json")
        .list("caUrls", List.of(service(url, 1))).list("oidcUrls", List.of(service(url, 1)));
    var any = Fields.of("selector", StringValue.of("ANY"));
    var logs = new ArrayList<Value>();
    log.ifPresent(version -> logs.add(service(url, version == LogVersion.V1 ? 1 : 2)));
    config.list("rekorTlogUrls", logs);
    log.ifPresent(version -> config.with("rekorTlogConfig", any));
    if (hasTimestamps) {
      config.list("tsaUrls", List.of(service(url + "/api/v1/timestamp", 1))).with("tsaConfig", any);
    }
    return config.build();
  }

  private ObjectValue service(String url, int version) {
    return Fields.of().text("url", url).number("majorApiVersion", version)
        .with("validFor", validity).text("operator", OPERATOR).build();
  }
}
