package dev.gatehouse.cli.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.registry.Materials;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what is stored beside an image. */
@Command(name = "tree", mixinStandardHelpOptions = true, description = "Shows the signatures and attestations that are stored beside an image, in every form; nothing is verified.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:shown", "1:the image is not there, or something failed"})
final class TreeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "IMAGE", description = "the name of an image")
  private String image = "";

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Mixin
  private Output output = new Output();

  @Override
  public Integer call() throws Exception {
    return ImageException.reportPlainly(() -> {
      var reference = RegistryFlags.reference(image);
      try (var client = registry.client()) {
        var digest = registry.resolve(client, reference).digest();
        var materials = client.materials(reference, digest, registry.budget());
        output.print(output.isJson(Output.Format.text)
            ? Json.write(json(reference, digest, materials)) + "\n"
            : text(reference, digest, materials));
      }
      return 0;
    });
  }

  private static String text(ImageReference image, Digest digest, Materials materials) {
    var text = new StringBuilder(image.name()).append('@').append(digest).append('\n');
    for (var material : materials.found()) {
      text.append("├─ ").append(String.format("%-18s", form(material))).append("  ")
          .append(material.place().manifest());
      if (material.place().layer() > 0) {
        text.append(" layer ").append(material.place().layer());
      }
      text.append('\n');
    }
    materials.faults().forEach(
        fault -> text.append("├─ could not be had: ").append(fault).append('\n'));
    if (materials.found().isEmpty() && materials.faults().isEmpty()) {
      text.append("└─ nothing is stored beside it\n");
    }
    return text.toString();
  }

  private static ObjectValue json(ImageReference image, Digest digest, Materials materials) {
    return ObjectValue.builder().put("image", StringValue.of(image.text()))
        .put("digest", StringValue.of(digest.toString()))
        .put("stored", ArrayValue.of(materials.found().stream().map(TreeCommand::json).toList()))
        .put("unavailable", ArrayValue.of(materials.faults().stream()
            .map(fault -> StringValue.of(fault.toString())).toList()))
        .build();
  }

  private static ObjectValue json(Material material) {
    return ObjectValue.builder().put("form", StringValue.of(form(material)))
        .put("manifest", StringValue.of(material.place().manifest().toString()))
        .put("layer", IntegerValue.of(material.place().layer())).build();
  }

  private static String form(Material material) {
    return switch (material) {
      case Material.Bundle _ -> "bundle";
      case Material.SimpleSigning _ -> "signature (.sig)";
      case Material.Envelope _ -> "attestation (.att)";
    };
  }
}
