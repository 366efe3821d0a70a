package dev.gatehouse.trust.root;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.certificate.CertificateAuthority;
import dev.gatehouse.trust.certificate.Validity;
import dev.gatehouse.trust.key.Hash;
import dev.gatehouse.trust.key.Scheme;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the JSON form of dev.sigstore.trustroot.v1.TrustedRoot. */
final class TrustedRootFile {

  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_ITEMS = 200;
  private static final int MAX_CHAIN = 10;
  private static final List<String> MEDIA_TYPES = List.of(
      "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
      "application/vnd.dev.sigstore.trustedroot+json;version=0.2",
      "application/vnd.dev.sigstore.trustedroot.v0.2+json");
  private static final Map<String, Scheme> SCHEMES = Map.ofEntries(
      Map.entry("PKIX_ECDSA_P256_SHA_256", new Scheme.Ecdsa(Hash.SHA256)),
      Map.entry("PKIX_ECDSA_P384_SHA_384", new Scheme.Ecdsa(Hash.SHA384)),
      Map.entry("PKIX_ECDSA_P384_SHA_256", new Scheme.Ecdsa(Hash.SHA256)),
      Map.entry("PKIX_ECDSA_P521_SHA_512", new Scheme.Ecdsa(Hash.SHA512)),
      Map.entry("PKIX_ECDSA_P521_SHA_256", new Scheme.Ecdsa(Hash.SHA256)),
      Map.entry("PKIX_ED25519", new Scheme.Ed25519()),
      Map.entry("PKIX_ED25519_PH", new Scheme.Ed25519Prehashed()),
      Map.entry("PKCS1_RSA_PKCS1V5", new Scheme.RsaPkcs1(Hash.SHA256)),
      Map.entry("PKIX_RSA_PKCS1V5", new Scheme.RsaPkcs1(Hash.SHA256)),
      Map.entry("PKIX_RSA_PKCS1V15_2048_SHA256", new Scheme.RsaPkcs1(Hash.SHA256)),
      Map.entry("PKIX_RSA_PKCS1V15_3072_SHA256", new Scheme.RsaPkcs1(Hash.SHA256)),
      Map.entry("PKIX_RSA_PKCS1V15_4096_SHA256", new Scheme.RsaPkcs1(Hash.SHA256)),
      Map.entry("PKCS1_RSA_PSS", new Scheme.RsaPss(Hash.SHA256)),
      Map.entry("PKIX_RSA_PSS", new Scheme.RsaPss(Hash.SHA256)),
      Map.entry("PKIX_RSA_PSS_2048_SHA256", new Scheme.RsaPss(Hash.SHA256)),
      Map.entry("PKIX_RSA_PSS_3072_SHA256", new Scheme.RsaPss(Hash.SHA256)),
      Map.entry("PKIX_RSA_PSS_4096_SHA256", new Scheme.RsaPss(Hash.SHA256)));

  private TrustedRootFile() {}

  static TrustRoot read(byte[] json) throws MalformedException {
    var file = Fields.parse("the trust root", json, MAX_BYTES);
    var mediaType = file.text("mediaType");
    if (!MEDIA_TYPES.contains(mediaType)) {
      throw new MalformedException("the trust root has the unknown media type " + mediaType);
    }
    return new TrustRoot(Digest.of(json), authorities(file, "certificateAuthorities"),
        logs(file, "tlogs"), logs(file, "ctlogs"), authorities(file, "timestampAuthorities"));
  }

  private static List<CertificateAuthority> authorities(Fields file, String name)
      throws MalformedException {
    var authorities = new ArrayList<CertificateAuthority>();
    for (var each : file.objects(name, MAX_ITEMS)) {
      var chain = new ArrayList<Certificate>();
      for (var item : each.fields("certChain").objects("certificates", MAX_CHAIN)) {
        chain.add(Certificate.parse(item.bytes("rawBytes")));
      }
      var uri = each.textIfAny("uri").filter(text -> !text.isEmpty()).orElse(each.path());
      authorities.add(CertificateAuthority.of(uri, chain, validity(each)));
    }
    return authorities;
  }

  private static List<TransparencyLog> logs(Fields file, String name) throws MalformedException {
    var logs = new ArrayList<TransparencyLog>();
    for (var each : file.objects(name, MAX_ITEMS)) {
      var key = each.fields("publicKey");
      var validity = validity(key);
      var scheme = SCHEMES.get(key.text("keyDetails"));
      var id = each.fields("logId").bytes("keyId");
      if (scheme != null) {
        var host = host(each.textIfAny("baseUrl").orElse(""));
        logs.add(new TransparencyLog(host, id, key(key), scheme, validity));
      }
    }
    return logs;
  }

  private static VerificationKey key(Fields key) throws MalformedException {
    var encoded = key.bytes("rawBytes");
    return key.text("keyDetails").startsWith("PKCS1_")
        ? VerificationKey.parsePkcs1(encoded)
        : VerificationKey.parse(encoded);
  }

  private static String host(String url) throws MalformedException {
    try {
      var host = new URI(url).getHost();
      return host == null ? "" : host;
    } catch (URISyntaxException e) {
      throw new MalformedException("the trust root has a URL that is none: " + url, e);
    }
  }

  /** A start must be given: without it a key would be good for all of the past. */
  private static Validity validity(Fields owner) throws MalformedException {
    var range = owner.fields("validFor");
    var start = instant(range, "start");
    var end = range.has("end") ? instant(range, "end") : Instant.MAX;
    return new Validity(start, end);
  }

  private static Instant instant(Fields range, String name) throws MalformedException {
    try {
      return OffsetDateTime.parse(range.text(name)).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedException(range.path() + "." + name + " is not an RFC 3339 time", e);
    }
  }
}
