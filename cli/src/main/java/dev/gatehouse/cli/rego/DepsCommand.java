package dev.gatehouse.cli.rego;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.CompileOptions;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.compile.Dependencies;
import dev.gatehouse.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which documents a query needs. */
@Command(name = "deps", description = "Shows which documents a query needs.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:shown", "1:the policy or the query has errors, or wrong usage"})
final class DepsCommand implements Callable<Integer> {

  /** How they are written. */
  enum Format {
    PRETTY, JSON
  }

  @Parameters(paramLabel = "QUERY", description = "the query")
  private String query = "";

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", defaultValue = "pretty", description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.PRETTY;

  @Mixin
  private PolicyFiles files = new PolicyFiles();

  @Override
  public Integer call() {
    try {
      var policy = files.load().compile(new CompileOptions(false, true, Set.of(), List.of()));
      var found = policy.dependencies(new Source("", query, files.version()));
      System.out.print(format == Format.JSON ? json(found) : table(found));
      System.out.flush();
      return 0;
    } catch (ProblemException e) {
      System.err.println(e.getMessage());
    } catch (PolicyException e) {
      System.err.println(Problem.text(Problem.of(e.issues()), ""));
    }
    return 1;
  }

  private static String json(Dependencies found) {
    return JsonTree.object()
        .withList("base", JsonTree.array(found.base(), DepsCommand::parts))
        .withList("virtual", JsonTree.array(found.virtual(), DepsCommand::parts))
        .text();
  }

  private static JsonTree parts(Term.Ref ref) {
    return new JsonTree.Leaf(
        ArrayValue.of(ref.parts().stream().map(DepsCommand::part).toList()));
  }

  private static ObjectValue part(Term part) {
    var value = switch (part) {
      case Term.Scalar(var location, var scalar) -> scalar;
      case Term.Var(var location, var name) -> StringValue.of(name);
      default -> StringValue.of(part.toString());
    };
    return ObjectValue.of("type", StringValue.of(part.kindName()), "value", value);
  }

  private static String table(Dependencies found) {
    var columns = Stream.of(
        new Column("BASE DOCUMENTS", found.base()),
        new Column("VIRTUAL DOCUMENTS", found.virtual()))
        .filter(column -> !column.refs.isEmpty())
        .toList();
    if (columns.isEmpty()) {
      return "";
    }
    var table = new Table(columns.stream().map(Column::header).toList());
    var height = columns.stream().mapToInt(column -> column.refs.size()).max().orElse(0);
    for (var i = 0; i < height; i++) {
      var cells = new ArrayList<String>();
      for (var column : columns) {
        cells.add(i < column.refs.size() ? column.refs.get(i).toString() : "");
      }
      table.row(cells);
    }
    return table.text();
  }

  private record Column(String header, List<Term.Ref> refs) {}
}
