package dev.gatehouse.trust.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.DocumentFiles;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.json.YamlDocument;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.root.TrustRoot;
import dev.gatehouse.trust.verify.FactPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what files say about images: {@code ClusterImagePolicy} and {@code TrustRoot} of
 * {@code policy.sigstore.dev}, {@code ImagePolicy}, {@code TrustRoot}, {@code ImageOwners} and {@code
 * ImageSettings} of {@code trust.gatehouse.dev}. Other objects are left to others.
 *
 * <p>A key may stand in a {@code Secret} among the same files, a policy in a {@code ConfigMap}; the
 * Secrets that Pods pull with, and the ServiceAccounts that name them, are read for registries.
 *
 * <p>Everything that is wrong is reported at once; what is not supported is refused by its name.
 */
public final class ImageConfigReader {

  private static final String SIGSTORE = "policy.sigstore.dev";
  private static final String OWN = "trust.gatehouse.dev";
  private static final String DEFAULT_ROOT = "default";

  private final RuleFields.Findings findings = new RuleFields.Findings();
  private final List<Resource> resources = new ArrayList<>();
  private final Map<String, TrustRoot> roots = new HashMap<>();
  private final FileObjects objects = new FileObjects();
  private final FactPolicy.Language language;

  /** A resource of ours. */
  private record Resource(String group, String kind, String name, RuleFields fields) {

    boolean is(String wantedGroup, String wantedKind) {
      return group.equals(wantedGroup) && kind.equals(wantedKind);
    }
  }

  /**
   * What was read.
   *
   * @param config of what was good; not to be used if anything was wrong
   * @param faults everything that was wrong, in the order of the files
   * @param files the other files that were read: keys, trust roots, credentials
   */
  public record Loaded(ImageConfig config, List<RuleFault> faults, Set<Path> files) {

    public Loaded {
      faults = faults.stream().sorted().toList();
      files = Set.copyOf(files);
    }
  }

  private ImageConfigReader(FactPolicy.Language language) {
    this.language = language;
  }

  /**
   * Reads files, and those below folders.
   *
   * @param language compiles the policies that rules hold
   */
  public static Loaded read(List<Path> places, FactPolicy.Language language) {
    var reader = new ImageConfigReader(language);
    places.forEach(reader::collect);
    return reader.loaded();
  }

  private void collect(Path place) {
    try {
      for (var file : DocumentFiles.below(place)) {
        collectFile(file);
      }
    } catch (IOException e) {
      findings.faults().add(new RuleFault(place.toString(), 0, 0, "", "cannot be read: " + e));
    }
  }

  private void collectFile(Path file) {
    try {
      if (Files.size(file) > JsonLimits.DEFAULT.maxBytes()) {
        throw new IOException("larger than " + JsonLimits.DEFAULT.maxBytes() + " bytes");
      }
      for (var document : Yaml.parse(Files.readAllBytes(file))) {
        add(file, document);
      }
    } catch (TextException e) {
      findings.faults().add(new RuleFault(file.toString(), e.row(), e.column(), "", e.reason()));
    } catch (IOException e) {
      findings.faults()
          .add(new RuleFault(file.toString(), 0, 0, "", "cannot be read: " + e.getMessage()));
    }
  }

  private void add(Path file, YamlDocument document) {
    if (!(document.value() instanceof ObjectValue value)) {
      return;
    }
    objects.add(value);
    var version = text(value.get("apiVersion"));
    var slash = version.indexOf('/');
    var group = slash < 0 ? "" : version.substring(0, slash);
    if (!group.equals(SIGSTORE) && !group.equals(OWN)) {
      return;
    }
    var kind = text(value.get("kind"));
    var name = value.get("metadata") instanceof ObjectValue metadata
        ? text(metadata.get("name"))
        : "";
    var source = new RuleFields.Source(file, document, (kind + " " + name).strip(), findings);
    var resource = new Resource(group, kind, name, RuleFields.of(source));
    if (name.isEmpty()) {
      resource.fields.fault("metadata.name is missing");
    }
    resources.add(resource);
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }

  private Loaded loaded() {
    var policies = new ArrayList<Resource>();
    var owners = new ArrayList<OwnerRule>();
    var settings = SettingsReader.NONE;
    for (var resource : resources) {
      if (resource.is(SIGSTORE, "TrustRoot") || resource.is(OWN, "TrustRoot")) {
        TrustRootReader.read(resource.fields, resource.group.equals(SIGSTORE))
            .ifPresent(root -> roots.put(resource.name, root));
      } else if (resource.is(SIGSTORE, "ClusterImagePolicy") || resource.is(OWN, "ImagePolicy")) {
        policies.add(resource);
      } else if (resource.is(OWN, "ImageOwners")) {
        owners.addAll(OwnerReader.read(resource.fields));
      } else if (resource.is(OWN, "ImageSettings")) {
        settings = SettingsReader.read(resource.fields);
      } else {
        resource.fields.fault("is no kind of " + resource.group);
      }
    }
    refuseTwins(policies);
    var rules = policies.stream().map(this::rule)
        .sorted(Comparator.comparing(ImageRule::name)).toList();
    return new Loaded(new ImageConfig(new ImageRules(rules, owners, settings.settings()),
        settings.registries(), settings.credentials(), objects.pullSecrets()),
        findings.faults(), findings.files());
  }

  private void refuseTwins(List<Resource> policies) {
    var seen = new HashMap<String, Resource>();
    for (var policy : policies) {
      if (seen.putIfAbsent(policy.name, policy) != null) {
        policy.fields.fault("another image policy has the same name");
      }
    }
  }

  private ImageRule rule(Resource resource) {
    var sigstore = resource.group.equals(SIGSTORE);
    var specification = resource.fields.at("spec");
    if (sigstore) {
      specification.only("images", "match", "mode", "authorities", "policy");
    } else {
      specification.only("images", "match", "mode", "authorities", "policy", "threshold");
    }
    var images = new ArrayList<ImagePattern>();
    for (var image : specification.all("images")) {
      pattern(image.only("glob"), image.required("glob"), sigstore).ifPresent(images::add);
    }
    if (images.isEmpty()) {
      specification.fault("images", "expected at least one {glob: PATTERN}");
    }
    var policies = new PolicyReader(language, objects, sigstore);
    var authorities = authorities(specification, new AuthorityReader(
        sigstore, name -> Optional.ofNullable(roots.get(name)), this::standardRoot, objects,
        policies));
    var policy = policies.ofRule(specification);
    return new ImageRule(resource.name, images, authorities, specification.count("threshold", 1),
        policy, digest(resource, authorities, policy));
  }

  private static List<ImageAuthority> authorities(
      RuleFields specification, AuthorityReader reader) {
    var authorities = new ArrayList<ImageAuthority>();
    var index = 0;
    for (var fields : specification.all("authorities")) {
      var read = reader.read(fields, index++);
      if (read.isPresent() && authorities.stream()
          .anyMatch(other -> other.name().equals(read.get().name()))) {
        fields.fault("name", "another authority of this policy is called " + read.get().name());
      }
      read.ifPresent(authorities::add);
    }
    if (!specification.has("authorities")) {
      specification.fault("authorities", "expected at least one");
    }
    return authorities;
  }

  static Optional<ImagePattern> pattern(RuleFields fields, String text, boolean strict) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(strict ? ImagePattern.strict(text) : ImagePattern.of(text));
    } catch (IllegalArgumentException e) {
      fields.fault("glob", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Keys and trust roots may come from files, so the object alone does not say everything. */
  private static Digest digest(
      Resource resource, List<ImageAuthority> authorities, Optional<WholePolicy> policy) {
    var parts = new ArrayValue.Builder().add(resource.fields.value());
    policy.ifPresent(whole -> parts.add(StringValue.of(whole.toString())));
    for (var authority : authorities) {
      if (authority instanceof ImageAuthority.Signed signed) {
        parts.add(StringValue.of(signed.trustRoot().digest().toString()));
        signed.wanted().forEach(wanted -> parts.add(StringValue.of(wanted.toString())));
      }
    }
    return Digest.of(Json.write(parts.build()).getBytes(UTF_8));
  }

  private TrustRoot standardRoot() {
    return roots.computeIfAbsent(DEFAULT_ROOT, name -> TrustRoot.publicGood());
  }
}
