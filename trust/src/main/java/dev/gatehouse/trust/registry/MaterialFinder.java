package dev.gatehouse.trust.registry;

import dev.gatehouse.trust.Digest;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.Material;
import dev.gatehouse.trust.Material.Place;
import dev.gatehouse.trust.registry.Materials.Fault;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches everything that may be a signature or an attestation of one image, several parts at once.
 * Each part stands for itself: one that is junk, too large or not to be had becomes a fault.
 */
final class MaterialFinder {

  private static final int MOST_MATERIALS = 200;
  private static final int AT_ONCE = 8;

  private final RegistryClient client;
  private final ImageReference repository;
  private final Digest image;
  private final Budget budget;
  private final RegistryLimits limits;

  MaterialFinder(RegistryClient client, ImageReference repository, Digest image, Budget budget) {
    this.client = client;
    this.repository = repository;
    this.image = image;
    this.budget = budget;
    this.limits = client.options().limits();
  }

  /** A layer that is to be fetched. */
  private record Layer(Place place, Descriptor descriptor) {}

  /** Some of a kind, and what went wrong about others. */
  private record Part<T>(List<T> found, List<Fault> faults) {}

  /** What may fail. */
  private interface Task<T> {
    Part<T> run() throws RegistryException;
  }

  Materials find(Set<Storage> places) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, client.options().threads())) {
      var manifests = manifests(threads, places);
      var layers = layers(manifests);
      var all = new ArrayList<Task<Material>>();
      for (var layer : layers.found()) {
        all.add(() -> fetch(layer));
      }
      var materials = run(threads, all);
      return new Materials(materials.found(), concat(layers.faults(), materials.faults()));
    }
  }

  /** The manifests that may hold something, each with its bytes. */
  private Part<Resolved> manifests(ExecutorService threads, Set<Storage> places) {
    var tags = new ArrayList<Task<Resolved>>();
    for (var place : List.of(Storage.SIGNATURE_TAG, Storage.ATTESTATION_TAG)) {
      if (places.contains(place)) {
        tags.add(() -> tagged(place));
      }
    }
    var beside = start(threads, tags);
    var listing = places.contains(Storage.REFERRERS)
        ? wait(start(threads, List.<Task<Descriptor>>of(this::candidates)))
        : new Part<Descriptor>(List.of(), List.of());
    var fetches = new ArrayList<Task<Resolved>>();
    for (var candidate : listing.found()) {
      fetches.add(() -> candidate(candidate));
    }
    var referring = run(threads, fetches);
    var tagged = wait(beside);
    return new Part<>(concat(referring.found(), tagged.found()),
        concat(concat(listing.faults(), referring.faults()), tagged.faults()));
  }

  private Part<Resolved> tagged(Storage place) throws RegistryException {
    try {
      var held = client.resolve(repository.withTag(place.tag(image)), budget);
      return new Part<>(List.of(held), List.of());
    } catch (RegistryException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return new Part<>(List.of(), List.of());
      }
      throw e;
    }
  }

  /** Those that look like signatures first: what looks otherwise may be one all the same. */
  private Part<Descriptor> candidates() throws RegistryException {
    var listing = client.listing(repository, image, budget);
    var seen = new HashSet<Digest>();
    var all = listing.found().stream()
        .filter(each -> !MediaTypes.isIndex(each.mediaType()) && seen.add(each.digest()))
        .sorted(Comparator.comparing(each -> !isLikely(each))).toList();
    if (all.size() <= limits.referrers()) {
      return new Part<>(all, listing.faults());
    }
    return new Part<>(all.subList(0, limits.referrers()), concat(listing.faults(),
        List.of(Referrers.tooMany(image, "more than " + limits.referrers() + " referrers"))));
  }

  private static boolean isLikely(Descriptor descriptor) {
    var type = descriptor.artifactType();
    return type.startsWith(MediaTypes.BUNDLE_PREFIX)
        || type.startsWith("application/vnd.dev.cosign.")
        || type.isEmpty()
        || type.equals(MediaTypes.OCI_EMPTY)
        || descriptor.annotations().containsKey("dev.sigstore.bundle.content");
  }

  private Part<Resolved> candidate(Descriptor descriptor) throws RegistryException {
    if (descriptor.size() > limits.manifest()) {
      throw new RegistryException(Reason.TOO_LARGE, "the manifest " + descriptor.digest() + " has "
          + descriptor.size() + " bytes, more than the " + limits.manifest() + " allowed");
    }
    return new Part<>(List.of(client.manifest(repository, descriptor.digest(), budget)), List.of());
  }

  private Part<Layer> layers(Part<Resolved> manifests) {
    var layers = new ArrayList<Layer>();
    var faults = new ArrayList<Fault>(manifests.faults());
    for (var held : manifests.found()) {
      try {
        layers.addAll(layers(held));
      } catch (RegistryException e) {
        faults.add(new Fault("manifest " + held.digest(), e));
      }
    }
    if (layers.size() > MOST_MATERIALS) {
      faults.add(Referrers.tooMany(image, "more than " + MOST_MATERIALS + " signatures"));
      return new Part<>(List.copyOf(layers.subList(0, MOST_MATERIALS)), faults);
    }
    return new Part<>(layers, faults);
  }

  private List<Layer> layers(Resolved held) throws RegistryException {
    var manifest = Manifest.parse(held);
    var subject = manifest.subject().map(Descriptor::digest);
    if (subject.isPresent() && !subject.get().equals(image)) {
      throw new RegistryException(Reason.LYING,
          "it refers to " + subject.get() + ", not to " + image);
    }
    if (manifest.layers().size() > limits.layers()) {
      throw new RegistryException(Reason.TOO_LARGE, "it has " + manifest.layers().size()
          + " layers, more than the " + limits.layers() + " allowed");
    }
    var layers = new ArrayList<Layer>();
    for (var i = 0; i < manifest.layers().size(); i++) {
      var layer = manifest.layers().get(i);
      if (largest(layer.mediaType()).isPresent()) {
        layers.add(new Layer(new Place(held.digest(), i), layer));
      }
    }
    return layers;
  }

  /** Empty for what is no signature and no attestation. */
  private Optional<Integer> largest(String mediaType) {
    if (mediaType.equals(MediaTypes.SIMPLE_SIGNING)) {
      return Optional.of(limits.signature());
    }
    return mediaType.equals(MediaTypes.ENVELOPE) || mediaType.startsWith(MediaTypes.BUNDLE_PREFIX)
        ? Optional.of(limits.attestation())
        : Optional.empty();
  }

  private Part<Material> fetch(Layer layer) throws RegistryException {
    var type = layer.descriptor().mediaType();
    var bytes = client.blob(repository, layer.descriptor(), largest(type).orElseThrow(), budget);
    var annotations = layer.descriptor().annotations();
    var material = switch (type) {
      case MediaTypes.SIMPLE_SIGNING ->
        new Material.SimpleSigning(layer.place(), bytes, annotations);
      case MediaTypes.ENVELOPE -> new Material.Envelope(layer.place(), bytes, annotations);
      default -> new Material.Bundle(layer.place(), type, bytes);
    };
    return new Part<>(List.of(material), List.of());
  }

  private <T> Part<T> run(ExecutorService threads, List<Task<T>> tasks) {
    return wait(start(threads, tasks));
  }

  private <T> List<Future<Part<T>>> start(ExecutorService threads, List<Task<T>> tasks) {
    return tasks.stream().map(task -> threads.submit(() -> attempt(task))).toList();
  }

  private <T> Part<T> attempt(Task<T> task) {
    try {
      return task.run();
    } catch (RegistryException e) {
      return new Part<>(List.of(), List.of(new Fault(repository.name(), e)));
    }
  }

  /** In the order in which they were started. */
  private static <T> Part<T> wait(List<Future<Part<T>>> running) {
    var found = new ArrayList<T>();
    var faults = new ArrayList<Fault>();
    for (var each : running) {
      try {
        var part = each.get();
        found.addAll(part.found());
        faults.addAll(part.faults());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        faults.add(new Fault("", new RegistryException(Reason.TIMEOUT, "interrupted", e)));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return new Part<>(found, faults);
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    var all = new ArrayList<T>(first);
    all.addAll(second);
    return all;
  }
}
