package dev.gatehouse.cli.image;

import dev.gatehouse.trust.PredicateTypes;
import dev.gatehouse.trust.verify.Content;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies that something was attested about images by whom it should. */
@Command(name = "verify-attestation", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Verifies that something was attested about images by whom it should, and prints the envelope",
    "of each attestation on a line. Only statements of the very type that is named count."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every image has such an attestation", "1:an image has none, or something failed"})
final class VerifyAttestationCommand implements Callable<Integer> {

  @Option(names = "--type", paramLabel = "TYPE", defaultValue = "custom", description = "the predicate type: a URI or cosign's name for one, such as slsaprovenance1, spdxjson, cyclonedx, vuln, openvex (default: ${DEFAULT-VALUE})")
  private String type = "custom";

  @Mixin
  private VerifyFlags flags = new VerifyFlags();

  @Override
  public Integer call() throws Exception {
    return ImageException.reportPlainly(() -> flags.verify(
        new Content.Attestation(uri(type)), Map.of(), FoundText::attestations));
  }

  static String uri(String type) {
    try {
      return PredicateTypes.uri(type);
    } catch (IllegalArgumentException e) {
      throw ImageException.failed(String.valueOf(e.getMessage()));
    }
  }
}
