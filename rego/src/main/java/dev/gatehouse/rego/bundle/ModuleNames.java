package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Gives new modules of a bundle names after their packages; changes as names are given. */
final class ModuleNames {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/-]+");
  private static final String FOLDER = "optimized/";

  private final String namespace;
  private final Map<String, Integer> used = new HashMap<>();

  ModuleNames(String namespace) {
    this.namespace = namespace;
  }

  /** The module with a name; the positions are those of its entry point and among its modules. */
  Module name(Module module, int entrypoint, int position) {
    return new Module(
        new Location(of(module, entrypoint, position), 1, 1, ""), module.path(), module.version(),
        module.imports(), module.rules(), module.annotations(), module.comments());
  }

  private String of(Module module, int entrypoint, int position) {
    var path = plain(module.path().parts());
    if (!PLAIN.matcher(path).matches()) {
      return FOLDER + namespace + "/" + entrypoint + "/" + position + ".rego";
    }
    var before = used.merge(path, 1, Integer::sum) - 1;
    return FOLDER + path + (before == 0 ? "" : "." + before) + ".rego";
  }

  /** The names of a path with slashes between them, nothing if a part is no name. */
  private static String plain(List<Term> parts) {
    var names = new ArrayList<String>();
    for (var part : parts.subList(1, parts.size())) {
      if (!(part instanceof Term.Scalar(var location, StringValue name))
          || name.value().contains("/")) {
        return "";
      }
      names.add(name.value());
    }
    return String.join("/", names);
  }
}
