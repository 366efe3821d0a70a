package dev.gatehouse.cli;

import dev.gatehouse.policy.provider.LocalProvider;
import dev.gatehouse.server.EventLog;
import dev.gatehouse.server.VerifiedImages;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Images as the rules in folders know them, for a command that ends soon. State: the rules, which are
 * read when a policy first asks about an image.
 */
final class LocalImages implements AutoCloseable {

  private static final Duration NEVER = Duration.ofDays(1);

  private final List<Path> folders;
  private @Nullable VerifiedImages images;

  LocalImages(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** The provider of external data of a name, if it is about images. */
  synchronized Optional<LocalProvider> provider(String name) {
    if (!VerifiedImages.isProvider(name)) {
      return Optional.empty();
    }
    if (images == null) {
      images = new VerifiedImages(folders, NEVER, EventLog.to(OutputStream.nullOutputStream()));
      images.open();
      images.problems().forEach(System.err::println);
    }
    return images.provider(name);
  }

  @Override
  public synchronized void close() {
    if (images != null) {
      images.close();
    }
  }
}
