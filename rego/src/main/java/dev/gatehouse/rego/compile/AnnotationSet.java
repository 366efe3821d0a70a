package dev.gatehouse.rego.compile;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The METADATA blocks of all modules, by what they describe. */
final class AnnotationSet {

  /** No blocks at all. */
  static final AnnotationSet NONE = new AnnotationSet();

  private final Map<Definition, List<Module.Annotation>> ofRules = new IdentityHashMap<>();
  private final Map<String, Described> ofPackages = new HashMap<>();

  /** Documents and packages with what is below them, by path. */
  private final Map<String, Described> ofPaths = new HashMap<>();

  /** A block with the path that it describes. */
  private record Described(Module.Annotation annotation, List<Term> path) {}

  private AnnotationSet() {}

  /** Collects the blocks; two that describe the same are an issue. */
  static AnnotationSet of(Compilation compilation) {
    var set = new AnnotationSet();
    for (var unit : compilation.units()) {
      var byRow = new HashMap<Integer, Definition>();
      unit.definitions().forEach(d -> byRow.putIfAbsent(d.rule().location().row(), d));
      for (var annotation : unit.module().annotations()) {
        var rule = Optional.ofNullable(byRow.get(annotation.row()));
        set.add(annotation, rule, unit.module().path().parts(), compilation);
      }
    }
    return set;
  }

  private void add(
      Module.Annotation annotation,
      Optional<Definition> rule,
      List<Term> packagePath,
      Compilation compilation) {
    switch (annotation.scope()) {
      case "rule" ->
        rule.ifPresent(
            definition -> ofRules.computeIfAbsent(definition, d -> new ArrayList<>())
                .add(annotation));
      case "document" ->
        rule.ifPresent(
            definition -> declare(
                annotation,
                Names.groundPrefix(definition.path()),
                ofPaths,
                compilation));
      case "package" -> declare(annotation, packagePath, ofPackages, compilation);
      case "subpackages" -> declare(annotation, packagePath, ofPaths, compilation);
      default -> {
      }
    }
  }

  private static void declare(
      Module.Annotation annotation,
      List<Term> path,
      Map<String, Described> known,
      Compilation compilation) {
    var first = known.putIfAbsent(TermText.of(path), new Described(annotation, path));
    if (first != null) {
      compilation.issue(
          Issue.TYPE,
          annotation.location(),
          annotation.scope()
              + " annotation redeclared: "
              + CheckRuleConflicts.place(first.annotation.location()));
    }
  }

  /** What describes the rule itself, the block nearest to the start of the source. */
  Value ofRule(Definition definition) {
    return ofRules.getOrDefault(definition, List.of()).stream()
        .min(Comparator.comparing(Module.Annotation::location))
        .map(AnnotationSet::content)
        .orElse(ObjectValue.EMPTY);
  }

  /** What annotations say of the schemas of documents for a rule, the most general first. */
  List<ObjectValue> schemas(Definition definition) {
    var found = new ArrayList<Module.Annotation>();
    var packagePath = definition.module().path().parts();
    for (var length = 1; length <= packagePath.size(); length++) {
      collect(ofPaths.get(TermText.of(packagePath.subList(0, length))), found);
    }
    collect(ofPackages.get(TermText.of(packagePath)), found);
    collect(ofPaths.get(TermText.of(Names.groundPrefix(definition.path()))), found);
    found.addAll(ofRules.getOrDefault(definition, List.of()));
    return found.stream()
        .flatMap(annotation -> annotation.content().get("schemas") instanceof ArrayValue items
            ? items.items().stream()
            : Stream.<Value>empty())
        .filter(ObjectValue.class::isInstance)
        .map(ObjectValue.class::cast)
        .toList();
  }

  private static void collect(@Nullable Described described, List<Module.Annotation> found) {
    if (described != null) {
      found.add(described.annotation);
    }
  }

  /** Everything that describes the rule, from the rule itself outwards. */
  Value chain(Definition definition) {
    var path = Names.groundPrefix(definition.path());
    var links = new ArrayList<Value>();
    ofRules.getOrDefault(definition, List.of()).stream()
        .sorted(Comparator.comparing(Module.Annotation::location).reversed())
        .forEach(annotation -> links.add(link(new Described(annotation, path))));
    if (links.isEmpty()) {
      links.add(ObjectValue.of("path", names(path)));
    }
    add(ofPaths.get(TermText.of(path)), links);
    var packagePath = definition.module().path().parts();
    add(ofPackages.get(TermText.of(packagePath)), links);
    for (var length = packagePath.size(); length > 0; length--) {
      add(ofPaths.get(TermText.of(packagePath.subList(0, length))), links);
    }
    return ArrayValue.of(links);
  }

  private static void add(@Nullable Described described, List<Value> links) {
    if (described != null) {
      links.add(link(described));
    }
  }

  private static Value link(Described described) {
    return ObjectValue.of(
        "path", names(described.path), "annotations", content(described.annotation));
  }

  /** The names of the path after {@code data}. */
  private static Value names(List<Term> path) {
    var names = new ArrayList<Value>();
    for (var part : path.subList(1, path.size())) {
      if (part instanceof Term.Scalar(Location location, Value name)) {
        names.add(name);
      }
    }
    return ArrayValue.of(names);
  }

  private static Value content(Module.Annotation annotation) {
    return annotation
        .content()
        .without(StringValue.of("compile"))
        .with("scope", StringValue.of(annotation.scope()));
  }
}
