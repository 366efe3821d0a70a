package dev.gatehouse.conformance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The bundles of sigstore-conformance, good and forged. */
class SigstoreSuiteTest {

  @TestFactory
  Stream<DynamicTest> bundles() throws IOException {
    return SuiteFolder.tests("sigstore",
        SigstoreCase.read(SuiteFolder.of("sigstore-bundle-verify")));
  }
}
