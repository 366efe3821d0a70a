package dev.gatehouse.cli.report;

import java.util.List;

/** GitHub's workflow commands, which show findings beside the lines of a change. */
public final class GithubCommands {

  private GithubCommands() {}

  public static String write(List<Finding> findings) {
    var out = new StringBuilder();
    for (var finding : findings) {
      switch (finding.outcome()) {
        case PASSED, SKIPPED -> {
        }
        case WARNED -> command(out, "warning", finding);
        case FAILED -> command(out, "error", finding);
      }
    }
    return out.toString();
  }

  private static void command(StringBuilder out, String command, Finding finding) {
    out.append("::").append(command).append(' ');
    if (!finding.file().isEmpty()) {
      out.append("file=").append(property(finding.file())).append(',');
    }
    if (finding.line() > 0) {
      out.append("line=").append(finding.line()).append(',');
    }
    out.append("title=").append(property(finding.group() + ": " + finding.name())).append("::");
    out.append(data(finding.message())).append('\n');
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
