package dev.gatehouse.cli.image;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints what images stand for. */
@Command(name = "digest", mixinStandardHelpOptions = true, description = "Prints what images stand for now: the name with its digest, computed from what the registry sends.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:printed", "11:an image is not there", "1:something else failed"})
final class DigestCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "names of images")
  private List<String> images = new ArrayList<>();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      try (var client = registry.client()) {
        for (var text : images) {
          var image = RegistryFlags.reference(text);
          System.out.println(
              image.withDigest(registry.resolve(client, image).digest()).text());
        }
      }
      return 0;
    });
  }
}
