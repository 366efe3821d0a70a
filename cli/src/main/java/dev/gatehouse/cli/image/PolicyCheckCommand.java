package dev.gatehouse.cli.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.server.RegoFactPolicies;
import dev.gatehouse.trust.image.ImageConfig;
import dev.gatehouse.trust.image.ImageConfigReader;
import dev.gatehouse.trust.image.ImageObserver;
import dev.gatehouse.trust.image.ImageVerdict;
import dev.gatehouse.trust.image.ImageVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  @Mixin
  private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var config = load(policies);
      var number = config.rules().rules().size();
      var verdicts = new ArrayList<ImageVerdict>();
      try (var client = registry.client()) {
        var verifier = new ImageVerifier(client, config.rules(), ImageObserver.NONE);
        for (var image : images) {
          verdicts.add(verifier.examine(RegistryFlags.reference(image)));
        }
      }
      output.print(output.isJson(Output.Format.text)
          ? json(number, verdicts)
          : text(number, verdicts));
      return verdicts.stream().allMatch(ImageVerdict::isGood) ? 0 : ImageException.NO_MATCH;
    });
  }

  private static String text(int number, List<ImageVerdict> verdicts) {
    return number + " image policies are sound\n"
        + verdicts.stream().map(VerdictReport::text).collect(Collectors.joining());
  }

  private static String json(int number, List<ImageVerdict> verdicts) {
    return Json.write(ObjectValue.of("policies", IntegerValue.of(number), "images", ArrayValue.of(
        verdicts.stream().map(VerdictReport::json).toList()))) + "\n";
  }

  /** Reads policies; everything that is wrong with them is said. */
  static ImageConfig load(List<Path> places) {
    var loaded = ImageConfigReader.read(places, new RegoFactPolicies());
    if (!loaded.faults().isEmpty()) {
      loaded.faults().forEach(System.err::println);
      throw ImageException.failed(
          "the image policies cannot be used: " + loaded.faults().size() + " fault(s), see above");
    }
    return loaded.config();
  }
}
