package dev.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How large a file, a method, a parameter list and a nest of statements may be. What may be larger
 * is listed, with its reason, in {@code budget-exceptions.txt}; a line there that is no longer
 * needed fails too.
 */
class BudgetTest {

  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 40;
  private static final int PARAMETERS = 5;
  private static final int NESTING = 3;

  @Test
  void everythingIsWithinItsBudget() throws IOException {
    var found = new TreeSet<String>();
    var tool = ToolProvider.getSystemJavaCompiler();
    try (var files = tool.getStandardFileManager(null, null, null)) {
      var sources = Sources.main();
      for (var source : sources) {
        if (Files.readAllLines(source).size() > FILE_LINES) {
          found.add(name(source) + " file");
        }
      }
      var options = List.of("--release", "25", "-proc:none");
      var units = files.getJavaFileObjectsFromPaths(sources);
      var task = (JavacTask) tool.getTask(null, files, null, options, null, units);
      var positions = Trees.instance(task).getSourcePositions();
      for (var unit : task.parse()) {
        new Meter(unit, positions, found).scan(unit, null);
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(exceptions());
  }

  private static List<String> exceptions() throws IOException {
    var list = Sources.ROOT.resolve("conformance/src/test/resources/budget-exceptions.txt");
    return Files.readAllLines(list).stream().filter(line -> !line.isBlank())
        .filter(line -> !line.startsWith("#")).map(line -> line.split(" — ")[0].strip()).toList();
  }

  private static String name(Path source) {
    return Sources.ROOT.relativize(source.toAbsolutePath()).toString()
        .replaceFirst("/src/main/java/dev/gatehouse/", ":").replaceFirst("\\.java$", "");
  }

  /** Measures the methods of one file. */
  private static final class Meter extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final TreeSet<String> found;
    private int depth;
    private int deepest;

    Meter(CompilationUnitTree unit, SourcePositions positions, TreeSet<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      var outerDepth = depth;
      var outerDeepest = deepest;
      depth = 0;
      deepest = 0;
      super.visitMethod(method, unused);
      var where = name(Path.of(unit.getSourceFile().toUri())) + "." + method.getName();
      if (lines(method.getBody()) > METHOD_LINES) {
        found.add(where + " lines");
      }
      if (method.getParameters().size() > PARAMETERS && !isRecordConstructor(method)) {
        found.add(where + " parameters");
      }
      if (deepest > NESTING) {
        found.add(where + " nesting");
      }
      depth = outerDepth;
      deepest = outerDeepest;
      return null;
    }

    private static boolean isRecordConstructor(MethodTree method) {
      return method.getName().contentEquals("<init>");
    }

    private long lines(@Nullable BlockTree body) {
      if (body == null) {
        return 0;
      }
      var map = unit.getLineMap();
      return map.getLineNumber(positions.getEndPosition(unit, body))
          - map.getLineNumber(positions.getStartPosition(unit, body)) + 1;
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      if (tree != null && nests(tree)) {
        depth++;
        deepest = Math.max(deepest, depth);
        super.scan(tree, unused);
        depth--;
        return null;
      }
      return super.scan(tree, unused);
    }

    /** An {@code else if} is no deeper than its {@code if}. */
    private boolean nests(Tree tree) {
      return switch (tree) {
        case IfTree branch -> !(getCurrentPath() != null
            && getCurrentPath().getLeaf() instanceof IfTree outer
            && outer.getElseStatement() == branch);
        case ForLoopTree _,EnhancedForLoopTree _,WhileLoopTree _,DoWhileLoopTree _,TryTree _,SwitchTree _ ->
          true;
        case LambdaExpressionTree lambda ->
          lambda.getBodyKind() == LambdaExpressionTree.BodyKind.STATEMENT;
        default -> false;
      };
    }
  }
}
