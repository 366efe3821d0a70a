package dev.gatehouse.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlWriteTest {

  private static List<String> recorded() throws IOException {
    var name = "yaml-written.tsv";
    try (var in = requireNonNull(YamlWriteTest.class.getResourceAsStream(name), name);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  /** Recorded from sigs.k8s.io/yaml 1.6.0, go-yaml 2.4.4 and 3.0.4. */
  @Test
  void writesWhatTheGoLibrariesWrite() throws IOException {
    assertThat(recorded()).isNotEmpty().allSatisfy(line -> {
      var fields = line.split("\t", -1);
      var value = Json.parse(fields[1]);
      var expected = ((StringValue) Json.parse(fields[2])).value();
      assertThat(Yaml.write(value, YamlStyle.valueOf(fields[0]))).isEqualTo(expected);
    });
  }

  @Test
  void readsBackWhatItWrites() throws IOException, TextException {
    for (var line : recorded()) {
      var fields = line.split("\t", -1);
      var value = Json.parse(fields[1]);
      if (fields[0].equals("KUBERNETES") && !fields[1].contains("<<")
          && !fields[1].contains("\\u2")) {
        var documents = Yaml.parse(Yaml.write(value));
        assertThat(documents).as(line).hasSizeLessThanOrEqualTo(1);
        var read = documents.isEmpty() ? NullValue.NULL : documents.getFirst().value();
        assertThat(read).as(line).isEqualTo(value);
      }
    }
  }

  @Test
  void writesSetsAsSequencesAndOtherKeysAsTheirJson() {
    var value = ObjectValue.builder()
        .put(IntegerValue.of(1), SetValue.of(StringValue.of("b"), StringValue.of("a")))
        .put("x", StringValue.of("\uDC80")).build();
    assertThat(Yaml.write(value)).isEqualTo("\"1\":\n- a\n- b\nx: \ufffd\n");
  }
}
