package dev.gatehouse.policy.source;

import dev.gatehouse.json.DocumentFiles;
import dev.gatehouse.json.FileStamps;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Problem;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.provider.ExternalData;
import dev.gatehouse.rego.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Policies from files: every {@code .yaml}, {@code .yml} and {@code .json} below some folders.
 * Templates, constraints, expansion templates, providers and a {@code Config} are policies; all
 * other objects are taken as being in the cluster.
 *
 * <p>A state with any fault is not used: the last good one stays in force until the files are mended.
 * Its state changes as files do; calls may come from any thread.
 */
public final class FolderPolicySource implements PolicySource {

  private final List<Path> folders;
  private final TemplateOptions options;
  private final Duration interval;
  private final ScheduledExecutorService watcher;
  private final @Nullable ExternalData externalData;
  private @Nullable FileStamps stamps;
  private @Nullable FileStamps lookedAt;
  private @Nullable Loaded loaded;

  /**
   * A source that has read nothing yet.
   *
   * @param folders folders or single files
   * @param interval how often files are looked at while {@link #watch} runs
   */
  public FolderPolicySource(List<Path> folders, TemplateOptions options, Duration interval) {
    this(folders, options, interval, null);
  }

  private FolderPolicySource(List<Path> folders, TemplateOptions options, Duration interval,
      @Nullable ExternalData externalData) {
    this.folders = List.copyOf(folders);
    this.options = options;
    this.interval = interval;
    this.externalData = externalData;
    this.watcher = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("policy-files").factory());
  }

  /** A source whose templates may ask the providers that it reads; closing it closes them too. */
  public static FolderPolicySource withProviders(List<Path> folders, TemplateOptions options,
      Duration interval, ExternalData externalData) {
    return new FolderPolicySource(folders,
        options.withFunctions(List.of(externalData.function())), interval, externalData);
  }

  @Override
  public synchronized Loaded current() {
    return loaded == null ? loadOrComplain() : loaded;
  }

  @Override
  public void watch(Consumer<Loaded> listener) {
    watcher.scheduleWithFixedDelay(() -> reloadWhenSettled().ifPresent(listener),
        interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    watcher.shutdownNow();
    if (externalData != null) {
      externalData.close();
    }
  }

  /**
   * Looks at the files and loads them if any changed since the last load.
   *
   * @return what was loaded, or nothing if no file changed
   */
  public synchronized Optional<Loaded> reload() {
    return loaded != null && stamp().equals(stamps)
        ? Optional.empty()
        : Optional.of(loadOrComplain());
  }

  /**
   * Waits until two looks see the same: who saves a file often empties it first, and who saves several
   * writes one after the other; what is there in between would be policies that nobody meant.
   */
  private synchronized Optional<Loaded> reloadWhenSettled() {
    var now = stamp();
    var settled = now.equals(lookedAt);
    lookedAt = now;
    return settled ? reload() : Optional.empty();
  }

  /** Whatever a file does to the loader, the policies that were loaded before stay in force. */
  private Loaded loadOrComplain() {
    try {
      return load();
    } catch (RuntimeException | StackOverflowError e) {
      var problem = new Problem(Location.NONE, "", "policies cannot be loaded: " + e);
      var before = loaded == null ? Optional.<PolicySet>empty() : loaded.policies();
      loaded = new Loaded(before, List.of(problem), List.of());
      return loaded;
    }
  }

  private Loaded load() {
    stamps = stamp();
    var reader = new ResourceReader();
    var missing = new ArrayList<Problem>();
    for (var folder : folders) {
      try {
        DocumentFiles.below(folder).forEach(reader::read);
      } catch (IOException e) {
        missing.add(new Problem(new Location(folder.toString(), 0, 0, ""), "",
            "folder cannot be read: " + reason(e)));
      }
    }
    var before = loaded == null ? Optional.<PolicySet>empty() : loaded.policies();
    var loader = new PolicyLoader(before.orElse(PolicySet.empty()), options);
    var set = loader.load(reader.resources());
    var problems = new ArrayList<>(missing);
    problems.addAll(reader.problems());
    problems.addAll(loader.problems());
    problems.sort(null);
    var now = new Loaded(
        problems.isEmpty() ? Optional.of(set) : before, problems, loader.notices());
    if (externalData != null && now.isCurrent()) {
      externalData.use(set.providers());
    }
    loaded = now;
    return now;
  }

  private FileStamps stamp() {
    return FileStamps.of(folders, List.of());
  }

  private static String reason(IOException exception) {
    return exception instanceof java.nio.file.NoSuchFileException
        ? "there is no such file or folder"
        : exception.toString();
  }
}
