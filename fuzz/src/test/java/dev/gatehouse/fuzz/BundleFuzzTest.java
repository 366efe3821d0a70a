package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.RegoVersion;
import dev.gatehouse.rego.bundle.Bundle;
import dev.gatehouse.rego.bundle.BundleException;
import dev.gatehouse.rego.bundle.BundleOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** An archive is a bundle, which survives being written and read, or it is refused. */
class BundleFuzzTest {

  private static final BundleOptions OPTIONS = new BundleOptions(RegoVersion.V1,
      new BundleOptions.Limits(1 << 20, 100), null, name -> false);

  @FuzzTest
  void aCompressedArchiveIsABundleOrRefused(byte[] archive) throws BundleException {
    check(archive);
  }

  /** The bytes are the tar file alone: no search finds its way through a checksum. */
  @FuzzTest
  void anArchiveIsABundleOrRefused(byte[] tar) throws BundleException, IOException {
    var compressed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(compressed)) {
      out.write(tar);
    }
    check(compressed.toByteArray());
  }

  private static void check(byte[] archive) throws BundleException {
    Bundle bundle;
    try {
      bundle = Bundle.ofArchive(archive, OPTIONS);
      bundle.parse();
    } catch (BundleException | PolicyException refused) {
      return;
    }
    var again = Bundle.ofArchive(bundle.archive(), BundleOptions.DEFAULT);
    assertThat(again.data()).isEqualTo(bundle.data());
    assertThat(again.modules()).hasSameSizeAs(bundle.modules());
  }
}
