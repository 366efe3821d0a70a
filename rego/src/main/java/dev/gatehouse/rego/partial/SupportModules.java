package dev.gatehouse.rego.partial;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Rule;
import dev.gatehouse.rego.syntax.Term;
import dev.gatehouse.rego.syntax.TermOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Rules that the result of a partial evaluation refers to, by package; more are added as it goes on. */
public final class SupportModules {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** OPA's order of rules. */
  private static final Comparator<Rule> ORDER = Comparator
      .<Rule, List<Term>>comparing(
          rule -> rule.head().args() == null ? List.of() : rule.head().args(),
          TermOrder::compareAll)
      .thenComparing(rule -> rule.head().ref().parts(), TermOrder::compareAll)
      .thenComparing(SupportModules::key, TermOrder::compareAll)
      .thenComparing(SupportModules::value, TermOrder::compareAll)
      .thenComparing(Rule::isDefault)
      .thenComparing(Rule::body, TermOrder::compareBodies);

  private final Map<Term.Ref, List<Rule>> packages = new TreeMap<>(TermOrder.INSTANCE);

  private static List<Term> key(Rule rule) {
    return rule.head().key() == null ? List.of() : List.of(rule.head().key());
  }

  private static List<Term> value(Rule rule) {
    return rule.head().value() == null ? List.of() : List.of(rule.head().value());
  }

  /**
   * The path of a rule in two parts.
   *
   * @param packageName the path of its package, {@code data} first
   * @param rule its name in that package
   */
  public record Path(Term.Ref packageName, Term.Ref rule) {

    /** Takes a full path apart before the last of its leading parts that can be a name. */
    public static Path of(Term.Ref path) {
      var parts = path.parts();
      var start = 2;
      while (start + 1 < parts.size() && isName(parts.get(start)) && isName(parts.get(start + 1))) {
        start++;
      }
      return at(path, start);
    }

    /**
     * The same, but for a rule of several parts not after its own name, as the objects within each
     * other would be packages then.
     *
     * @param name the position of the rule's own name
     */
    public static Path of(Term.Ref path, int name) {
      var apart = of(path);
      return apart.rule.parts().size() > 1 && apart.packageName.parts().size() > name
          ? at(path, name)
          : apart;
    }

    /** Takes a full path apart at a position. */
    public static Path at(Term.Ref path, int start) {
      var parts = path.parts();
      var name = new ArrayList<>(parts.subList(start, parts.size()));
      if (name.getFirst() instanceof Term.Scalar(var location, StringValue text)) {
        name.set(0, new Term.Var(location, text.value()));
      }
      return new Path(
          new Term.Ref(path.location(), parts.subList(0, start)),
          new Term.Ref(path.location(), name));
    }

    private static boolean isName(Term part) {
      return part instanceof Term.Scalar(var location, StringValue text)
          && NAME.matcher(text.value()).matches();
    }
  }

  /**
   * Whether there is a rule whose name starts with the path's. As in OPA, one whose name has keys that
   * depend on each other is not found by the name alone.
   */
  public boolean has(Term.Ref path) {
    var parts = Path.of(path);
    var wanted = parts.rule.parts();
    return packages.getOrDefault(parts.packageName, List.of())
        .stream()
        .filter(rule -> wanted.size() > 1 || hasSimpleName(rule.head()))
        .map(rule -> rule.head().ref().parts())
        .anyMatch(
            name -> wanted.size() <= name.size()
                && TermOrder.compareAll(name.subList(0, wanted.size()), wanted) == 0);
  }

  private static boolean hasSimpleName(Rule.Head head) {
    return head.ref().parts().size() == 1 || !head.isMultiValue() && head.hasKeyInRef();
  }

  public void add(Term.Ref packageName, Rule rule) {
    packages.computeIfAbsent(packageName, p -> new ArrayList<>()).add(rule);
  }

  /** The modules in the order of their packages, with their rules in OPA's order. */
  public List<Module> modules(RegoVersion version) {
    var modules = new ArrayList<Module>();
    packages.forEach(
        (name, rules) -> modules.add(
            new Module(
                Location.NONE, name, version, List.of(),
                rules.stream().sorted(ORDER).map(ExplicitOperands::of).toList(),
                List.of(), List.of())));
    return modules;
  }
}
