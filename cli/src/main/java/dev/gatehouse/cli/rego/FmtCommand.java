package dev.gatehouse.cli.rego;

import dev.gatehouse.rego.PolicyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lays out modules. */
@Command(name = "fmt", description = "Formats Rego files; without files, the standard input.", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 1, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:formatted", "1:a file cannot be read, or wrong usage",
    "2:a file cannot be parsed, or --fail applies"})
final class FmtCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "files and folders")
  private List<Path> paths = List.of();

  @Option(names = {"-w", "--write"}, description = "overwrite the files")
  private boolean write;

  @Option(names = {"-l", "--list"}, description = "print the names of files that would change")
  private boolean list;

  @Option(names = {"-d", "--diff"}, description = "print what would change, line by line")
  private boolean diff;

  @Option(names = "--fail", description = "exit code 2 if a file would change")
  private boolean fail;

  @Option(names = {"--v0-v1",
      "--rego-v1"}, description = "make modules valid in Rego before 1.0 and since")
  private boolean both;

  @Option(names = "--check-result", arity = "0..1", defaultValue = "true", fallbackValue = "true", description = "parse what was formatted (default: ${DEFAULT-VALUE})")
  private boolean checkResult = true;

  @Option(names = "--drop-v0-imports", description = "leave out imports that only Rego before 1.0 needs")
  private boolean dropImports;

  @Mixin
  private CapabilitiesOption capabilities = new CapabilitiesOption();

  @Mixin
  private Dialect dialect = new Dialect();

  @Override
  public Integer call() {
    var layout = Layout.of(dialect, capabilities.chosen(), both, dropImports, checkResult);
    try {
      if (paths.isEmpty()) {
        var text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(layout.apply("stdin", text));
        System.out.flush();
        return 0;
      }
      for (var path : paths) {
        if (!format(path, layout)) {
          System.out.flush();
          System.err.println("unexpected diff");
          return 2;
        }
      }
      System.out.flush();
      return 0;
    } catch (PolicyException e) {
      System.err.println(text(e));
    } catch (Failure e) {
      System.out.flush();
      System.err.println(e.getMessage());
      return 2;
    } catch (NoSuchFileException e) {
      System.err.println("lstat " + e.getMessage() + ": no such file or directory");
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
    return 1;
  }

  private static String text(PolicyException e) {
    return Problem.text(Problem.of(e.issues()), "");
  }

  /** A file cannot be formatted. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  /** Formats what is at the path; false where that changes something that must not change. */
  private boolean format(Path path, Layout layout) throws IOException, Failure {
    if (Files.isDirectory(path)) {
      for (var child : dev.gatehouse.cli.rego.Files.children(path)) {
        if (!format(child.normalize(), layout)) {
          return false;
        }
      }
      return true;
    }
    if (!path.toString().endsWith(".rego")) {
      Files.readAttributes(path, "size");
      return true;
    }
    var text = Files.readString(path);
    var formatted = formatted(path.toString(), text, layout);
    var changed = !text.equals(formatted);
    if (fail && changed && !list && !diff) {
      return false;
    }
    show(path, text, formatted);
    return !(fail && changed);
  }

  private static String formatted(String name, String text, Layout layout) throws Failure {
    String formatted;
    try {
      formatted = layout.apply(name, text);
    } catch (PolicyException e) {
      var isRead = e.issues().stream().allMatch(i -> i.message().endsWith(": arity mismatch"));
      throw new Failure(
          "failed to format Rego source file: " + (isRead ? name + ": " : "") + text(e));
    }
    try {
      layout.check(formatted);
    } catch (PolicyException e) {
      throw new Failure(
          name + " was successfully formatted, but the result is invalid: " + text(e)
              + "\n\nTo inspect the formatted Rego, you can turn off this check with"
              + " --check-result=false.");
    }
    return formatted;
  }

  private void show(Path path, String text, String formatted) throws IOException {
    var changed = !text.equals(formatted);
    if (list) {
      System.out.print(changed ? path + "\n" : "");
    } else if (diff) {
      System.out.print(changed ? LineDiff.of(path.toString(), text, formatted) : "");
    } else if (!write) {
      System.out.print(formatted);
    } else if (changed) {
      Files.writeString(path, formatted);
    }
  }
}
