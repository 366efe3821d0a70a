package dev.gatehouse.cli.judge;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.ReviewException;
import dev.gatehouse.policy.ReviewOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Judges objects, and what they would generate, one after the other. */
public final class Judge {

  private static final Comparator<Judgement> ORDER = Comparator
      .comparing((Judgement j) -> j.result().enforcementAction(), StringValue::compareUtf8)
      .thenComparing(j -> j.result().message(), StringValue::compareUtf8);

  private final PolicySet policies;
  private final ReviewOptions options;

  public Judge(PolicySet policies, ReviewOptions options) {
    this.policies = policies;
    this.options = options;
  }

  /**
   * Judges objects.
   *
   * @return every violation, by enforcement action, then message, then order of the objects
   * @throws JudgeException for the first object that cannot be reviewed
   */
  public List<Judgement> judge(List<KubernetesObject> objects) throws JudgeException {
    var namespaces = Namespaces.among(objects);
    var judgements = new ArrayList<Judgement>();
    for (var object : objects) {
      try {
        var decision = ObjectReview.of(policies, object, namespaces.of(object), options);
        decision.results().forEach(result -> judgements.add(new Judgement(result, object)));
      } catch (ReviewException e) {
        throw new JudgeException("reviewing " + object.type() + " " + object.namespace() + "/"
            + object.name() + ": " + e.getMessage());
      }
    }
    judgements.sort(ORDER);
    return judgements;
  }
}
