package dev.gatehouse.cli.image;

import dev.gatehouse.trust.verify.Content;
import dev.gatehouse.trust.verify.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the two commands that verify have in common: the images, whom to trust, what is printed. */
final class VerifyFlags {

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "names of images, by tag or digest")
  private List<String> images = new ArrayList<>();

  @Mixin
  private TrustFlags trust = new TrustFlags();

  @Mixin
  private RegistryFlags registry = new RegistryFlags();

  @Mixin
  private Output output = new Output();

  @Option(names = "--check-claims", arity = "0..1", fallbackValue = "true", hidden = true)
  private boolean claims = true;

  @SuppressWarnings("UnusedVariable") // a flag of cosign that changes nothing here
  @Option(names = "--max-workers", paramLabel = "NUMBER", description = "taken for cosign's sake: eight parts are fetched at once", hidden = true)
  private int workers;

  /** Verifies every image; of each something must be what is wanted. */
  int verify(Content content, Map<String, String> annotations,
      Function<Check.Found, String> text) {
    if (!claims) {
      throw ImageException.failed("cosign's --check-claims=false is not supported: a signature of"
          + " something else says nothing about an image");
    }
    var wanted = new Wanted(trust.authority(), content, trust.demands(), annotations);
    var check = new Check(registry, trust);
    for (var image : images) {
      var found = check.find(RegistryFlags.reference(image), wanted);
      System.err.print(FoundText.checks(found));
      output.print(text.apply(found));
    }
    return 0;
  }

  boolean isJson() {
    return output.isJson(Output.Format.json);
  }
}
