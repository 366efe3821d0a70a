package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.bundle.Bundle;
import dev.gatehouse.rego.bundle.BundleException;
import dev.gatehouse.rego.bundle.BundleOptions;
import dev.gatehouse.rego.bundle.Verification;
import dev.gatehouse.rego.syntax.Module;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads bundles, from archives and folders. */
final class Bundles {

  private Bundles() {}

  /**
   * Modules and data of several bundles.
   *
   * @throws ProblemException if one cannot be used, or two own the same root
   */
  static Loaded load(List<String> paths, Grammar grammar, List<String> ignored)
      throws ProblemException {
    return load(paths, grammar, ignored, null);
  }

  /**
   * Modules and data of several bundles.
   *
   * @param verification the signature that each must have, null for none
   * @throws ProblemException if one cannot be used, or two own the same root
   */
  static Loaded load(
      List<String> paths,
      Grammar grammar,
      List<String> ignored,
      @Nullable Verification verification)
      throws ProblemException {
    var bundles = new LinkedHashMap<String, Bundle>();
    for (var path : paths) {
      bundles.put(path, read(path, grammar, ignored, verification));
    }
    checkRoots(bundles);
    var modules = new ArrayList<Module>();
    var loaded = Loaded.NOTHING;
    for (var bundle : bundles.entrySet()) {
      try {
        modules.addAll(bundle.getValue().parse(grammar::parse));
      } catch (PolicyException e) {
        throw ProblemException.ofBundle(
            bundle.getKey(),
            "bundle " + bundle.getKey() + ": " + Problem.text(Problem.of(e.issues()), ""));
      } catch (BundleException e) {
        throw ProblemException.ofBundle(
            bundle.getKey(), "bundle " + bundle.getKey() + ": " + e.getMessage());
      }
      loaded = loaded.and(new Loaded(List.of(), bundle.getValue().data()));
    }
    return loaded.and(new Loaded(modules, dev.gatehouse.json.ObjectValue.EMPTY));
  }

  /** One bundle. */
  static Bundle read(String path, Grammar grammar, List<String> ignored)
      throws ProblemException {
    return read(path, grammar, ignored, null);
  }

  private static Bundle read(
      String path,
      Grammar grammar,
      List<String> ignored,
      @Nullable Verification verification)
      throws ProblemException {
    var options = new BundleOptions(
        grammar.version(), BundleOptions.Limits.DEFAULT, verification, ignoring(ignored));
    var place = Path.of(dev.gatehouse.cli.rego.Files.withoutScheme(path));
    try {
      return Files.isDirectory(place)
          ? Bundle.ofFolder(place, options)
          : Bundle.ofArchive(Files.readAllBytes(place), options);
    } catch (NoSuchFileException e) {
      throw ProblemException.ofBundle(
          path, "error reading \"" + path + "\": stat " + path + ": no such file or directory");
    } catch (IOException | BundleException e) {
      throw ProblemException.ofBundle(path, "bundle " + path + ": " + e.getMessage());
    }
  }

  private static Predicate<String> ignoring(List<String> patterns) {
    var matchers = patterns.stream()
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .toList();
    return name -> matchers.stream().anyMatch(matcher -> matcher.matches(Path.of(name)));
  }

  private static void checkRoots(Map<String, Bundle> bundles) throws ProblemException {
    var owningAll = bundles.entrySet().stream()
        .filter(bundle -> bundle.getValue().manifest().roots().contains(""))
        .map(Map.Entry::getKey)
        .sorted()
        .collect(Collectors.joining(", "));
    if (bundles.size() > 1 && !owningAll.isEmpty()) {
      var all = bundles.keySet().stream().sorted().collect(Collectors.joining(", "));
      throw ProblemException.ofPolicy(
          List.of(Problem.of(
              ("bundle activation failed: bundles [%s] have overlapping roots and cannot be activated"
                  + " simultaneously because bundle(s) [%s] specify empty root paths ('') which"
                  + " overlap with any other bundle root").formatted(all, owningAll))));
    }
    for (var one : bundles.entrySet()) {
      for (var other : bundles.entrySet()) {
        if (one.getKey().compareTo(other.getKey()) >= 0) {
          continue;
        }
        for (var root : other.getValue().manifest().roots()) {
          if (one.getValue().manifest().owns(root)) {
            throw ProblemException.ofPolicy(
                List.of(Problem.of(
                    "bundle activation failed: detected overlapping roots in manifests for these"
                        + " bundles: [%s, %s] (root %s is in multiple bundles)"
                            .formatted(one.getKey(), other.getKey(), root))));
          }
        }
      }
    }
  }
}
