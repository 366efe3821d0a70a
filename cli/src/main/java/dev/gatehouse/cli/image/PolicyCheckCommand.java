package dev.gatehouse.cli.image;

import dev.gatehouse.trust.image.ImageConfig;
import dev.gatehouse.trust.image.ImageConfigReader;
import dev.gatehouse.trust.image.ImageObserver;
import dev.gatehouse.trust.image.ImageVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what image policies decide about images. */
@Command(name = "policy-check", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Checks image policies and says what they decide about images, and why. Without images only",
    "the files are checked."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:the policies are sound, and every image is good", "12:an image is not good",
        "1:the policies are not sound, or something else failed"})
final class PolicyCheckCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", arity = "0..*", description = "names of images")
  private List<String> images = new ArrayList<>();

  @Option(names = {"-p",
      "--policy"}, paramLabel = "PATH", required = true, description = "a file or folder of image policies, trust roots, owners and settings; may be repeated")
  private List<Path> policies = new ArrayList<>();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var config = load(policies);
      System.out.println(config.rules().rules().size() + " image policies are sound");
      var allGood = true;
      try (var client = registry.client()) {
        var verifier = new ImageVerifier(client, config.rules(), ImageObserver.NONE);
        for (var image : images) {
          var verdict = verifier.examine(RegistryFlags.reference(image));
          System.out.print(VerdictReport.of(verdict));
          allGood &= verdict.isGood();
        }
      }
      return allGood ? 0 : ImageException.NO_MATCH;
    });
  }

  /** Reads policies; everything that is wrong with them is said. */
  static ImageConfig load(List<Path> places) {
    var loaded = ImageConfigReader.read(places);
    if (!loaded.faults().isEmpty()) {
      loaded.faults().forEach(System.err::println);
      throw ImageException.failed(
          "the image policies cannot be used: " + loaded.faults().size() + " fault(s), see above");
    }
    return loaded.config();
  }
}
