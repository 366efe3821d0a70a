package dev.gatehouse.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What is started once, when the first test wants it, and ends with the last test: real programs take
 * their time. A test that wants a program that is not built ends as skipped.
 */
final class Stage implements ParameterResolver {

  /** Starts something, in a folder of its own. */
  @FunctionalInterface
  private interface Start {

    AutoCloseable in(Path folder, ExtensionContext.Store store) throws Exception;
  }

  private static final Map<Class<?>, Start> STARTS = Map.of(
      RealSigstore.class, (folder, store) -> RealSigstore.start(folder),
      Shop.class, (folder, store) -> Shop.open(get(store, RealSigstore.class)),
      Cluster.class, (folder, store) -> Cluster.start(folder),
      Gate.class, (folder, store) -> Gate.open(folder, get(store, Cluster.class),
          get(store, Shop.class)),
      Gatekeeper.class, (folder, store) -> Gatekeeper.open(folder, get(store, Cluster.class),
          get(store, Shop.class)));

  /** A folder that is removed when everything in it has ended. */
  private record Scratch(Path path) implements AutoCloseable {

    static Scratch make() {
      try {
        return new Scratch(Files.createTempDirectory("gatehouse-e2e"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      try (var files = Files.walk(path)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return STARTS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var store = context.getRoot().getStore(ExtensionContext.Namespace.create(Stage.class));
    return get(store, parameter.getParameter().getType());
  }

  private static <T> T get(ExtensionContext.Store store, Class<T> type) {
    var scratch = store.computeIfAbsent(Scratch.class, absent -> Scratch.make(), Scratch.class);
    return type.cast(store.computeIfAbsent(type, absent -> {
      try {
        return Objects.requireNonNull(STARTS.get(type))
            .in(Files.createDirectory(scratch.path().resolve(type.getSimpleName())), store);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(type.getSimpleName() + " does not start", e);
      }
    }));
  }
}
