package dev.gatehouse.rego.builtin;

import dev.gatehouse.rego.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The built-in functions of Rego, by name. Safe for any number of threads. What functions cache
 * from one evaluation to the next, such as compiled regular expressions, belongs to the instance
 * and is bounded.
 */
public final class Builtins {

  private static final Map<String, Family> FAMILIES = families();

  private final ConcurrentHashMap<Family, Map<String, Builtin>> tables = new ConcurrentHashMap<>();

  private final Regexes regexes = new Regexes();
  private final Schemas schemas = new Schemas(regexes);
  private final Globs globs = new Globs();
  private final Tokens tokens = new Tokens();

  private final NetworkAccess access;

  private Builtins(NetworkAccess access) {
    this.access = access;
  }

  /** The functions of OPA 1.20, with caches of their own and without access to the network. */
  public static Builtins standard() {
    return new Builtins(NetworkAccess.NONE);
  }

  /** The functions of OPA 1.20, with access to some hosts. */
  public static Builtins withNetwork(NetworkAccess access) {
    return new Builtins(access);
  }

  /** The row of the function, or null if there is no such function. */
  public @Nullable Builtin find(String name) {
    var family = FAMILIES.get(name);
    return family == null ? null : table(family).get(name);
  }

  /** The type of the function, or null if there is no such function. */
  public Type.@Nullable Function type(String name) {
    var row = find(name);
    return row == null ? null : row.type();
  }

  /** Whether a function of OPA has the name. */
  public static boolean isName(String name) {
    return FAMILIES.containsKey(name);
  }

  /** Every name, in order. */
  public Set<String> names() {
    return new TreeSet<>(FAMILIES.keySet());
  }

  private Map<String, Builtin> table(Family family) {
    var known = tables.get(family);
    return known != null ? known : tables.computeIfAbsent(family, f -> byName(rows(f)));
  }

  private List<Builtin> rows(Family family) {
    return switch (family) {
      case LANGUAGE -> Language.rows();
      case COMPARISON -> Comparison.rows();
      case ARITHMETIC -> Arithmetic.rows();
      case AGGREGATES -> Aggregates.rows();
      case ARRAYS -> Arrays.rows();
      case SETS -> Sets.rows();
      case OBJECTS -> Objects.rows();
      case STRINGS -> Strings.rows();
      case TYPES -> Conversions.rows();
      case REGEXES -> regexes.rows();
      case NUMBERS -> NumberRanges.rows();
      case BITS -> Bits.rows();
      case UNITS -> Units.rows();
      case ENCODINGS -> Encodings.rows();
      case DOCUMENTS -> Documents.rows();
      case SCHEMAS -> schemas.rows();
      case GRAPHS -> Graphs.rows();
      case VERSIONS -> Versions.rows();
      case IDENTIFIERS -> Identifiers.rows();
      case NETWORKS -> Networks.rows(new NameLookup(access).row());
      case TEXTS -> Texts.rows();
      case RUNTIME -> Runtime.rows();
      case TIMES -> Times.rows();
      case GLOBS -> globs.rows();
      case DIGESTS -> Digests.rows();
      case TOKENS -> tokens.rows();
      case GRAPHQL -> Graphql.rows();
      case PROVIDERS -> Providers.rows();
      case HTTP -> new HttpRequests(access).rows();
      case CERTIFICATES -> concat(PrivateKeys.rows(), new Certificates().rows());
      case TEMPLATES -> Templates.rows();
      default -> List.of();
    };
  }

  private static List<Builtin> concat(List<Builtin> first, List<Builtin> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static Map<String, Builtin> byName(List<Builtin> rows) {
    var table = HashMap.<String, Builtin>newHashMap(rows.size());
    rows.forEach(row -> table.put(row.name(), row));
    return table;
  }

  private static Map<String, Family> families() {
    var families = HashMap.<String, Family>newHashMap(256);
    for (var family : Family.values()) {
      family.names().forEach(name -> families.put(name, family));
    }
    return families;
  }
}
