package dev.gatehouse.conformance.differential;

import dev.gatehouse.conformance.differential.Program.ModuleText;
import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.conformance.differential.program.Noise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Compares how modules are laid out. */
final class LayoutRun {

  /** A template string that is a key of a head with {@code contains}, which the peer loses. */
  private static final String TEMPLATE_KEY = "(?m)\\[[$].*\\](?= contains )";

  /** Which of the imports that replace another one gets its comments is the peer's chance. */
  private static final String COMMENT_OF_IMPORT = "(?m)(?<=^import future\\.keywords\\.[a-z]{1,10}) #.*$";

  private final Peer peer;
  private final int most;
  private int layouts;
  private int differences;

  /** @param most differences that are made small and printed */
  LayoutRun(Peer peer, int most) {
    this.peer = peer;
    this.most = most;
  }

  /** Compares a program's modules, and the same with comments and white space added. */
  void compare(String name, Program program, Dice dice) throws IOException {
    for (var module : program.modules()) {
      compare(name, module);
      compare(name + " with noise", new ModuleText(module.name(),
          new Noise(dice).in(module.text()), module.version()));
    }
  }

  /** Compares the modules of every suite and template below a folder. */
  void compareAll(Path folder) throws IOException {
    for (var module : SuiteModules.below(folder)) {
      compare(module.name(), module);
    }
  }

  private void compare(String name, ModuleText module) throws IOException {
    var targets = module.version().equals("v0") ? List.of("v0", "v0-v1") : List.of("v1");
    for (var target : targets) {
      layouts++;
      if (!differs(module, target)) {
        continue;
      }
      differences++;
      if (differences <= most) {
        print(name, module, target);
      }
    }
  }

  private void print(String name, ModuleText module, String target) throws IOException {
    var program = new Program(List.of(module), "{}", "", List.of(), false, false);
    var small = Shrinker.shrink(program, smaller -> !smaller.modules().isEmpty()
        && !isFaulty(peer.layout(smaller.modules().getFirst(), target))
        && differs(smaller.modules().getFirst(), target))
        .modules().getFirst();
    System.out.println("=== " + name + " to " + target);
    System.out.println(small.text().indent(2) + "ours:\n"
        + Engine.layout(small, target).indent(2) + "theirs:\n"
        + peer.layout(small, target).indent(2));
    System.out.println(CaseText.ofLayout(name, small, target, peer.layout(small, target)));
  }

  private boolean differs(ModuleText module, String target) throws IOException {
    var ours = comparable(Engine.layout(module, target));
    var theirs = comparable(peer.layout(module, target));
    return !ours.equals(theirs) && !ours.replaceAll(TEMPLATE_KEY, "").equals(theirs);
  }

  private static String comparable(String layout) {
    return layout.replaceAll(COMMENT_OF_IMPORT, "");
  }

  private static boolean isFaulty(String layout) {
    return layout.contains(": rego_parse_error: ");
  }

  int differences() {
    return differences;
  }

  @Override
  public String toString() {
    return layouts + " layouts, " + differences + " differences";
  }
}
