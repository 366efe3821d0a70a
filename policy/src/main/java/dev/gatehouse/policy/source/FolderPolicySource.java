package dev.gatehouse.policy.source;

import dev.gatehouse.policy.TemplateOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Policies from files: every {@code .yaml}, {@code .yml} and {@code .json} below some folders.
 * Templates, constraints, expansion templates, providers and a {@code Config} are policies; all
 * other objects are taken as being in the cluster.
 */
public final class FolderPolicySource implements PolicySource {

  private final List<Path> folders;
  private final TemplateOptions options;
  private final Duration interval;

  /**
   * A source that reads nothing yet.
   *
   * @param folders folders or single files
   * @param interval how often files are looked at while {@link #watch} runs
   */
  public FolderPolicySource(List<Path> folders, TemplateOptions options, Duration interval) {
    this.folders = List.copyOf(folders);
    this.options = options;
    this.interval = interval;
  }

  @Override
  public Loaded current() {
    throw new UnsupportedOperationException(folders + " " + options + interval + Optional.empty());
  }

  @Override
  public void watch(Consumer<Loaded> listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
