package dev.gatehouse.trust.image;

import dev.gatehouse.trust.verify.IdentityRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code ImageOwners}: whose images are whose. */
final class OwnerReader {

  private OwnerReader() {}

  static List<OwnerRule> read(RuleFields fields) {
    var rules = new ArrayList<OwnerRule>();
    var identities = new IdentityReader(false);
    for (var entry : fields.at("spec").only("owners").all("owners")) {
      entry.only("team", "contact", "images", "signer");
      var images = new ArrayList<ImagePattern>();
      for (var image : entry.all("images")) {
        ImageConfigReader.pattern(image.only("glob"), image.required("glob"), false)
            .ifPresent(images::add);
      }
      var signer = entry.has("signer")
          ? identities.read(entry.at("signer"))
          : Optional.<IdentityRule>empty();
      if (images.isEmpty() && signer.isEmpty()) {
        entry.fault("expected images, a signer or both");
      }
      rules.add(new OwnerRule(
          new Owner(entry.required("team"), entry.text("contact").orElse("")), images, signer));
    }
    return rules;
  }
}
