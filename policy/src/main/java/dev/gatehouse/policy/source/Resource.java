package dev.gatehouse.policy.source;

import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.Origin;
import dev.gatehouse.policy.images.ImageConstraints;

/** An object that was read, and where. */
record Resource(KubernetesObject object, Origin origin) {

  private static final String DOMAIN = ".gatekeeper.sh";

  /** What a resource is to the gate. */
  enum Role {
    TEMPLATE, CONSTRAINT, EXPANSION, PROVIDER, CONFIG, SYNC_SET,
    /** A policy about images, or what such policies refer to. */
    IMAGES,
    /** A policy resource that is used elsewhere or not yet. */
    UNUSED,
    /** An object of the cluster. */
    CLUSTER
  }

  Role role() {
    if (ImageConstraints.concerns(object)) {
      return Role.IMAGES;
    }
    if (!object.group().endsWith(DOMAIN)) {
      return Role.CLUSTER;
    }
    var group = object.group().substring(0, object.group().length() - DOMAIN.length());
    return switch (group + "/" + object.kind()) {
      case "templates/ConstraintTemplate" -> Role.TEMPLATE;
      case "expansion/ExpansionTemplate" -> Role.EXPANSION;
      case "externaldata/Provider" -> Role.PROVIDER;
      case "config/Config" -> Role.CONFIG;
      case "syncset/SyncSet" -> Role.SYNC_SET;
      default -> group.equals("constraints") ? Role.CONSTRAINT : Role.UNUSED;
    };
  }

  /** What tells it from others of its role. */
  String identity() {
    return object.group() + "/" + object.kind() + " " + object.namespace() + "/" + object.name();
  }

  /** What problems call it. */
  String title() {
    return (object.kind() + " " + object.name()).strip();
  }
}
