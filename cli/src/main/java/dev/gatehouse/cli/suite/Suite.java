package dev.gatehouse.cli.suite;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A suite file of kind {@code Suite} in {@code test.gatekeeper.sh}.
 *
 * @param file the file it was read from; paths within it are relative to its folder
 * @param displayPath the file's path as the user would write it
 */
public record Suite(Path file, String displayPath, boolean skip, List<Test> tests) {

  public Suite {
    tests = List.copyOf(tests);
  }

  /**
   * One template with one constraint.
   *
   * @param template path of the template, empty where the suite names none
   * @param constraint path of the constraint, empty where the suite names none
   * @param expansion path of expansion templates, empty for none
   * @param invalid whether the constraint is expected to be refused by the template's schema
   */
  public record Test(String name, String template, String constraint, String expansion,
      boolean invalid, boolean skip, List<Case> cases) {

    public Test {
      cases = List.copyOf(cases);
    }
  }

  /**
   * One object to review.
   *
   * @param object path of the object or AdmissionReview, empty where the suite names none
   * @param inventory paths of objects for {@code data.inventory}
   */
  public record Case(String name, String object, List<String> inventory,
      List<Assertion> assertions, boolean skip) {

    public Case {
      inventory = List.copyOf(inventory);
      assertions = List.copyOf(assertions);
    }
  }

  /**
   * What must hold for the violations of a case.
   *
   * @param message a regular expression; only violations whose message it finds are counted
   */
  public record Assertion(Count violations, @Nullable String message) {}

  /** How many violations are wanted. */
  public sealed interface Count {}

  /** {@code yes}: at least one. */
  public record Some() implements Count {}

  /** {@code no}: none. */
  public record None() implements Count {}

  /** A number: exactly so many. */
  public record Exactly(long number) implements Count {}

  /** Anything else, which fails the case. */
  public record Unreadable() implements Count {}
}
