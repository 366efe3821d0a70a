package dev.gatehouse.conformance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The Gatekeeper library's suites, and the answers recorded from the real Gatekeeper. */
class GatekeeperSuiteTest {

  @TestFactory
  Stream<DynamicTest> library() throws IOException {
    return SuiteFolder.tests("library",
        LibraryCase.read(SuiteFolder.of("gatekeeper-library")));
  }

  @TestFactory
  Stream<DynamicTest> webhook() throws IOException {
    var suite = WebhookRecording.open(SuiteFolder.of("webhook"));
    return SuiteFolder.tests("webhook", suite.cases()).onClose(suite::close);
  }
}
