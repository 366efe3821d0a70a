package dev.gatehouse.server;

import dev.gatehouse.json.StringValue;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionResponse;
import dev.gatehouse.kube.ImageFields;
import dev.gatehouse.kube.ImageFields.ImageField;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.kube.PatchOperation;
import dev.gatehouse.policy.Exclusions;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.trust.image.Surroundings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes into an object the digest of each image that was verified, so that what runs is what was
 * judged. Images that are not good are left as they are: whether they may enter is the decision of
 * policy, which sees the object next.
 */
final class ImagePinning implements AdmissionDecider {

  private final Images images;
  private final Supplier<Optional<PolicySet>> policies;

  ImagePinning(Images images, Supplier<Optional<PolicySet>> policies) {
    this.images = images;
    this.policies = policies;
  }

  @Override
  public AdmissionResponse decide(AdmissionRequest request, Deadline deadline) {
    var object = request.object();
    if (object.isEmpty() || isExcluded(object.get(), request)) {
      return AdmissionResponse.allow(request.uid(), List.of());
    }
    var fields = newFields(object.get(), request);
    if (fields.isEmpty()) {
      return AdmissionResponse.allow(request.uid(), List.of());
    }
    var references = fields.stream().map(ImageField::image).distinct().toList();
    var findings = images.find(
        references, surroundings(object.get(), request), deadline.nanoTime());
    var patch = new ArrayList<PatchOperation>();
    for (var field : fields) {
      findings.get(references.indexOf(field.image())).pinned()
          .filter(pinned -> !pinned.equals(field.image()))
          .ifPresent(pinned -> patch.add(
              PatchOperation.replace(field.pointer(), StringValue.of(pinned))));
    }
    return AdmissionResponse.allow(request.uid(), List.of()).withPatch(patch);
  }

  /** What the images of an object are pulled with; an object has one Pod specification at most. */
  private Surroundings surroundings(KubernetesObject object, AdmissionRequest request) {
    var typed = object.withType(request.kind());
    var place = ImageFields.podSpecification(typed.type())
        .or(() -> expanded(request).findFirst()).orElse(List.of("spec"));
    return UsedImage.around(typed, request.namespace(), place);
  }

  private Stream<List<String>> expanded(AdmissionRequest request) {
    return policies.get().stream()
        .flatMap(set -> set.expander().podSpecifications(request.kind()).stream());
  }

  private boolean isExcluded(KubernetesObject object, AdmissionRequest request) {
    return policies.get()
        .map(set -> set.exclusions()
            .excludes(Exclusions.Process.MUTATION_WEBHOOK, object, request.namespace()))
        .orElse(false);
  }

  /** The images that the request brings: to change those that were there would restart what runs. */
  private List<ImageField> newFields(KubernetesObject object, AdmissionRequest request) {
    Set<ImageField> before = new HashSet<>();
    request.oldObject().ifPresent(old -> before.addAll(fields(old, request)));
    return fields(object, request).stream().filter(field -> !before.contains(field)).toList();
  }

  private List<ImageField> fields(KubernetesObject object, AdmissionRequest request) {
    var typed = object.withType(request.kind());
    var known = ImageFields.of(typed);
    if (!known.isEmpty()) {
      return known;
    }
    return expanded(request)
        .flatMap(path -> ImageFields.at(typed, path).stream())
        .distinct()
        .toList();
  }
}
