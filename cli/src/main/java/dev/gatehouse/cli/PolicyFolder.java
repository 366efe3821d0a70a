package dev.gatehouse.cli;

import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.source.FolderPolicySource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Loads folders of policies once, and says everything that is wrong with them. */
final class PolicyFolder {

  private PolicyFolder() {}

  static PolicySet load(List<Path> policies, List<Path> cluster) {
    var folders = new ArrayList<>(policies);
    folders.addAll(cluster);
    try (var source =
        new FolderPolicySource(folders, TemplateOptions.DEFAULT, Duration.ofSeconds(1))) {
      var loaded = source.current();
      loaded.notices().forEach(notice -> System.err.println("notice: " + notice));
      if (!loaded.isCurrent() || loaded.policies().isEmpty()) {
        loaded.problems().forEach(System.err::println);
        throw new CommandException(
            "the policies cannot be used: " + loaded.problems().size() + " problem(s), see above");
      }
      return loaded.policies().get();
    }
  }
}
