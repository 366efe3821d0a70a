package dev.gatehouse.conformance;

import dev.gatehouse.rego.Backend;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** OPA's evaluation suite, in both dialects, on each backend and observed. */
class RegoSuiteTest {

  @TestFactory
  Stream<DynamicContainer> v1() throws IOException {
    return onEachBackend("rego/v1");
  }

  @TestFactory
  Stream<DynamicContainer> v0() throws IOException {
    return onEachBackend("rego/v0");
  }

  @TestFactory
  Stream<DynamicTest> v1Observed() throws IOException {
    return observed("rego/v1");
  }

  @TestFactory
  Stream<DynamicTest> v0Observed() throws IOException {
    return observed("rego/v0");
  }

  private static Stream<DynamicTest> observed(String suite) throws IOException {
    var cases = RegoCase.read(SuiteFolder.of(suite), Backend.CLOSURES);
    return SuiteFolder.tests(suite, cases.stream().map(RegoCase::observed).toList());
  }

  private static Stream<DynamicContainer> onEachBackend(String suite) throws IOException {
    var folder = SuiteFolder.of(suite);
    return SuiteFolder.onEach(backend -> SuiteFolder.tests(suite, RegoCase.read(folder, backend)),
        Backend.CLOSURES, Backend.CLASSES);
  }
}
