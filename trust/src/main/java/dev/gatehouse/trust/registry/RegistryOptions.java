package dev.gatehouse.trust.registry;

import dev.gatehouse.trust.http.AddressResolver;
import java.util.HashMap;
import java.util.Map;

/**
 * How registries are spoken to.
 *
 * @param registries settings by host and, where it is written, port
 * @param others settings of every other registry
 * @param limits sizes and counts
 * @param resolver finds addresses
 */
public record RegistryOptions(
    Map<String, RegistrySettings> registries, RegistrySettings others, RegistryLimits limits,
    AddressResolver resolver) {

  /** For a person at a terminal, who chooses the images: every registry, at any address. */
  public static final RegistryOptions INTERACTIVE = new RegistryOptions(
      Map.of(), RegistrySettings.NAMED, RegistryLimits.DEFAULT, AddressResolver.SYSTEM);

  /** For a server, whose images are chosen by strangers: every registry at a public address. */
  public static final RegistryOptions SERVER = new RegistryOptions(
      Map.of(), RegistrySettings.STRANGE, RegistryLimits.DEFAULT, AddressResolver.SYSTEM);

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
    return new RegistryOptions(all, others, limits, resolver);
  }

  public RegistryOptions withOthers(RegistrySettings settings) {
    return new RegistryOptions(registries, settings, limits, resolver);
  }

  public RegistryOptions withLimits(RegistryLimits other) {
    return new RegistryOptions(registries, others, other, resolver);
  }

  public RegistryOptions withResolver(AddressResolver other) {
    return new RegistryOptions(registries, others, limits, other);
  }
}
