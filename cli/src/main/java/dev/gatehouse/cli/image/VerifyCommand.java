package dev.gatehouse.cli.image;

import dev.gatehouse.trust.verify.Content;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies that images were signed by whom they should. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Verifies that images were signed by whom they should. An attestation is no signature; a good",
    "signature counts whatever else is stored beside it."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every image is signed as wanted", "10:an image has no signature",
        "11:an image is not there",
        "12:there are signatures in cosign's older form alone, none as wanted",
        "1:something else failed; as with cosign this includes bundles of which none is as wanted"})
final class VerifyCommand implements Callable<Integer> {

  @Mixin
  private VerifyFlags flags = new VerifyFlags();

  @Option(names = {"-a",
      "--annotations"}, paramLabel = "KEY=VALUE", split = ",", description = "texts that must have been signed too; may be repeated")
  private Map<String, String> annotations = new HashMap<>();

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> flags.verify(new Content.Signature(), annotations,
        found -> FoundText.signatures(found, flags.isJson())));
  }
}
