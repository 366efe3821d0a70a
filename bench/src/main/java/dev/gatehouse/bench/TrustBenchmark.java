package dev.gatehouse.bench;

import dev.gatehouse.bench.Comparison.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keyless verification of images in a registry on loopback, against cosign. Cosign remembers
 * nothing, so that its every verification is a cold one.
 */
final class TrustBenchmark implements Benchmark {

  private static final String COLD = "cold-cpu";
  private static final String CLI = "cli-wall";
  private static final String WARM = "warm";
  private static final String BURST = "burst";
  private static final String DISTINCT = "burst-distinct";

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int IMAGES = 800;
  private static final int PEER_RUNS = 20;
  private static final int PEER_BURST = 100;
  private static final String PEER_AT_ONCE = "8";

  @Override
  public List<String> cases() {
    return List.of(COLD, CLI, WARM, BURST, DISTINCT);
  }

  @Override
  public void run(Lab lab, List<String> wanted, Report report) {
    var images = SignedImages.push(lab, IMAGES);
    requireRefusal(lab, images);
    var one = images.references().getFirst();
    for (var name : wanted) {
      report.measure(name, () -> switch (name) {
        case COLD -> Comparison.measure(name, Unit.SECONDS, lab.rounds(),
            () -> peerCpu(lab, images), () -> ours(lab, images, name));
        case CLI -> Comparison.measure(name, Unit.SECONDS, 3 * lab.rounds(),
            () -> wall(lab, command(lab.peer("cosign"), List.of("verify"), images, one)),
            () -> wall(lab, command(lab.home("gatehouse").toString(), List.of("image", "verify"),
                images, one)));
        case WARM -> Comparison.measure(name, Unit.MICROSECONDS, lab.rounds(),
            () -> 1e6 / peerRate(lab, images, List.of(one), PEER_RUNS, "1"),
            () -> ours(lab, images, name));
        case BURST -> Comparison.measure(name, Unit.REQUESTS_PER_SECOND, lab.rounds(),
            () -> peerRate(lab, images, List.of(one), PEER_BURST, PEER_AT_ONCE),
            () -> ours(lab, images, name));
        default -> Comparison.measure(name, Unit.REQUESTS_PER_SECOND, lab.rounds(),
            () -> peerRate(lab, images, images.references(), PEER_BURST, PEER_AT_ONCE),
            () -> ours(lab, images, name));
      });
    }
  }

  /** What is compared must be verification: with another identity it has to fail. */
  private static void requireRefusal(Lab lab, SignedImages images) {
    var command = new ArrayList<>(
        command(lab.peer("cosign"), List.of("verify"), images, images.references().getFirst()));
    command.replaceAll(word -> word.equals(SignedImages.IDENTITY) ? "other@example.com" : word);
    try {
      lab.run(Lab.WORK_CORE, LIMIT, command);
    } catch (BenchException e) {
      return;
    }
    throw new BenchException("cosign takes a signature of somebody else");
  }

  private static List<String> command(
      String program, List<String> words, SignedImages images, String reference) {
    var command = new ArrayList<>(List.of(program));
    command.addAll(words);
    command.addAll(List.of("--trusted-root", images.root().toString(),
        "--certificate-identity", SignedImages.IDENTITY,
        "--certificate-oidc-issuer", SignedImages.ISSUER, reference));
    return List.copyOf(command);
  }

  private static double wall(Lab lab, List<String> command) {
    long start = System.nanoTime();
    lab.run(Lab.LOAD_CORE + "," + Lab.WORK_CORE, LIMIT, command);
    return (System.nanoTime() - start) / 1e9;
  }

  /** User and system time of one process, from a shell that runs it on one image after the other. */
  private static double peerCpu(Lab lab, SignedImages images) {
    var template = String.join(" ",
        command(lab.peer("cosign"), List.of("verify"), images, "$image"));
    var script = "TIMEFORMAT='%3U %3S'; time (for image in "
        + String.join(" ", images.references().subList(0, PEER_RUNS)) + "; do " + template
        + " >/dev/null 2>&1 || exit 1; done)";
    var times = lab.run(Lab.WORK_CORE, LIMIT, List.of("bash", "-c", "exec 2>&1; " + script)).strip()
        .split(" ", -1);
    return (Double.parseDouble(times[0]) + Double.parseDouble(times[1])) / PEER_RUNS;
  }

  private static double peerRate(
      Lab lab, SignedImages images, List<String> references, int runs, String atOnce) {
    var names = new ArrayList<String>();
    for (int run = 0; run < runs; run++) {
      names.add(references.get(run % references.size()));
    }
    var template = String.join(" ", command(lab.peer("cosign"), List.of("verify"), images, "{}"));
    var script = "printf '%s\\n' " + String.join(" ", names) + " | xargs -P " + atOnce + " -I{} "
        + template + " >/dev/null 2>&1";
    long start = System.nanoTime();
    lab.run(Lab.WORK_CORE, LIMIT, List.of("bash", "-c", script));
    return runs / ((System.nanoTime() - start) / 1e9);
  }

  /** A process of our own whose virtual machine is warm when it measures. */
  private static double ours(Lab lab, SignedImages images, String name) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Double.parseDouble(lab.run(Lab.WORK_CORE, LIMIT,
        List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
            TrustSide.class.getName(), name, images.root().toString(), images.list().toString()))
        .strip());
  }
}
