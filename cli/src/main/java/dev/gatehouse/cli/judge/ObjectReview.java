package dev.gatehouse.cli.judge;

import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.EnforcementPoint;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Review;
import dev.gatehouse.policy.ReviewException;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.ReviewSource;
import dev.gatehouse.policy.expansion.ExpansionException;
import java.util.Optional;

/** The review of a bare object together with everything that it would generate. */
public final class ObjectReview {

  private ObjectReview() {}

  /**
   * Judges an object.
   *
   * @param namespace the Namespace that it is matched with, if there is one
   * @throws ReviewException if it, or what it would generate, cannot be reviewed
   */
  public static Decision of(PolicySet policies, KubernetesObject object,
      Optional<KubernetesObject> namespace, ReviewOptions options) throws ReviewException {
    var decision = policies.review(Review.of(object, namespace, ReviewSource.ORIGINAL),
        EnforcementPoint.GATOR, options);
    try {
      for (var resultant : policies.expander().expand(object, namespace)) {
        var review = Review.of(resultant.object(), namespace, ReviewSource.GENERATED);
        var child = policies.review(review, EnforcementPoint.GATOR, options);
        decision = decision.implying(child, resultant.template(), resultant.enforcementAction());
      }
    } catch (ExpansionException e) {
      throw new ReviewException(
          "expanding resource " + object.name() + ": " + e.getMessage());
    }
    return decision;
  }
}
