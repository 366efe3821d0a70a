package dev.gatehouse.cli.review;

import dev.gatehouse.cli.review.Outcome.Verdict;
import dev.gatehouse.kube.AdmissionReview;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.EnforcementAction;
import dev.gatehouse.policy.FieldAtFault;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.admission.Admission;
import dev.gatehouse.policy.admission.AdmissionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reviews with policies at hand, just as the server would, and says which field is at fault. */
public final class LocalReviewer implements Reviewer {

  private final PolicySet policies;
  private final Admission admission;
  private final Runnable end;

  /** @param end ends what the policies use, such as connections to providers */
  public LocalReviewer(PolicySet policies, Admission admission, Runnable end) {
    this.policies = policies;
    this.admission = admission;
    this.end = end;
  }

  @Override
  public Outcome review(ReviewRequest request) {
    try {
      var admitted = admission.admit(policies, AdmissionReview.parse(request.review()).request(),
          ReviewOptions.DEFAULT.withExplain());
      return outcome(request, admitted);
    } catch (InvalidFieldsException e) {
      return failed(request, "not an AdmissionReview that can be answered: " + e.getMessage());
    }
  }

  private static Outcome outcome(ReviewRequest request, AdmissionOutcome admitted) {
    var response = admitted.response();
    if (admitted.decision().isEmpty()) {
      return response.allowed()
          ? new Outcome(request.file(), request.title(), Verdict.ALLOWED, List.of())
          : failed(request, response.message());
    }
    var findings = findings(admitted.decision().get());
    var verdict = !response.allowed()
        ? Verdict.DENIED
        : response.warnings().isEmpty() ? Verdict.ALLOWED : Verdict.WARNED;
    return new Outcome(request.file(), request.title(), verdict, findings);
  }

  private static List<Outcome.Finding> findings(Decision decision) {
    var findings = new ArrayList<Outcome.Finding>();
    for (var result : decision.results()) {
      for (EnforcementAction action : result.actions()) {
        findings.add(new Outcome.Finding(action.id(), result.constraint().name(),
            result.message(), result.field().map(FieldAtFault::toString)));
      }
    }
    return findings;
  }

  static Outcome failed(ReviewRequest request, String message) {
    return new Outcome(request.file(), request.title(), Verdict.FAILED,
        List.of(new Outcome.Finding("error", "", message, Optional.empty())));
  }

  @Override
  public void close() {
    end.run();
  }
}
