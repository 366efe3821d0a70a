package dev.gatehouse.rego.bundle;

import dev.gatehouse.rego.RegoVersion;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How bundles are read.
 *
 * @param version the dialect of modules where the manifest names none
 * @param limits how large a bundle may be
 * @param verification the key that must have signed it, null to accept any
 * @param ignored names of files and folders that are left out
 */
public record BundleOptions(
    RegoVersion version,
    Limits limits,
    @Nullable Verification verification,
    Predicate<String> ignored) {

  /** Rego v1, the default limits, no signature asked for. */
  public static final BundleOptions DEFAULT = new BundleOptions(RegoVersion.V1, Limits.DEFAULT,
      null, name -> false);

  /**
   * How large a bundle may be.
   *
   * @param bytes of all files together, unpacked
   * @param files how many
   */
  public record Limits(long bytes, int files) {

    /** 1 GiB in 100,000 files. */
    public static final Limits DEFAULT = new Limits(1L << 30, 100_000);
  }
}
