package dev.gatehouse.trust.registry;

import dev.gatehouse.http.AddressResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * How registries are spoken to.
 *
 * @param registries settings by host and, where it is written, port
 * @param others settings of every other registry
 * @param limits sizes and counts
 * @param resolver finds addresses
 * @param threads run what can be asked at the same time
 */
public record RegistryOptions(
    Map<String, RegistrySettings> registries, RegistrySettings others, RegistryLimits limits,
    AddressResolver resolver, ThreadFactory threads) {

  /**
   * For a person at a terminal, who chooses the images: every registry, at any address. The threads
   * are the platform's, because a program that has used sockets on virtual ones takes 0.3 s to end:
   * the JVM waits for the thread that polls their sockets.
   */
  public static final RegistryOptions INTERACTIVE = new RegistryOptions(
      Map.of(), RegistrySettings.NAMED, RegistryLimits.DEFAULT, AddressResolver.SYSTEM,
      Thread.ofPlatform().daemon().name("registry-", 0).factory());

  /** For a server, whose images are chosen by strangers: every registry at a public address. */
  public static final RegistryOptions SERVER = new RegistryOptions(
      Map.of(), RegistrySettings.STRANGE, RegistryLimits.DEFAULT, AddressResolver.SYSTEM,
      Thread.ofVirtual().name("registry-", 0).factory());

  public RegistryOptions {
    registries = Map.copyOf(registries);
  }

  RegistrySettings of(String registry) {
    return registries.getOrDefault(registry, others);
  }

  /** These options with settings of one more registry. */
  public RegistryOptions with(String registry, RegistrySettings settings) {
    var all = new HashMap<>(registries);
    all.put(registry, settings);
    return new RegistryOptions(all, others, limits, resolver, threads);
  }

  public RegistryOptions withOthers(RegistrySettings settings) {
    return new RegistryOptions(registries, settings, limits, resolver, threads);
  }

  public RegistryOptions withLimits(RegistryLimits other) {
    return new RegistryOptions(registries, others, other, resolver, threads);
  }

  public RegistryOptions withResolver(AddressResolver other) {
    return new RegistryOptions(registries, others, limits, other, threads);
  }
}
