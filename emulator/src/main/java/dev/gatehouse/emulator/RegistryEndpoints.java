package dev.gatehouse.emulator;

import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.StringValue;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The registry over HTTP: OCI's distribution specification, version 2 of the API. */
final class RegistryEndpoints implements Endpoints {

  private static final int LARGEST_UPLOAD = 64 << 20;
  private static final int MOST_UPLOADS = 1000;
  private static final String DIGEST = "Docker-Content-Digest";
  private static final List<String> KINDS = List.of("/manifests/", "/blobs/uploads/", "/blobs/",
      "/referrers/", "/tags/list");

  private final LocalRegistry registry;
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();

  RegistryEndpoints(LocalRegistry registry) {
    this.registry = registry;
  }

  /** Which thing of which repository a path names. */
  private record Target(String repository, String kind, String name) {

    static Optional<Target> of(String path) {
      for (var kind : KINDS) {
        var at = path.lastIndexOf(kind);
        if (at > 4) {
          return Optional.of(new Target(path.substring(4, at), kind,
              path.substring(at + kind.length())));
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public Optional<WebAnswer> answer(WebRequest request) {
    var path = request.path();
    if (path.equals("/v2/") || path.equals("/v2")) {
      return Optional.of(WebAnswer.json(200, Fields.of().build()));
    }
    return path.startsWith("/v2/")
        ? Optional.of(Target.of(path).map(target -> answer(request, target))
            .orElseGet(() -> error(404, "NAME_UNKNOWN", path)))
        : Optional.empty();
  }

  private WebAnswer answer(WebRequest request, Target target) {
    if (registry.isClosedTo(request.header("Authorization").orElse(""), target.repository())) {
      return error(401, "UNAUTHORIZED", target.repository())
          .with("WWW-Authenticate", "Basic realm=\"registry\"");
    }
    return switch (target.kind()) {
      case "/manifests/" -> manifest(request, target);
      case "/blobs/uploads/" -> upload(request, target);
      case "/blobs/" -> blob(request, target);
      case "/referrers/" -> referrers(request, target);
      default -> tags(target);
    };
  }

  private WebAnswer manifest(WebRequest request, Target target) {
    return switch (request.method()) {
      case "GET", "HEAD" -> registry.find(target.repository(), target.name())
          .map(stored -> WebAnswer.of(200, stored.mediaType(), stored.content()).with(DIGEST,
              LocalRegistry.digest(stored.content())))
          .orElseGet(() -> error(404, "MANIFEST_UNKNOWN", target.name()));
      case "PUT" -> putManifest(request, target);
      case "DELETE" -> registry.remove(target.repository(), target.name())
          ? WebAnswer.empty(202)
          : error(404, "MANIFEST_UNKNOWN", target.name());
      default -> error(405, "UNSUPPORTED", request.method());
    };
  }

  private WebAnswer putManifest(WebRequest request, Target target) {
    var manifest = JsonPath.of(request.json());
    var type = request.header("Content-Type").orElse(LocalRegistry.MANIFEST);
    var digest = registry.put(target.repository(), target.name(), type, request.body());
    var answer = WebAnswer.empty(201).with(DIGEST, digest).with("Location",
        "/v2/" + target.repository() + "/manifests/" + digest);
    var subject = manifest.find("subject").flatMap(found -> found.findText("digest"));
    return subject.isPresent() && registry.hasReferrers()
        ? answer.with("OCI-Subject", subject.get())
        : answer;
  }

  private WebAnswer blob(WebRequest request, Target target) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return error(405, "UNSUPPORTED", request.method());
    }
    return registry.findBlob(target.repository(), target.name())
        .map(content -> WebAnswer.of(200, "application/octet-stream", content).with(DIGEST,
            target.name()))
        .orElseGet(() -> error(404, "BLOB_UNKNOWN", target.name()));
  }

  private WebAnswer upload(WebRequest request, Target target) {
    return switch (request.method()) {
      case "POST" -> begin(request, target);
      case "PATCH" -> append(request, target);
      case "PUT" -> finish(request, target);
      default -> error(405, "UNSUPPORTED", request.method());
    };
  }

  private WebAnswer begin(WebRequest request, Target target) {
    var digest = request.query().get("digest");
    if (digest != null) {
      return store(target, request.body(), digest);
    }
    var mount = request.query().get("mount");
    if (mount != null) {
      var from = request.query().getOrDefault("from", target.repository());
      var known = registry.findBlob(from, mount);
      if (known.isPresent()) {
        return store(target, known.get(), mount);
      }
    }
    if (uploads.size() >= MOST_UPLOADS) {
      return error(429, "TOOMANYREQUESTS", "too many uploads at once");
    }
    var name = UUID.randomUUID().toString();
    uploads.put(name, new ByteArrayOutputStream());
    return WebAnswer.empty(202).with("Location", location(target, name)).with("Range", "0-0");
  }

  private static String location(Target target, String name) {
    return "/v2/" + target.repository() + "/blobs/uploads/" + name;
  }

  private WebAnswer append(WebRequest request, Target target) {
    var upload = uploads.get(target.name());
    if (upload == null) {
      return error(404, "BLOB_UPLOAD_UNKNOWN", target.name());
    }
    synchronized (upload) {
      if (upload.size() + request.body().length > LARGEST_UPLOAD) {
        return error(413, "SIZE_INVALID", "a blob may have " + LARGEST_UPLOAD + " bytes");
      }
      upload.writeBytes(request.body());
      return WebAnswer.empty(202).with("Location", location(target, target.name())).with("Range",
          "0-" + Math.max(0, upload.size() - 1));
    }
  }

  private WebAnswer finish(WebRequest request, Target target) {
    var appended = append(request, target);
    if (appended.status() != 202) {
      return appended;
    }
    var upload = uploads.remove(target.name());
    var digest = request.query().getOrDefault("digest", "");
    return upload == null
        ? error(404, "BLOB_UPLOAD_UNKNOWN", target.name())
        : store(target, upload.toByteArray(), digest);
  }

  private WebAnswer store(Target target, byte[] content, String digest) {
    if (!LocalRegistry.digest(content).equals(digest)) {
      return error(400, "DIGEST_INVALID", digest);
    }
    registry.putBlob(target.repository(), content);
    return WebAnswer.empty(201).with(DIGEST, digest).with("Location",
        "/v2/" + target.repository() + "/blobs/" + digest);
  }

  private WebAnswer referrers(WebRequest request, Target target) {
    if (!registry.hasReferrers()) {
      return error(404, "UNSUPPORTED", "referrers");
    }
    var wanted = request.query().get("artifactType");
    var found = registry.referrers(target.repository(), target.name()).stream()
        .filter(one -> wanted == null || StringValue.of(wanted).equals(one.get("artifactType")))
        .toList();
    var index = Fields.of().number("schemaVersion", 2).text("mediaType", LocalRegistry.INDEX)
        .list("manifests", found).build();
    var answer = WebAnswer.json(200, index).with("Content-Type", LocalRegistry.INDEX);
    return wanted == null ? answer : answer.with("OCI-Filters-Applied", "artifactType");
  }

  private WebAnswer tags(Target target) {
    if (!registry.has(target.repository())) {
      return error(404, "NAME_UNKNOWN", target.repository());
    }
    var tags = registry.tags(target.repository()).stream().map(StringValue::of).toList();
    return WebAnswer.json(200, Fields.of().text("name", target.repository())
        .with("tags", ArrayValue.of(tags)).build());
  }

  private static WebAnswer error(int status, String code, String message) {
    var one = Fields.of().text("code", code).text("message", message).build();
    return WebAnswer.json(status, Fields.of().list("errors", List.of(one)).build());
  }
}
