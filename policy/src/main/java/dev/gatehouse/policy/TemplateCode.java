package dev.gatehouse.policy;

import dev.gatehouse.rego.RegoVersion;
import java.util.List;

/**
 * The Rego of a template and where it stands in the template.
 *
 * @param entry the module that defines {@code violation}
 * @param libraries the modules that it may import
 * @param version the dialect of all of them
 */
record TemplateCode(Text entry, List<Text> libraries, RegoVersion version) {

  /** A module's text and the field that holds it. */
  record Text(String text, List<String> path) {}
}
