package dev.gatehouse.cli.image;

import dev.gatehouse.trust.verify.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies that images were signed by whom they should. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Verifies that images were signed by whom they should. An attestation is no signature; a good",
    "signature counts whatever else is stored beside it."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every image is signed as wanted", "10:an image has no signature",
        "11:an image is not there", "12:no signature is the one that is wanted",
        "1:something else failed"})
final class VerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "names of images, by tag or digest")
  private List<String> images = new ArrayList<>();

  @Mixin
  private TrustFlags trust = new TrustFlags();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Option(names = {"-a",
      "--annotations"}, paramLabel = "KEY=VALUE", description = "texts that must have been signed too; may be repeated")
  private Map<String, String> annotations = new HashMap<>();

  @Option(names = {"-o",
      "--output"}, paramLabel = "FORMAT", defaultValue = "json", description = "json or text (default: ${DEFAULT-VALUE})")
  private FoundText.Format output = FoundText.Format.json;

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var wanted = Wanted.signature(trust.authority()).with(trust.demands())
          .withAnnotations(annotations);
      for (var image : images) {
        var found = new Check(registry, trust).find(RegistryFlags.reference(image), wanted);
        System.err.print(FoundText.checks(found));
        System.out.print(FoundText.of(found, output));
        System.out.flush();
      }
      return 0;
    });
  }
}
