package dev.gatehouse.cli.image;

import dev.gatehouse.trust.PredicateTypes;
import dev.gatehouse.trust.verify.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies that something was attested about images by whom it should. */
@Command(name = "verify-attestation", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Verifies that something was attested about images by whom it should, and prints it. Only",
    "statements of the very type that is named count."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every image has such an attestation", "10:an image has none at all",
        "11:an image is not there", "12:no attestation is the one that is wanted",
        "1:something else failed"})
final class VerifyAttestationCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "names of images, by tag or digest")
  private List<String> images = new ArrayList<>();

  @Option(names = "--type", paramLabel = "TYPE", defaultValue = "custom", description = "the predicate type: a URI or cosign's name for one, such as slsaprovenance1, spdxjson, cyclonedx, vuln, openvex (default: ${DEFAULT-VALUE})")
  private String type = "custom";

  @Mixin
  private TrustFlags trust = new TrustFlags();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Option(names = {"-o",
      "--output"}, paramLabel = "FORMAT", defaultValue = "json", description = "json or text (default: ${DEFAULT-VALUE})")
  private FoundText.Format output = FoundText.Format.json;

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var wanted = Wanted.attestation(trust.authority(), uri(type)).with(trust.demands());
      for (var image : images) {
        var found = new Check(registry, trust).find(RegistryFlags.reference(image), wanted);
        System.err.print(FoundText.checks(found));
        System.out.print(FoundText.of(found, output));
        System.out.flush();
      }
      return 0;
    });
  }

  static String uri(String type) {
    try {
      return PredicateTypes.uri(type);
    } catch (IllegalArgumentException e) {
      throw ImageException.failed(String.valueOf(e.getMessage()));
    }
  }
}
