package dev.gatehouse.trust.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.Json;
import dev.gatehouse.trust.root.PemRoots;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads a {@code TrustRoot} resource: keys and chains as Sigstore writes them, or a trusted root. */
final class TrustRootReader {

  private static final int LONGEST = 4 << 20;

  private TrustRootReader() {}

  static Optional<TrustRoot> read(RuleFields fields, boolean sigstore) {
    var specification = fields.at("spec");
    try {
      if (sigstore) {
        return refusesTuf(specification)
            ? Optional.empty()
            : Optional.of(keys(specification.only("sigstoreKeys").at("sigstoreKeys")));
      }
      specification.only("file", "trustedRoot");
      if (specification.has("trustedRoot")) {
        var json = Json.write(specification.at("trustedRoot").value());
        return Optional.of(TrustRoot.parse(json.getBytes(UTF_8)));
      }
      return Optional.of(TrustRoot.parse(specification.file("file", LONGEST)));
    } catch (MalformedException | IOException e) {
      specification.fault("is no trust root: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Nothing is fetched while images are judged, and no repository is unpacked. */
  private static boolean refusesTuf(RuleFields specification) {
    var instead = " and name it in a TrustRoot of trust.gatehouse.dev (spec.file)";
    if (specification.has("remote")) {
      specification.fault("remote",
          "is not fetched: get its trusted_root.json with cosign initialize" + instead);
    }
    if (specification.has("repository")) {
      specification.fault("repository",
          "is not unpacked: take the trusted_root.json among its targets" + instead);
    }
    return specification.has("remote") || specification.has("repository");
  }

  private static TrustRoot keys(RuleFields fields) throws MalformedException {
    fields.only("certificateAuthorities", "tLogs", "ctLogs", "timestampAuthorities");
    return new PemRoots(
        texts(fields.all("certificateAuthorities"), "certChain"),
        texts(fields.all("tLogs"), "publicKey"),
        texts(fields.all("ctLogs"), "publicKey"),
        texts(fields.all("timestampAuthorities"), "certChain")).toTrustRoot();
  }

  private static String texts(List<RuleFields> entries, String field) {
    var texts = new ArrayList<String>();
    for (var entry : entries) {
      entry.only("subject", "uri", "baseURL", "hashAlgorithm", field);
      entry.text("hashAlgorithm").filter(name -> !name.matches("(?i)sha-?256")).ifPresent(
          name -> entry.fault("hashAlgorithm", "only sha-256 is supported, found " + name));
      try {
        var decoded = Base64.getMimeDecoder().decode(entry.required(field));
        texts.add(new String(decoded, UTF_8));
      } catch (IllegalArgumentException e) {
        entry.fault(field, "expected base64: " + e.getMessage());
      }
    }
    return String.join("\n", texts);
  }
}
