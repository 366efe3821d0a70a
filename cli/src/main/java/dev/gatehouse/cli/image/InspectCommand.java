package dev.gatehouse.cli.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.image.ImageObserver;
import dev.gatehouse.trust.image.ImageVerdict;
import dev.gatehouse.trust.image.ImageVerifier;
import dev.gatehouse.trust.registry.Descriptor;
import dev.gatehouse.trust.registry.Manifest;
import dev.gatehouse.trust.registry.Materials;
import dev.gatehouse.trust.registry.RegistryException;
import dev.gatehouse.trust.registry.Resolved;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is known about an image. */
@Command(name = "inspect", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Shows what is known about an image: who signed it, when, what their certificate claims, which",
    "log has it, what is attested; with --policy also whose it is, what would be decided and why."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:shown", "11:the image is not there", "1:something else failed"})
final class InspectCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", description = "the name of an image")
  private String image = "";

  @Option(names = {"-p",
      "--policy"}, paramLabel = "PATH", description = "image policies to decide by; may be repeated")
  private List<Path> policies = new ArrayList<>();

  @Mixin
  private TrustFlags trust = new TrustFlags();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Mixin
  private Output output = new Output();

  /** All that is known. */
  private record Known(ImageReference image, Manifest manifest, Digest digest,
      List<Examination> signatures, List<Materials.Fault> faults,
      Optional<ImageVerdict> verdict) {}

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var known = known(RegistryFlags.reference(image));
      output.print(output.isJson(Output.Format.text)
          ? Json.write(json(known)) + "\n"
          : text(known));
      return 0;
    });
  }

  private Known known(ImageReference reference) {
    var verifier = new Verifier(trust.root());
    var key = trust.hasKey() ? Optional.of(trust.authority()) : Optional.<Authority>empty();
    try (var client = registry.client()) {
      var held = registry.resolve(client, reference);
      var digest = held.digest();
      var materials = client.materials(reference, digest, registry.budget());
      var signatures = materials.found().stream().map(
          each -> Examination.of(verifier, each, digest, key, trust.demands())).toList();
      var verdict = policies.isEmpty()
          ? Optional.<ImageVerdict>empty()
          : Optional.of(new ImageVerifier(client, PolicyCheckCommand.load(policies).rules(),
              ImageObserver.NONE).examine(reference.withDigest(digest)));
      return new Known(reference, manifest(held), digest, signatures, materials.faults(), verdict);
    }
  }

  private static Manifest manifest(Resolved held) {
    try {
      return Manifest.parse(held);
    } catch (RegistryException e) {
      throw ImageException.failed(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Known known) {
    var text = new StringBuilder(known.image.text()).append("\n  digest ").append(known.digest)
        .append('\n');
    var images = known.manifest.manifests();
    if (!images.isEmpty()) {
      text.append("  an index of ").append(images.size())
          .append(images.size() == 1 ? " image" : " images")
          .append(images.stream().map(Descriptor::platform).filter(each -> !each.isEmpty())
              .collect(Collectors.joining(", ", ": ", "")).replaceFirst("^: $", ""))
          .append("; who signed the index signed all of them\n");
    }
    text.append("  ").append(summary(known.signatures)).append('\n');
    known.signatures.forEach(each -> text.append(each.text()));
    known.faults.forEach(
        fault -> text.append("  could not be had: ").append(fault).append('\n'));
    known.verdict.ifPresent(verdict -> text.append(VerdictReport.text(verdict)));
    return text.toString();
  }

  /** One line that says it all. */
  private static String summary(List<Examination> all) {
    if (all.isEmpty()) {
      return "no signature and no attestation was found beside it";
    }
    var signers = all.stream().filter(Examination::isSignature)
        .flatMap(each -> each.signer().stream()).map(Signer::text).distinct().toList();
    var unsound = all.stream().filter(each -> each.signer().isEmpty()).count();
    var others = unsound == 0 ? "" : "; " + unsound + " could not be verified";
    return (signers.isEmpty()
        ? "no signature of it is verified"
        : "signed by " + String.join(" and by ", signers)) + others;
  }

  private static ObjectValue json(Known known) {
    var object = ObjectValue.builder().put("image", StringValue.of(known.image.text()))
        .put("digest", StringValue.of(known.digest.toString()))
        .put("signatures", ArrayValue.of(
            known.signatures.stream().map(Examination::json).toList()))
        .put("unavailable", ArrayValue.of(known.faults.stream()
            .map(fault -> StringValue.of(fault.toString())).toList()));
    known.verdict.ifPresent(verdict -> object.put("verdict", VerdictReport.json(verdict)));
    return object.build();
  }
}
