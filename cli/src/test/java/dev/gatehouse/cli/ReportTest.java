package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.KubernetesObject;
import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Results in the formats that other programs read, and measurements that are kept. */
class ReportTest {

  private static final String FAILING = "src/test/resources/gator/verify/basics/failing.yaml";
  private static final String MORE = "src/test/resources/gator/test/everything/more.yaml";

  @Test
  void junitCountsWhatFailed() throws Exception {
    var ran = Ran.command("verify", FAILING, "-o", "junit");
    var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(ran.output())));
    var suites = xml.getDocumentElement();
    assertThat(suites.getAttribute("tests")).isEqualTo("20");
    assertThat(suites.getAttribute("failures")).isEqualTo("20");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void sarifHasAResultForEachFailure() throws Exception {
    var sarif = (ObjectValue) Json.parse(Ran.command("verify", FAILING, "-o", "sarif").output());
    assertThat(KubernetesObject.of(sarif).textAt("version")).isEqualTo("2.1.0");
    assertThat(sarif.toString()).contains("failing.yaml", "\"level\": \"error\"");
  }

  @Test
  void githubCommandsEscapeWhatEndsThem() {
    var ran = Ran.command("test", "-f", MORE, "-o", "github");
    assertThat(ran.output().lines()).allMatch(line -> line.startsWith("::warning title="));
  }

  @Test
  void aMeasurementIsKeptAndComparedWith(@TempDir Path folder) {
    var file = folder.resolve("before.json").toString();
    var first = Ran.command("bench", "-f", MORE, "-n", "20", "--memory", "--save", file);
    assertThat(first.code()).isZero();
    assertThat(first.output()).contains("Throughput:", "P99:", "Bytes/Review:");
    var second = Ran.command("bench", "-f", MORE, "-n", "20", "-c", "2", "--compare", file,
        "--threshold", "100000", "--min-threshold", "10s");
    assertThat(second.output()).contains("Baseline Comparison", "P99 Latency");
    assertThat(second.code()).isZero();
  }
}
