package dev.gatehouse.conformance.differential;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.TextException;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import java.util.List;

/** Writes a program and what the peer gives as a case of a suite, in YAML. */
final class CaseText {

  private CaseText() {}

  static String of(String note, Program program, Outcome wanted) {
    var each = ObjectValue.builder();
    each.put("note", StringValue.of(note));
    each.put("modules", strings(program.modules().stream().map(Program.ModuleText::text).toList()));
    if (program.modules().stream().anyMatch(module -> module.version().equals("v0"))) {
      each.put("rego_versions",
          strings(program.modules().stream().map(Program.ModuleText::version).toList()));
    }
    if (!program.data().equals("{}")) {
      each.put("data", json(program.data()));
    }
    if (!program.input().isEmpty()) {
      each.put("input", json(program.input()));
    }
    if (program.strict()) {
      each.put("strict", BooleanValue.TRUE);
    }
    if (program.strictErrors()) {
      each.put("strict_error", BooleanValue.TRUE);
    }
    if (!wanted.issues().isEmpty()) {
      each.put("want_issues", faults(wanted.issues()));
    } else if (!program.queries().isEmpty()) {
      each.put("query", StringValue.of(program.queries().getFirst()));
      var reply = wanted.replies().getFirst();
      if (reply.faults().isEmpty()) {
        each.put("want_text", strings(reply.solutions()));
      } else {
        each.put("want_faults", faults(reply.faults()));
      }
    } else {
      each.put("want_issues", ArrayValue.EMPTY);
    }
    return Yaml.write(ArrayValue.of(each.build()));
  }

  /** A module with its layout in a dialect. */
  static String ofLayout(
      String note, Program.ModuleText module, String dialect, String layout) {
    return Yaml.write(ArrayValue.of(ObjectValue.builder()
        .put("note", StringValue.of(note))
        .put("modules", strings(List.of(module.text())))
        .put("rego_versions", strings(List.of(module.version())))
        .put("layout", StringValue.of(dialect))
        .put("want_layout", StringValue.of(layout))
        .build()));
  }

  private static ArrayValue strings(List<String> texts) {
    return ArrayValue.of(texts.stream().map(StringValue::of).toList());
  }

  private static ArrayValue faults(List<Outcome.Fault> faults) {
    var list = new ArrayValue.Builder();
    for (var fault : faults) {
      list.add(ObjectValue.builder()
          .put("code", StringValue.of(fault.code()))
          .put("file", StringValue.of(fault.file()))
          .put("row", IntegerValue.of(fault.row()))
          .put("col", IntegerValue.of(fault.column()))
          .put("message", StringValue.of(fault.message()))
          .build());
    }
    return list.build();
  }

  private static Value json(String text) {
    try {
      return Json.parse(text);
    } catch (TextException e) {
      throw new IllegalStateException("no JSON: " + text, e);
    }
  }
}
