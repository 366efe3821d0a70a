package dev.gatehouse.conformance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** OPA's evaluation suite, in both dialects. */
class RegoSuiteTest {

  @TestFactory
  Stream<DynamicTest> v1() throws IOException {
    return SuiteFolder.tests("rego/v1", RegoCase.read(SuiteFolder.of("rego/v1")));
  }

  @TestFactory
  Stream<DynamicTest> v0() throws IOException {
    return SuiteFolder.tests("rego/v0", RegoCase.read(SuiteFolder.of("rego/v0")));
  }
}
