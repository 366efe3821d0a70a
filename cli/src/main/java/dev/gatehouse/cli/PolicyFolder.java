package dev.gatehouse.cli;

import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.provider.ExternalData;
import dev.gatehouse.policy.source.FolderPolicySource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Folders of policies that were loaded once; open as long as the policies may ask providers. */
record PolicyFolder(FolderPolicySource source, PolicySet policies, LocalImages images)
    implements
      AutoCloseable {

  /** Loads folders, and says everything that is wrong with them. */
  static PolicyFolder load(List<Path> policies, List<Path> cluster) {
    var folders = new ArrayList<>(policies);
    folders.addAll(cluster);
    var images = new LocalImages(folders);
    var source = FolderPolicySource.withProviders(folders, TemplateOptions.DEFAULT,
        Duration.ofSeconds(1),
        new ExternalData(Duration.ZERO, Optional::empty, System::nanoTime, images::provider));
    var loaded = source.current();
    loaded.notices().forEach(notice -> System.err.println("notice: " + notice));
    if (!loaded.isCurrent() || loaded.policies().isEmpty()) {
      source.close();
      loaded.problems().forEach(System.err::println);
      throw new CommandException(
          "the policies cannot be used: " + loaded.problems().size() + " problem(s), see above");
    }
    return new PolicyFolder(source, loaded.policies().get(), images);
  }

  @Override
  public void close() {
    source.close();
    images.close();
  }
}
