package dev.gatehouse.conformance;

import dev.gatehouse.rego.Backend;
import dev.gatehouse.rego.CompileOptions;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The Gatekeeper library's suites, and the answers recorded from the real Gatekeeper. */
class GatekeeperSuiteTest {

  @TestFactory
  Stream<DynamicContainer> library() throws IOException {
    var folder = SuiteFolder.of("gatekeeper-library");
    return SuiteFolder.onEach(
        backend -> SuiteFolder.tests("library", LibraryCase.read(folder, backend)),
        Backend.CLOSURES, Backend.CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> webhook() throws IOException {
    var suite = WebhookRecording.open(SuiteFolder.of("webhook"),
        CompileOptions.DEFAULT.backend());
    return SuiteFolder.tests("webhook", suite.cases()).onClose(suite::close);
  }
}
