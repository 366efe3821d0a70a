package dev.gatehouse.trust.image;

import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.PredicateTypes;
import dev.gatehouse.trust.certificate.Certificate;
import dev.gatehouse.trust.image.FileObjects.Kind;
import dev.gatehouse.trust.key.VerificationKey;
import dev.gatehouse.trust.root.PemRoots;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Demands;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.Wanted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one authority of an image policy. */
final class AuthorityReader {

  private static final int LONGEST_KEY = 64 << 10;

  private final boolean sigstore;
  private final Function<String, Optional<TrustRoot>> roots;
  private final Supplier<TrustRoot> standardRoot;
  private final FileObjects objects;
  private final PolicyReader policies;

  /**
   * A reader.
   *
   * @param sigstore whether only what Sigstore's own resources may say is taken
   * @param roots trust roots by name
   * @param standardRoot the one where none is named
   * @param objects keys in Secrets among the files
   * @param policies reads policies of attestations
   */
  AuthorityReader(boolean sigstore, Function<String, Optional<TrustRoot>> roots,
      Supplier<TrustRoot> standardRoot, FileObjects objects, PolicyReader policies) {
    this.sigstore = sigstore;
    this.roots = roots;
    this.standardRoot = standardRoot;
    this.objects = objects;
    this.policies = policies;
  }

  Optional<ImageAuthority> read(RuleFields fields, int index) {
    var name = fields.text("name").orElse("authority-" + index);
    if (sigstore) {
      fields.only("name", "key", "keyless", "static", "source", "ctlog", "rfc3161timestamp",
          "attestations", "signatureFormat");
    } else {
      fields.only("name", "key", "keyless", "static", "source", "ctlog", "rfc3161timestamp",
          "attestations", "inclusionProof", "annotations");
    }
    var ways = List.of("key", "keyless", "static").stream().filter(fields::has).toList();
    if (ways.size() != 1) {
      fields.fault("expected one of key, keyless and static, found "
          + (ways.isEmpty() ? "none" : String.join(" and ", ways)));
      return Optional.empty();
    }
    return switch (ways.getFirst()) {
      case "static" -> Optional.of(fixed(name, fields.at("static")));
      case "key" -> key(fields.at("key")).map(key -> signed(name, fields, key, keyDemands(fields)));
      default -> keyless(fields.at("keyless")).map(
          authority -> signed(name, fields, authority, keylessDemands(fields)));
    };
  }

  private static ImageAuthority fixed(String name, RuleFields fields) {
    fields.only("action", "message");
    var action = fields.required("action");
    if (!action.isEmpty() && !action.equals("pass") && !action.equals("fail")) {
      fields.fault("action", "expected pass or fail, found " + action);
    }
    return new ImageAuthority.Fixed(
        name, action.equals("pass"), fields.text("message").orElse(""));
  }

  private ImageAuthority signed(
      String name, RuleFields fields, Authority authority, Demands demands) {
    var wanted = new ArrayList<Wanted>();
    for (var attestation : fields.all("attestations")) {
      attestation(attestation, authority, wanted).map(each -> each.with(demands))
          .ifPresent(wanted::add);
    }
    if (wanted.isEmpty()) {
      wanted.add(Wanted.signature(authority).with(demands)
          .withAnnotations(annotations(fields.at("annotations"))));
    }
    return new ImageAuthority.Signed(name, root(fields), wanted, source(fields));
  }

  /** What must be attested, by a name that no other has. */
  private Optional<Wanted> attestation(
      RuleFields fields, Authority authority, List<Wanted> others) {
    var name = fields.only("name", "predicateType", "policy").text("name")
        .orElse("attestation-" + others.size());
    if (others.stream().anyMatch(other -> other.name().equals(name))) {
      fields.fault("name", "another attestation of this authority is called " + name);
    }
    var policy = policies.ofAttestation(fields);
    return predicateType(fields).map(type -> {
      var wanted = Wanted.attestation(authority, type).named(name);
      return policy.map(wanted::complying).orElse(wanted);
    });
  }

  private static Map<String, String> annotations(RuleFields fields) {
    var annotations = new HashMap<String, String>();
    for (var name : fields.names()) {
      annotations.put(name, fields.required(name));
    }
    return annotations;
  }

  private static Optional<String> predicateType(RuleFields attestation) {
    var type = attestation.required("predicateType");
    try {
      return type.isEmpty() ? Optional.empty() : Optional.of(PredicateTypes.uri(type));
    } catch (IllegalArgumentException e) {
      attestation.fault("predicateType", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Each part may name the root that it goes by; what names none goes by that of the signer. */
  private TrustRoot root(RuleFields fields) {
    var signer = named(fields, "keyless")
        .or(() -> fields.has("keyless") ? Optional.of(standardRoot.get()) : Optional.empty());
    var log = named(fields, "ctlog");
    var time = named(fields, "rfc3161timestamp");
    var first = signer.or(() -> log).or(() -> time).orElseGet(standardRoot);
    return first.with(log.orElse(first), time.orElse(first));
  }

  private Optional<TrustRoot> named(RuleFields fields, String part) {
    if (!fields.has(part)) {
      return Optional.empty();
    }
    var name = fields.at(part).text("trustRootRef");
    return name.map(each -> roots.apply(each).orElseGet(() -> {
      fields.fault("there is no TrustRoot " + each);
      return TrustRoot.none();
    }));
  }

  private static SignatureSource source(RuleFields fields) {
    var sources = fields.all("source");
    if (sources.size() > 1) {
      fields.fault("source", "expected one source, found " + sources.size());
    }
    return sources.stream().findFirst().map(AuthorityReader::keptAt)
        .orElse(SignatureSource.BESIDE);
  }

  private static SignatureSource keptAt(RuleFields source) {
    source.only("oci", "signaturePullSecrets");
    var secrets = source.all("signaturePullSecrets").stream()
        .map(each -> each.only("name").required("name")).toList();
    var repository = source.text("oci").filter(text -> !text.isEmpty());
    repository.ifPresent(text -> {
      try {
        ImageReference.parse(text);
      } catch (IllegalArgumentException e) {
        source.fault("oci", "is no repository: " + e.getMessage());
      }
    });
    return new SignatureSource(repository, secrets);
  }

  /** With a key nobody else need vouch for the time; a log or timestamp is demanded by name. */
  private static Demands keyDemands(RuleFields fields) {
    return witnesses(fields, Demands.DEFAULT.withLogEntries(fields.has("ctlog") ? 1 : 0)
        .withCertificateLogs(0));
  }

  private static Demands keylessDemands(RuleFields fields) {
    var keyless = fields.at("keyless");
    var demands = keyless.flag("insecureIgnoreSCT")
        ? Demands.DEFAULT.withCertificateLogs(0)
        : Demands.DEFAULT;
    // As in Sigstore's controller, a timestamp takes the place of the log unless that is named too.
    return witnesses(fields, fields.has("rfc3161timestamp") && !fields.has("ctlog")
        ? demands.withLogEntries(0)
        : demands);
  }

  private static Demands witnesses(RuleFields fields, Demands demands) {
    if (fields.has("ctlog")) {
      // A signature that carries no entry counts as not logged, wherever the log is.
      fields.at("ctlog").only("url", "trustRootRef");
    }
    if (fields.has("rfc3161timestamp")) {
      fields.at("rfc3161timestamp").only("trustRootRef");
    }
    var all = fields.has("rfc3161timestamp") ? demands.withTimestamps(1) : demands;
    return all.withInclusionProof(fields.flag("inclusionProof"));
  }

  private Optional<Authority> key(RuleFields fields) {
    if (fields.has("kms")) {
      fields.fault("kms", "keys in a KMS are not asked for: put the public key into data, as"
          + " cosign public-key --key URI prints it");
      return Optional.empty();
    }
    if (sigstore) {
      fields.only("data", "secretRef", "hashAlgorithm");
    } else {
      fields.only("data", "secretRef", "file");
    }
    fields.text("hashAlgorithm").filter(name -> !name.equals("sha256")).ifPresent(
        name -> fields.fault("hashAlgorithm", "only sha256 is supported, found " + name));
    try {
      var text = keyText(fields);
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new Authority.Key(VerificationKey.parsePem(text)));
    } catch (MalformedException | IOException e) {
      fields.fault("is no public key: " + e.getMessage());
      return Optional.empty();
    }
  }

  private String keyText(RuleFields fields) throws IOException {
    if (fields.has("secretRef")) {
      return objects.find(Kind.SECRET, fields.at("secretRef").only("name", "namespace"))
          .orElse("");
    }
    return fields.has("file") ? fields.fileText("file", LONGEST_KEY) : fields.required("data");
  }

  private Optional<Authority> keyless(RuleFields fields) {
    fields.only("url", "ca-cert", "identities", "trustRootRef", "insecureIgnoreSCT");
    var reader = new IdentityReader(sigstore);
    var identities = new ArrayList<IdentityRule>();
    for (var identity : fields.all("identities")) {
      reader.read(identity).ifPresent(identities::add);
    }
    if (identities.isEmpty()) {
      fields.fault("identities", "expected at least one, each with issuer and subject:"
          + " whoever can log in anywhere must not be able to sign");
      return Optional.empty();
    }
    return fields.has("ca-cert")
        ? ownAuthority(fields.at("ca-cert"), identities)
        : Optional.of(new Authority.Keyless(identities));
  }

  private static Optional<Authority> ownAuthority(
      RuleFields fields, List<IdentityRule> identities) {
    try {
      var chain = Certificate.parsePem(fields.only("data").required("data"));
      return Optional.of(new Authority.Pki(PemRoots.chains("ca-cert", chain), identities));
    } catch (MalformedException | IllegalArgumentException e) {
      fields.fault("data", "is no chain of certificates: " + e.getMessage());
      return Optional.empty();
    }
  }
}
