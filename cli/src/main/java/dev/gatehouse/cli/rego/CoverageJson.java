package dev.gatehouse.cli.rego;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.trace.CoverageReport;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Coverage in the JSON form of {@code opa}. */
final class CoverageJson {

  private CoverageJson() {}

  static JsonTree of(CoverageReport report) {
    var files = JsonTree.object();
    report.files().forEach((name, file) -> files.with(name, file(file)));
    return JsonTree.object()
        .with("files", files)
        .with("covered_lines", report.coveredLines())
        .with("not_covered_lines", report.notCoveredLines())
        .with("coverage", Statistics.number(report.coverage()));
  }

  /** The lines with something that was not reached, as text. */
  static String missing(CoverageReport report) {
    var text = new StringBuilder("\nLines not covered:");
    report.files().forEach((name, file) -> {
      var rows = List.copyOf(file.notCoveredRows());
      for (var i = 0; i < rows.size();) {
        var last = i;
        while (last + 1 < rows.size() && rows.get(last + 1) == rows.get(last) + 1) {
          last++;
        }
        text.append("\n\t").append(name).append(':').append(rows.get(i));
        if (last > i) {
          text.append('-').append(rows.get(last));
        }
        i = last + 1;
      }
    });
    return text.toString();
  }

  private static JsonTree file(CoverageReport.OfFile file) {
    var json = JsonTree.object()
        .withList("covered", ranges(file.covered()))
        .withList("not_covered", ranges(file.notCovered()));
    if (file.coveredLines() > 0) {
      json.with("covered_lines", file.coveredLines());
    }
    if (file.notCoveredLines() > 0) {
      json.with("not_covered_lines", file.notCoveredLines());
    }
    if (file.coveredLines() > 0) {
      json.with("coverage", Statistics.number(file.coverage()));
    }
    return json;
  }

  private static JsonTree.Items ranges(Collection<CoverageReport.Range> ranges) {
    return JsonTree.array(List.copyOf(ranges), range -> {
      var json = JsonTree.object()
          .with("start", position(range.start()))
          .with("end", position(range.end()));
      return json.withList(
          "kinds",
          JsonTree.array(
              range.reasons(),
              reason -> new JsonTree.Leaf(
                  StringValue.of(reason.name().toLowerCase(Locale.ROOT)))));
    });
  }

  private static JsonTree position(CoverageReport.Position position) {
    return JsonTree.object().with("row", position.row()).with("col", position.column());
  }
}
