package dev.gatehouse.cli.suite;

import dev.gatehouse.cli.judge.ObjectReview;
import dev.gatehouse.cli.judge.PolicyInputs;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionReview;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.EnforcementPoint;
import dev.gatehouse.policy.InvalidResourceException;
import dev.gatehouse.policy.Inventory;
import dev.gatehouse.policy.Origin;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Result;
import dev.gatehouse.policy.Review;
import dev.gatehouse.policy.ReviewException;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.Template;
import dev.gatehouse.policy.TemplateOptions;
import dev.gatehouse.policy.expansion.ExpansionTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs suites: for each test its template and constraint alone, for each case its own inventory. */
public final class SuiteRunner {

  private final SuiteFilter filter;
  private final TemplateOptions options;

  public SuiteRunner(SuiteFilter filter, TemplateOptions options) {
    this.filter = filter;
    this.options = options;
  }

  public SuiteResult run(Suite suite) {
    var start = System.nanoTime();
    if (suite.skip()) {
      return new SuiteResult(suite.displayPath(), true, Duration.ZERO, List.of());
    }
    var files = new SuiteFiles(suite.file().toAbsolutePath().resolveSibling(""));
    var tests = suite.tests().stream().map(test -> run(test, files)).toList();
    return new SuiteResult(suite.displayPath(), false, since(start), tests);
  }

  private SuiteResult.TestResult run(Suite.Test test, SuiteFiles files) {
    if (test.skip() || !filter.takes(test)) {
      return new SuiteResult.TestResult(test.name(), true, Duration.ZERO, null, List.of());
    }
    var start = System.nanoTime();
    var cases = new ArrayList<SuiteResult.CaseResult>();
    String error = null;
    try {
      if (test.invalid()) {
        error = whyNotInvalid(test, files);
      } else {
        var policies = policies(test, files);
        test.cases().forEach(each -> cases.add(run(test, each, policies, files)));
      }
    } catch (SuiteException e) {
      error = e.getMessage();
    }
    return new SuiteResult.TestResult(test.name(), false, since(start), error, cases);
  }

  /** Why the constraint is not refused by its template's schema, null if it is. */
  private @Nullable String whyNotInvalid(Suite.Test test, SuiteFiles files) {
    var prefix = "constraint should have failed schema validation: got error ";
    var wanted = " but want schema validation failed";
    try {
      var template = template(test, files);
      template.constraint(constraintObject(test, files), Origin.UNKNOWN);
      return prefix + "%!w(<nil>)" + wanted;
    } catch (InvalidResourceException e) {
      return e.fault() == InvalidResourceException.Fault.SCHEMA
          ? null
          : prefix + e.getMessage() + wanted;
    } catch (SuiteException e) {
      return prefix + e.getMessage() + wanted;
    }
  }

  private PolicySet.Builder policies(Suite.Test test, SuiteFiles files) throws SuiteException {
    var policies = PolicySet.builder();
    var template = template(test, files);
    policies.add(template);
    try {
      var constraint = constraintObject(test, files);
      if (policies.addConstraint(constraint, Origin.UNKNOWN).isEmpty()) {
        throw new SuiteException("missing ConstraintTemplate: template \""
            + constraint.kind().toLowerCase(Locale.ROOT) + "\" not found");
      }
      if (!test.expansion().isEmpty()) {
        for (var object : files.objects(test.expansion())) {
          policies.add(expansion(object, test));
        }
      }
    } catch (InvalidResourceException e) {
      throw new SuiteException(e.getMessage());
    }
    return policies;
  }

  private Template template(Suite.Test test, SuiteFiles files) throws SuiteException {
    if (test.template().isEmpty()) {
      throw new SuiteException("invalid Suite: missing template");
    }
    var object = files.first(test.template());
    if (!PolicyInputs.isTemplate(object)) {
      throw new SuiteException(
          "path \"" + files.path(test.template()) + "\": not a ConstraintTemplate");
    }
    try {
      return Template.parse(object, Origin.UNKNOWN, options);
    } catch (InvalidResourceException e) {
      throw new SuiteException("adding template: " + e.getMessage());
    }
  }

  private static KubernetesObject constraintObject(Suite.Test test, SuiteFiles files)
      throws SuiteException {
    if (test.constraint().isEmpty()) {
      throw new SuiteException("invalid Suite: missing constraint");
    }
    var object = files.first(test.constraint());
    if (!PolicyInputs.isConstraint(object)) {
      throw new SuiteException("not a Constraint");
    }
    return object;
  }

  private static ExpansionTemplate expansion(KubernetesObject object, Suite.Test test)
      throws SuiteException {
    if (!PolicyInputs.isExpansion(object)) {
      throw new SuiteException("not an Expansion Template: \"" + test.expansion() + "\"");
    }
    try {
      return ExpansionTemplate.parse(object);
    } catch (InvalidFieldsException e) {
      throw new SuiteException("error upserting template " + object.name() + ": " + e.getMessage());
    }
  }

  private SuiteResult.CaseResult run(Suite.Test test, Suite.Case each, PolicySet.Builder policies,
      SuiteFiles files) {
    if (each.skip() || !filter.takes(test, each)) {
      return new SuiteResult.CaseResult(each.name(), true, Duration.ZERO, null, List.of());
    }
    var start = System.nanoTime();
    var printed = new ArrayList<String>();
    var error = failure(each, policies, files, printed);
    return new SuiteResult.CaseResult(each.name(), false, since(start), error.orElse(null),
        printed);
  }

  private Optional<String> failure(Suite.Case each, PolicySet.Builder policies, SuiteFiles files,
      List<String> printed) {
    if (each.object().isEmpty()) {
      return Optional.of("invalid Case: must define object");
    }
    if (each.assertions().isEmpty()) {
      return Optional.of("invalid Case: assertions must be non-empty");
    }
    try {
      var object = files.single(each.object());
      var set = policies.inventory(inventory(each, files)).build();
      var review = ReviewOptions.DEFAULT.withPrint(printed::add);
      var messages = decide(object, set, review).results().stream().map(Result::message).toList();
      return each.assertions().stream()
          .flatMap(assertion -> AssertionCheck.failure(assertion, messages).stream()).findFirst();
    } catch (SuiteException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Inventory inventory(Suite.Case each, SuiteFiles files) throws SuiteException {
    var inventory = Inventory.builder();
    for (var path : each.inventory()) {
      for (var object : files.objects(path)) {
        try {
          inventory.add(object);
        } catch (InvalidResourceException e) {
          throw new SuiteException("unable to add object to data.inventory: " + object.type() + " "
              + object.namespace() + "/" + object.name() + ": " + e.getMessage());
        }
      }
    }
    return inventory.build();
  }

  private static Decision decide(KubernetesObject object, PolicySet policies,
      ReviewOptions options) throws SuiteException {
    try {
      return AdmissionReview.isReview(object)
          ? policies.review(ofAdmission(object.value()), EnforcementPoint.GATOR, options)
          : ObjectReview.of(policies, object, Optional.empty(), options);
    } catch (ReviewException e) {
      throw new SuiteException("reviewing " + object.type() + " " + object.namespace() + "/"
          + object.name() + ": " + e.getMessage());
    }
  }

  /** A review in a suite is nobody's request: it needs no uid, but has no unknown fields either. */
  private static Review ofAdmission(ObjectValue value) throws SuiteException, ReviewException {
    if (!(value.get("request") instanceof ObjectValue fields)) {
      throw new SuiteException("missing an AdmissionRequest object: request did not actually pass"
          + " in an AdmissionRequest");
    }
    var unknown = AdmissionReview.unknownFields(value);
    if (!unknown.isEmpty()) {
      throw new SuiteException("not a valid AdmissionReview object: unable to convert to an"
          + " AdmissionReview object, error: strict decoding error: "
          + unknown.stream().map(field -> "unknown field \"" + field + "\"")
              .collect(Collectors.joining(", ")));
    }
    var request = AdmissionRequest.of(fields);
    if (request.object().isEmpty() && request.oldObject().isEmpty()) {
      throw new SuiteException("no object or oldObject found to review: AdmissionRequest does not"
          + " contain an \"object\" or \"oldObject\" to review");
    }
    return Review.of(request, Optional.empty());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
