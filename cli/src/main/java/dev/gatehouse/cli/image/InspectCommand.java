package dev.gatehouse.cli.image;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.image.ImageObserver;
import dev.gatehouse.trust.image.ImageVerifier;
import dev.gatehouse.trust.verify.Authority;
import dev.gatehouse.trust.verify.Content;
import dev.gatehouse.trust.verify.IdentityRule;
import dev.gatehouse.trust.verify.Signer;
import dev.gatehouse.trust.verify.TextRule;
import dev.gatehouse.trust.verify.VerificationException;
import dev.gatehouse.trust.verify.Verifier;
import dev.gatehouse.trust.verify.Wanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

  /** Matches nobody: who signed is told by the failure, once all else has been verified. */
  private static final Authority NOBODY = new Authority.Keyless(List.of(
      IdentityRule.of(TextRule.exact("(nobody)"), TextRule.exact("(nobody)"))));

  @Parameters(paramLabel = "IMAGE", description = "the name of an image")
  private String image = "";

  @Option(names = {"-p",
      "--policy"}, paramLabel = "PATH", description = "image policies to decide by; may be repeated")
  private List<Path> policies = new ArrayList<>();

  @Mixin
  private TrustFlags trust = new TrustFlags();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var reference = RegistryFlags.reference(image);
      try (var client = registry.client()) {
        var digest = registry.resolve(client, reference).digest();
        var materials = client.materials(reference, digest, registry.budget());
        System.out.println(reference.text() + "\n  digest " + digest);
        for (var material : materials.found()) {
          show(material, digest);
        }
        materials.faults().forEach(fault -> System.out.println("  could not be had: " + fault));
        if (materials.found().isEmpty() && materials.faults().isEmpty()) {
          System.out.println("  no signature and no attestation is stored beside it");
        }
        if (!policies.isEmpty()) {
          var rules = PolicyCheckCommand.load(policies).rules();
          var verifier = new ImageVerifier(client, rules, ImageObserver.NONE);
          System.out.print(VerdictReport.of(verifier.examine(reference.withDigest(digest))));
        }
      }
      return 0;
    });
  }

  private void show(Material material, Digest digest) {
    var wanted = new Wanted(trust.hasKey() ? trust.authority() : NOBODY,
        new Content.SignatureOrStatement(), trust.demands(), Map.of());
    System.out.println("  stored as " + material.place().manifest());
    try {
      var verified = new Verifier(trust.root()).verify(material, digest, wanted);
      System.out.println("    signed by " + verified.signer().text());
      verified.statement().ifPresent(statement -> System.out.println(
          "    attests " + statement.predicateType()));
      verified.steps().forEach(step -> System.out.println("      " + step));
    } catch (VerificationException e) {
      e.signer().ifPresentOrElse(InspectCommand::show,
          () -> System.out.println("    not verified: " + e.getMessage()));
      e.steps().stream().filter(step -> e.signer().isEmpty() || !step.name().equals(e.step()))
          .forEach(step -> System.out.println("      " + step));
    }
  }

  private static void show(Signer signer) {
    System.out.println("    signed by " + signer.text());
    if (signer instanceof Signer.Identity identity) {
      identity.claims().forEach(
          (claim, text) -> System.out.println("      claim " + claim.text() + ": " + text));
    }
  }
}
