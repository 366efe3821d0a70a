package dev.gatehouse.cli.image;

import dev.gatehouse.trust.Material;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what is stored beside an image. */
@Command(name = "tree", mixinStandardHelpOptions = true, description = "Shows the signatures and attestations that are stored beside an image, in every form; nothing is verified.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:shown", "11:the image is not there", "1:something else failed"})
final class TreeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", description = "the name of an image")
  private String image = "";

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Override
  public Integer call() throws Exception {
    return ImageException.report(() -> {
      var reference = RegistryFlags.reference(image);
      try (var client = registry.client()) {
        var digest = registry.resolve(client, reference).digest();
        var materials = client.materials(reference, digest, registry.budget());
        System.out.println(reference.name() + "@" + digest);
        for (var material : materials.found()) {
          System.out.println("├─ " + kind(material) + "  " + material.place().manifest()
              + (material.place().layer() == 0 ? "" : " layer " + material.place().layer()));
        }
        materials.faults().forEach(fault -> System.out.println("├─ could not be had: " + fault));
        if (materials.found().isEmpty() && materials.faults().isEmpty()) {
          System.out.println("└─ nothing is stored beside it");
        }
      }
      return 0;
    });
  }

  private static String kind(Material material) {
    return switch (material) {
      case Material.Bundle _ -> "bundle            ";
      case Material.SimpleSigning _ -> "signature (.sig)  ";
      case Material.Envelope _ -> "attestation (.att)";
    };
  }
}
