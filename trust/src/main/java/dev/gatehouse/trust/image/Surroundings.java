package dev.gatehouse.trust.image;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is around an image where it is used.
 *
 * @param namespace the Namespace of the request, never one that the object merely claims; may be empty
 * @param pulling with what the Pod pulls
 * @param object the object that names the image, or as much of it as rules look at
 */
public record Surroundings(String namespace, Pulling pulling, ObjectValue object) {

  /**
   * With what a Pod pulls its images.
   *
   * @param secrets names of its {@code imagePullSecrets}
   * @param serviceAccount the name of its ServiceAccount, whose secrets count if it has none itself;
   *     {@code default} if empty
   */
  public record Pulling(List<String> secrets, String serviceAccount) {

    /** With nothing of its own. */
    public static final Pulling ALONE = new Pulling(List.of(), "");

    public Pulling {
      secrets = List.copyOf(secrets);
    }

    /** What a Pod's specification says. */
    public static Pulling of(ObjectValue podSpecification) {
      return new Pulling(secrets(podSpecification),
          podSpecification.get("serviceAccountName") instanceof StringValue name
              ? name.value()
              : "");
    }

    /** The names below {@code imagePullSecrets}, which Pods and ServiceAccounts have alike. */
    static List<String> secrets(ObjectValue object) {
      var names = new ArrayList<String>();
      if (object.get("imagePullSecrets") instanceof ArrayValue references) {
        for (var reference : references) {
          if (reference instanceof ObjectValue fields
              && fields.get("name") instanceof StringValue name) {
            names.add(name.value());
          }
        }
      }
      return names;
    }
  }

  /** Nothing is known: somebody asks about an image that nobody is about to use. */
  public static final Surroundings NONE = new Surroundings("", Pulling.ALONE, ObjectValue.EMPTY);

  /** The parts of an object that a policy may be shown. */
  public enum Part {
    SPEC("spec", "includeSpec"), METADATA("metadata", "includeObjectMeta"), TYPE("typemeta",
        "includeTypeMeta");

    private final String name;
    private final String flag;

    Part(String name, String flag) {
      this.name = name;
      this.flag = flag;
    }

    /** What policies call it. */
    public String text() {
      return name;
    }

    /** The field of a rule that asks for it. */
    public String flag() {
      return flag;
    }
  }

  /** A part of the object; empty if it is not known. */
  Optional<Value> part(Part part) {
    return switch (part) {
      case SPEC, METADATA -> known(object.get(part.name));
      case TYPE -> object.get("kind") instanceof StringValue kind
          && object.get("apiVersion") instanceof StringValue version
              ? Optional.of(ObjectValue.of("apiVersion", version, "kind", kind))
              : Optional.empty();
    };
  }

  private static Optional<Value> known(@Nullable Value value) {
    return Optional.ofNullable(value).filter(ObjectValue.class::isInstance);
  }
}
