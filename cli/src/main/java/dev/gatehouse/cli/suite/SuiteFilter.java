package dev.gatehouse.cli.suite;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Chooses tests and cases by name: {@code NAME} takes tests or cases that match, {@code TEST//CASE}
 * takes cases that match in tests that match. Patterns are RE2's and are searched for.
 */
public final class SuiteFilter {

  private static final String BOTH = "//";

  private final Pattern test;
  private final Pattern each;
  private final boolean both;

  private SuiteFilter(Pattern test, Pattern each, boolean both) {
    this.test = test;
    this.each = each;
    this.both = both;
  }

  /** @throws IllegalArgumentException if a pattern is no regular expression or there are too many */
  public static SuiteFilter parse(String text) {
    var parts = text.split(BOTH, -1);
    if (parts.length > 2) {
      throw new IllegalArgumentException(
          "invalid test filter: a filter may include at most one \"//\"");
    }
    var test = compile(parts[0]);
    return parts.length == 2
        ? new SuiteFilter(test, compile(parts[1]), true)
        : new SuiteFilter(test, test, false);
  }

  private static Pattern compile(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("invalid test filter: " + e.getMessage(), e);
    }
  }

  boolean takes(Suite.Test candidate) {
    return test.matcher(candidate.name()).find()
        || !both && candidate.cases().stream().anyMatch(c -> each.matcher(c.name()).find());
  }

  boolean takes(Suite.Test owner, Suite.Case candidate) {
    var inTest = test.matcher(owner.name()).find();
    var inCase = each.matcher(candidate.name()).find();
    return both ? inTest && inCase : inTest || inCase;
  }
}
