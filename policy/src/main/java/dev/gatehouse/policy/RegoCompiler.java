package dev.gatehouse.policy;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.policy.InvalidCodeException.Fault;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.Location;
import dev.gatehouse.rego.Policy;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles the Rego of a template under the rules of the constraint framework: the entry module
 * defines {@code violation}, libraries stand strictly below {@code data.lib}, and nothing else of
 * {@code data} may be read but the inventory.
 */
final class RegoCompiler {

  private static final String INVALID = "invalid ConstraintTemplate: ";
  private static final String ENTRY = "template";
  private static final String HOOKS = "hooks.hooks_builtin";

  /**
   * How violations are used; compiled along so that those that cannot be used are found. Its lines
   * stand where Gatekeeper's do, so that messages name the same.
   */
  private static final String HOOKS_REGO = "package hooks\n".concat("\n".repeat(11)).concat("""
      violation[result] {

        data.template.violation[r]


        result := {

          "details": object.get(r, "details", {}),
          "msg": r.msg,
        }
      }
      """);

  private static final Term.Ref ENTRY_PACKAGE = new Term.Ref(Location.NONE,
      List.of(new Term.Var(Location.NONE, "data"),
          new Term.Scalar(Location.NONE, StringValue.of(ENTRY))));

  private final TemplateCode code;
  private final TemplateOptions options;
  private final Map<String, TemplateCode.Text> texts = new LinkedHashMap<>();
  private final Map<String, Module> modules = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private String message = "";

  private RegoCompiler(TemplateCode code, TemplateOptions options) {
    this.code = code;
    this.options = options;
  }

  /**
   * Compiles the code.
   *
   * @throws InvalidCodeException with every fault of the first stage that finds any
   */
  static RegoEngine compile(TemplateCode code, TemplateOptions options)
      throws InvalidCodeException {
    return new RegoCompiler(code, options).compile();
  }

  private RegoEngine compile() throws InvalidCodeException {
    texts.put(ENTRY, code.entry());
    for (var i = 0; i < code.libraries().size(); i++) {
      texts.put("libs[\"lib_" + i + "\"]", code.libraries().get(i));
    }
    parse();
    finishStage();
    checkEntry();
    checkLibraries();
    checkImports();
    checkReferences();
    finishStage();
    return new RegoEngine(compileModules());
  }

  private void parse() {
    texts.forEach((name, text) -> {
      try {
        modules.put(name, Parser.parseModule(new Source(name, text.text(), code.version())));
      } catch (PolicyException e) {
        blame(INVALID + RegoText.of(e.issues(), text.text()));
        add(e.issues());
      }
    });
  }

  private void checkEntry() {
    var entry = module(ENTRY);
    var defined = entry.rules().stream()
        .anyMatch(rule -> References.firstName(rule.head().ref()).equals("violation"));
    if (!defined) {
      blame(INVALID + "invalid rego: invalid module: missing required rules: [violation]");
      faults.add(new Fault(code.entry().path(), 1, 1, "missing required rules: [violation]"));
    }
  }

  private void checkLibraries() {
    for (var name : libraries()) {
      var path = module(name).path();
      if (!References.isBelowLib(path) || path.parts().size() < 3) {
        fault(name, path.location(), "invalid lib prefix: ",
            "path " + References.text(path) + " not found in lib prefixes");
      }
    }
  }

  private void checkImports() {
    for (var name : inOrderOfChecks()) {
      for (var imported : module(name).imports()) {
        var path = imported.path();
        var head = References.firstName(path);
        if (head.equals("input")) {
          fault(name, imported.location(), "invalid import: ",
              "cannot import input: \"" + References.text(path) + "\"");
        } else if (!References.isBelowLib(path) && !head.equals("future")) {
          fault(name, imported.location(), "invalid import: ",
              "bad import: \"" + References.text(path) + "\"");
        }
      }
    }
  }

  private void checkReferences() {
    for (var name : inOrderOfChecks()) {
      var refused = References.of(module(name)).stream()
          .filter(ref -> !isAllowed(ref))
          .toList();
      if (!refused.isEmpty()) {
        var text = new StringBuilder(
            INVALID + "invalid data references: check refs failed on module {"
                + name + "}: errors (" + refused.size() + "):\n");
        for (var ref : refused) {
          text.append("disallowed ref ").append(References.text(ref)).append('\n');
          faults.add(new Fault(path(name), ref.location().row(), ref.location().column(),
              "disallowed ref " + References.text(ref)
                  + "; data.lib" + (options.inventory() ? " and data.inventory" : "")
                  + " may be read, nothing else of data"));
        }
        blame(text.toString());
      }
    }
  }

  private boolean isAllowed(Term.Ref ref) {
    return References.isBelowLib(ref)
        || options.inventory() && References.isBelow(ref, "inventory");
  }

  private dev.gatehouse.rego.Query compileModules() throws InvalidCodeException {
    var entry = module(ENTRY);
    var all = new ArrayList<Module>();
    all.add(new Module(entry.location(), ENTRY_PACKAGE, entry.version(), entry.imports(),
        entry.rules(), entry.annotations(), entry.comments()));
    libraries().forEach(name -> all.add(module(name)));
    try {
      all.add(Parser.parseModule(new Source(HOOKS, HOOKS_REGO, RegoVersion.V0)));
      return Policy.compileModules(all, new CompileOptions(
          false, options.print(), options.disabledBuiltins(), options.functions(),
          options.backend()))
          .prepare("data." + ENTRY + ".violation");
    } catch (PolicyException e) {
      add(e.issues());
      throw new InvalidCodeException(
          "unable to compile modules: " + RegoText.of(e.issues()), faults);
    }
  }

  private List<String> libraries() {
    return texts.keySet().stream().filter(name -> !name.equals(ENTRY)).toList();
  }

  /** Libraries first, as Gatekeeper goes through them. */
  private List<String> inOrderOfChecks() {
    var names = new ArrayList<>(libraries());
    names.add(ENTRY);
    return names;
  }

  private Module module(String name) {
    var module = modules.get(name);
    if (module == null) {
      throw new IllegalStateException("every module is parsed before it is checked");
    }
    return module;
  }

  private List<String> path(String name) {
    var text = texts.get(name);
    return text == null ? code.entry().path() : text.path();
  }

  private void fault(String module, Location location, String kind, String text) {
    blame(INVALID + kind + text);
    faults.add(new Fault(path(module), location.row(), location.column(), kind + text));
  }

  private void add(List<Issue> issues) {
    for (var issue : issues) {
      var location = issue.location();
      if (location.file().equals(HOOKS)) {
        faults.add(new Fault(code.entry().path(), 1, 1, issue.code() + ": " + issue.message()
            + "; a violation must be a member of a set: an object with msg"));
        continue;
      }
      faults.add(new Fault(path(location.file()), location.row(), location.column(),
          issue.code() + ": " + issue.message()));
    }
  }

  private void blame(String text) {
    if (message.isEmpty()) {
      message = text;
    }
  }

  private void finishStage() throws InvalidCodeException {
    if (!faults.isEmpty()) {
      throw new InvalidCodeException(message, faults);
    }
  }
}
