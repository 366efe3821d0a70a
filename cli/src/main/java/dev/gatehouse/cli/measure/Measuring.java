package dev.gatehouse.cli.measure;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.cli.judge.JudgeException;
import dev.gatehouse.cli.judge.PolicyInputs;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.EnforcementPoint;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.Review;
import dev.gatehouse.policy.ReviewException;
import dev.gatehouse.policy.ReviewOptions;
import dev.gatehouse.policy.ReviewSource;
import dev.gatehouse.policy.TemplateOptions;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures reviews of objects: everything that is neither template nor constraint is reviewed. */
public final class Measuring {

  private final Plan plan;
  private final TemplateOptions options;

  /**
   * How to measure.
   *
   * @param iterations how often each object is reviewed
   * @param warmup iterations before the clock starts
   * @param concurrency threads that review at the same time
   * @param memory whether allocated memory is measured
   */
  public record Plan(int iterations, int warmup, int concurrency, boolean memory) {

    public Plan {
      if (iterations < 1 || warmup < 0 || concurrency < 1) {
        throw new IllegalArgumentException(
            "iterations and concurrency must be at least 1, warmup at least 0");
      }
    }
  }

  /** What one thread measured. */
  private record Share(long[] nanos, long violations, long bytes) {}

  public Measuring(Plan plan, TemplateOptions options) {
    this.plan = plan;
    this.options = options;
  }

  /** @throws JudgeException if an object cannot be used or reviewed */
  public Measurement measure(List<KubernetesObject> inputs)
      throws JudgeException, MeasurementException {
    var start = System.nanoTime();
    var policies = PolicyInputs.load(inputs, options);
    var setup = System.nanoTime() - start;
    var objects = inputs.stream()
        .filter(o -> !PolicyInputs.isTemplate(o) && !PolicyInputs.isConstraint(o)).toList();
    if (objects.isEmpty() || policies.constraints().isEmpty()) {
      throw new MeasurementException("nothing to measure: there must be at least one template,"
          + " one constraint and one object to review");
    }
    run(policies, objects, plan.warmup());
    var begin = System.nanoTime();
    var shares = run(policies, objects, plan.iterations());
    return result(policies, objects, shares, setup, System.nanoTime() - begin);
  }

  private Measurement result(PolicySet policies, List<KubernetesObject> objects,
      List<Share> shares, long setup, long total) {
    var nanos = shares.stream().flatMapToLong(s -> java.util.Arrays.stream(s.nanos())).toArray();
    var reviews = plan.iterations() * objects.size();
    var bytes = shares.stream().mapToLong(Share::bytes).sum() / reviews;
    var inputs = new Measurement.Setup(policies.templates().size(), policies.constraints().size(),
        objects.size(), plan.iterations(), plan.concurrency());
    return new Measurement(inputs, setup, total, Latencies.of(nanos),
        shares.stream().mapToLong(Share::violations).sum(), reviews * 1e9 / total,
        plan.memory() ? bytes : -1);
  }

  private List<Share> run(PolicySet policies, List<KubernetesObject> objects, int iterations)
      throws MeasurementException {
    var next = new AtomicInteger();
    var last = iterations * objects.size();
    var work = new ArrayList<Callable<Share>>();
    for (var i = 0; i < plan.concurrency(); i++) {
      work.add(() -> share(policies, objects, next, last));
    }
    try (var threads = Executors.newFixedThreadPool(plan.concurrency())) {
      var shares = new ArrayList<Share>();
      for (Future<Share> share : threads.invokeAll(work)) {
        shares.add(share.get());
      }
      return shares;
    } catch (ExecutionException e) {
      throw new MeasurementException("review failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted");
    }
  }

  private Share share(PolicySet policies, List<KubernetesObject> objects, AtomicInteger next,
      int last) throws ReviewException {
    var nanos = new long[Math.max(16, last / plan.concurrency())];
    var violations = 0L;
    var count = 0;
    var allocated = allocated();
    for (var i = next.getAndIncrement(); i < last; i = next.getAndIncrement()) {
      var start = System.nanoTime();
      var review = Review.of(objects.get(i % objects.size()), Optional.empty(),
          ReviewSource.ORIGINAL);
      var decision = policies.review(review, EnforcementPoint.GATOR, ReviewOptions.DEFAULT);
      var time = System.nanoTime() - start;
      violations += decision.results().size();
      if (count == nanos.length) {
        nanos = java.util.Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = time;
    }
    return new Share(java.util.Arrays.copyOf(nanos, count), violations, allocated() - allocated);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
