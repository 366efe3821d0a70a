package dev.gatehouse.cli.suite;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.gatehouse.json.Quotes;
import java.util.List;
import java.util.Optional;

/** Holds the violations of a case against what its assertions want, in gator's words. */
final class AssertionCheck {

  private static final String WRONG_NUMBER = "unexpected number of violations: ";
  private static final String UNREADABLE = "invalid yaml: assertion.violation, if set, must be a nonnegative integer, \"yes\", or \"no\"";

  private AssertionCheck() {}

  /** Why the assertion does not hold, or empty if it does. */
  static Optional<String> failure(Suite.Assertion assertion, List<String> messages) {
    long matching;
    try {
      matching = matching(assertion, messages);
    } catch (PatternSyntaxException e) {
      return Optional.of("message contains invalid regular expression: error parsing regexp: "
          + e.getDescription() + ": `" + e.getPattern() + "`");
    }
    return wrongCount(assertion, matching)
        .map(reason -> reason + ": got messages [" + String.join(" ", messages) + "]");
  }

  private static long matching(Suite.Assertion assertion, List<String> messages) {
    if (assertion.message() == null) {
      return messages.size();
    }
    var pattern = Pattern.compile(assertion.message());
    return messages.stream().filter(message -> pattern.matcher(message).find()).count();
  }

  private static Optional<String> wrongCount(Suite.Assertion assertion, long matching) {
    var got = WRONG_NUMBER + "got " + matching + " violations"
        + (assertion.message() == null ? "" : " containing " + Quotes.quote(assertion.message()));
    return switch (assertion.violations()) {
      case Suite.Some s when matching == 0 -> Optional.of(got + " but want at least 1");
      case Suite.None n when matching > 0 -> Optional.of(got + " but want none");
      case Suite.Exactly e when matching != e.number() ->
        Optional.of(got + " but want exactly " + e.number());
      case Suite.Unreadable u -> Optional.of(UNREADABLE);
      case Suite.Some s -> Optional.empty();
      case Suite.None n -> Optional.empty();
      case Suite.Exactly e -> Optional.empty();
    };
  }
}
