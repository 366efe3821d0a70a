package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.json.JsonLimits;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.json.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** YAML is documents or it is refused. */
class YamlFuzzTest {

  @FuzzTest
  void whatIsReadCanBeWrittenAndRead(byte[] stream) throws TextException {
    List<YamlDocument> documents;
    try {
      documents = Yaml.parse(stream);
    } catch (TextException refused) {
      return;
    }
    for (var document : documents) {
      var written = Yaml.write(document.value());
      // Go's writer, and so ours, writes a key "<<" as it writes a merge.
      if (!written.contains("<<:")) {
        assertThat(Yaml.parse(written)).hasSize(1);
      }
    }
  }

  @FuzzTest
  void theStrictReaderTakesNoMoreThanTheUsualOne(byte[] stream) throws TextException {
    List<YamlDocument> documents;
    try {
      documents = Yaml.parseStrict(stream, JsonLimits.DEFAULT);
    } catch (TextException refused) {
      return;
    }
    assertThat(Yaml.parse(stream).stream().map(YamlDocument::value))
        .isEqualTo(documents.stream().map(YamlDocument::value).toList());
  }

  @FuzzTest
  void fieldsAreReadOrRefused(byte[] document) {
    try {
      var fields = Yaml.parseFields(new String(document, StandardCharsets.UTF_8), "type");
      if (fields != null) {
        assertThat(fields.text("title")).isNotNull();
        assertThat(fields.texts("organizations")).doesNotContainNull();
        assertThat(fields.items("authors")).doesNotContainNull();
        assertThat(fields.mappings("schemas")).doesNotContainNull();
        fields.truth("entrypoint");
        fields.mapping("custom");
      }
    } catch (TextException refused) {
      return;
    }
  }
}
