package dev.gatehouse.rego;

import dev.gatehouse.rego.builtin.Builtin;
import dev.gatehouse.rego.types.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What policies may use of the language and its functions, as OPA's files of capabilities say it.
 *
 * @param functions the built-in functions by name, empty for every one there is; one that does not
 *     exist can be declared, and its calls halt the evaluation
 * @param keywords what {@code import future.keywords} may bring, besides what the dialect has anyway
 * @param features constructs of the language, such as {@code template_strings}
 * @param hosts what functions may reach over the network, empty where that is not limited
 */
public record Capabilities(
    Optional<Map<String, Declaration>> functions,
    Set<String> keywords,
    Set<String> features,
    Optional<Set<String>> hosts) {

  /** Modules in Rego v1. */
  public static final String REGO_V1 = "rego_v1";

  /** {@code import rego.v1}. */
  public static final String REGO_V1_IMPORT = "rego_v1_import";

  /** {@code p.if.x}. */
  public static final String KEYWORDS_IN_REFS = "keywords_in_refs";

  /** {@code $"{x}"}. */
  public static final String TEMPLATE_STRINGS = "template_strings";

  /** Rule heads such as {@code p.q.r[x]}. */
  public static final String RULE_HEAD_REF_STRING_PREFIXES = "rule_head_ref_string_prefixes";

  /** Rule heads such as {@code p[x].q}. */
  public static final String RULE_HEAD_REFS = "rule_head_refs";

  private static final Capabilities V1 = standard(
      Set.of("and", "not", "or"), Set.of(KEYWORDS_IN_REFS, REGO_V1, TEMPLATE_STRINGS));

  private static final Capabilities V0 = standard(
      Set.of("and", "contains", "every", "if", "in", "not", "or"),
      Set.of(KEYWORDS_IN_REFS, REGO_V1, REGO_V1_IMPORT, RULE_HEAD_REF_STRING_PREFIXES,
          RULE_HEAD_REFS));

  public Capabilities {
    functions = functions.map(Map::copyOf);
    keywords = sorted(keywords);
    features = sorted(features);
    hosts = hosts.map(Set::copyOf);
  }

  /** A function as it is declared: its type, and what is special about it. */
  public record Declaration(Type.Function type, Set<Builtin.Flag> flags) {
    public Declaration {
      flags = Set.copyOf(flags);
    }
  }

  /** Everything that there is in a dialect. */
  public static Capabilities of(RegoVersion version) {
    return version == RegoVersion.V1 ? V1 : V0;
  }

  /** With more keywords and features. */
  public Capabilities and(Capabilities other) {
    return new Capabilities(
        functions, union(keywords, other.keywords), union(features, other.features), hosts);
  }

  public boolean has(String feature) {
    return features.contains(feature);
  }

  /** Whether policies may call the function, were it to exist. */
  public boolean allows(String function) {
    return functions.isEmpty() || functions.get().containsKey(function);
  }

  private static Capabilities standard(Set<String> keywords, Set<String> features) {
    return new Capabilities(Optional.empty(), keywords, features, Optional.empty());
  }

  private static Set<String> sorted(Collection<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }
}
